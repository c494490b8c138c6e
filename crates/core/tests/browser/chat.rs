//! A conversation: what the second and third request send back.

use super::service::{PNG, Service, answer, prompt};
use tintype::GenerateOptions;
use wasm_bindgen_test::wasm_bindgen_test;

fn signed_answer() -> String {
    let image = format!(r#""inlineData":{{"mimeType":"image/png","data":"{PNG}"}}"#);
    answer().replace(&image, &format!(r#"{image},"thoughtSignature":"c2lnbmF0dXJl""#))
}

#[wasm_bindgen_test]
async fn the_next_turn_sends_every_turn_before_it_with_its_signatures() {
    let service = Service::answering(&signed_answer());
    let mut chat = service.client().chat();
    chat.send(prompt("a fox")).await.unwrap();
    chat.send(prompt("make it red")).await.unwrap();
    let model = format!(
        r#"{{"role":"model","parts":[{{"text":"Here."}},{{"inlineData":{{"mimeType":"image/png","data":"{PNG}"}},"thoughtSignature":"c2lnbmF0dXJl"}}]}}"#
    );
    let user = |text: &str| format!(r#"{{"role":"user","parts":[{{"text":"{text}"}}]}}"#);
    let expected = format!(r#"{{"contents":[{},{model},{}],"#, user("a fox"), user("make it red"));
    let body = service.body(1).await;
    assert!(body.starts_with(&expected), "{body}");
    assert_eq!(chat.len(), 2);
}

#[wasm_bindgen_test]
async fn a_failed_turn_leaves_nothing_behind_and_a_fork_goes_its_own_way() {
    let good = signed_answer().replace('\n', " ");
    let service = Service::new(&format!(
        "calls.length === 2 ? new Response('{{\"promptFeedback\":{{\"blockReason\":\"SAFETY\"}}}}') : new Response(`{good}`)"
    ));
    let mut chat = service.client().chat();
    chat.send(prompt("a fox")).await.unwrap();
    assert_eq!(chat.send(prompt("something blocked")).await.unwrap_err().code(), "prompt-blocked");
    let mut fork = chat.fork(0);
    fork.send(prompt("a hare")).await.unwrap();
    assert_eq!((chat.len(), fork.len()), (1, 1));
    assert!(!service.body(2).await.contains("fox"));
}

#[wasm_bindgen_test]
async fn old_images_give_way_when_the_request_gets_too_large() {
    let service = Service::answering(&signed_answer());
    let mut chat = service.client().chat();
    for text in ["one", "two", "three"] {
        chat.send(prompt(text)).await.unwrap();
    }
    // Room for one image of 87 bytes and some JSON, not for three.
    let mut options = GenerateOptions { ..prompt("four") };
    options.input.max_bytes = 170;
    let generation = chat.send(options).await.unwrap();
    assert_eq!(
        generation.warnings.iter().map(|warning| warning.code.name()).collect::<Vec<_>>(),
        ["history-trimmed"]
    );
    assert_eq!(service.body(3).await.matches(PNG).count(), 1);
}
