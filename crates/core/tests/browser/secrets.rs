//! No formatted value of a caller shows the key, however the key was given.

use super::service::{Service, answer};
use tintype::{ApiKey, Auth, Client, ClientBuilder, ImageInput};
use wasm_bindgen_test::wasm_bindgen_test;

/// The ways in which a key comes to a client.
fn keyed() -> Vec<ClientBuilder> {
    let at = |base_url: &str| Client::builder().base_url(base_url);
    let header = |name: &str, value: &str| Client::builder().header(name, value).auth(Auth::None);
    vec![
        Client::builder().api_key("sk-secret-key"),
        Client::builder().api_key(ApiKey::from_fn(async || Ok("sk-secret-key".to_owned()))).auth(Auth::Query),
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
fn neither_builder_nor_client_nor_chat_nor_call_shows_a_key_in_debug() {
    for builder in keyed() {
        let mut shown = vec![format!("{builder:?}"), format!("{builder:#?}")];
        assert!(shown[0].contains("gemini-2.5-flash-image"), "nothing is shown at all");
        match builder.build() {
            Ok(client) => shown.extend([
                format!("{client:?}"),
                format!("{:#?}", client.chat()),
                format!("{:?}", client.generate("a fox")),
                format!("{:?}", client.generate("a fox").stream()),
            ]),
            Err(refused) => shown.push(format!("{refused:?}")),
        }
        for shown in shown {
            assert!(!shown.contains("secret"), "{shown}");
        }
    }
    assert!(!format!("{:?}", ApiKey::from("sk-secret-key")).contains("secret"));
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
        let client = service.builder().header(name, value).auth(Auth::None).build().unwrap();
        let error = client.generate("a fox").await.unwrap_err();
        assert!(!format!("{error:?} {error}").contains("secret"), "{error:?}");
        assert!(error.message().contains("[key]"), "{error}");
    }
    assert!(Service::answering(&answer()).client().generate("a fox").await.is_ok());
}
