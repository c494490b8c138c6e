//! Whatever of a caller's can be formatted shows no key, however the key was given.

use super::service::{Service, answer, prompt};
use tintype::{ApiKey, Auth, Chat, Client, ClientOptions, ImageInput};
use wasm_bindgen_test::wasm_bindgen_test;

/// The ways in which a key comes to a client.
fn keyed() -> Vec<ClientOptions> {
    let at = |base_url: &str| ClientOptions { base_url: base_url.into(), ..ClientOptions::default() };
    let header = |name: &str, value: &str| ClientOptions {
        headers: vec![(name.into(), value.into())],
        auth: Auth::None,
        ..ClientOptions::default()
    };
    vec![
        ClientOptions { api_key: Some(ApiKey::from("sk-secret-key")), ..ClientOptions::default() },
        ClientOptions {
            api_key: Some(ApiKey::asked(async || Ok("sk-secret-key".to_owned()))),
            auth: Auth::Query,
            ..ClientOptions::default()
        },
        header("authorization", "Bearer sk-secret-key"),
        header("x-api-key", "sk-secret-key"),
        header("cookie", "session=sk-secret-key"),
        at("https://h/sk-secret-key/v1beta"),
        at("https://me:sk-secret-key@h"),
        at("https://h?key=sk-secret-key"),
        at("/sk-secret-key"),
    ]
}

#[wasm_bindgen_test]
fn neither_client_nor_options_nor_chat_shows_a_key_in_debug() {
    for options in keyed() {
        let client = Client::new(options.clone());
        let chat: Chat = client.chat();
        let refused = options.check();
        for shown in [
            format!("{options:?}"),
            format!("{options:#?}"),
            format!("{client:?}"),
            format!("{chat:#?}"),
            format!("{:?}", options.api_key),
            format!("{refused:?}"),
        ] {
            assert!(!shown.contains("secret"), "{shown}");
        }
        assert!(format!("{options:?}").contains("gemini-2.5-flash-image"), "nothing is shown at all");
    }
}

#[wasm_bindgen_test]
fn an_input_image_shows_neither_its_address_nor_its_bytes() {
    let shown = format!("{:?}", ImageInput::from("https://me:pw@h/a.png?signature=secret"));
    assert_eq!(shown, "Url(\"https://h/…\")");
    assert_eq!(format!("{:?}", ImageInput::from(vec![1, 2, 3])), "Bytes(3)");
}

#[wasm_bindgen_test]
async fn no_error_of_a_call_shows_a_key_that_came_by_a_header() {
    for (name, value) in [
        ("x-api-key", "sk-secret-key"),
        ("authorization", "Token sk-secret-key"),
        ("cookie", "a=sk-secret-key"),
    ] {
        let body = "{ error: { message: 'no such key: sk-secret-key', details: [{ 'sk-secret-key': 1 }] } }";
        let service = Service::new(&format!("new Response(JSON.stringify({body}), {{ status: 401 }})"));
        let options = ClientOptions {
            headers: vec![(name.into(), value.into())],
            auth: Auth::None,
            fetch: Some(service.fetch.clone()),
            ..ClientOptions::default()
        };
        let error = Client::new(options).generate(prompt("a fox")).await.unwrap_err();
        assert!(!format!("{error:?} {error}").contains("secret"), "{error:?}");
        assert!(error.message().contains("[key]"), "{error}");
    }
    assert!(Service::answering(&answer()).client().generate(prompt("a fox")).await.is_ok());
}
