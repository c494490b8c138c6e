//! A conversation: what the second and third request send back.

use super::normalize::{NOISE, blob};
use super::service::{PNG, Service, answer};
use futures_util::StreamExt;
use tintype::history::{Content, InputPart, Turn};
use tintype::model::DEFAULT_MODEL;
use tintype::{ImageType, InputLimits, PreparedImage};
use wasm_bindgen_test::wasm_bindgen_test;

fn signed_answer() -> String {
    let image = format!(r#""inlineData":{{"mimeType":"image/png","data":"{PNG}"}}"#);
    answer().replace(&image, &format!(r#"{image},"thoughtSignature":"c2lnbmF0dXJl""#))
}

#[wasm_bindgen_test]
async fn the_next_turn_sends_every_turn_before_it_with_its_signatures() {
    let service = Service::answering(&signed_answer());
    let mut chat = service.client().chat();
    chat.send("a fox").await.unwrap();
    chat.send("make it red").await.unwrap();
    let model = format!(
        r#"{{"role":"model","parts":[{{"text":"Here."}},{{"inlineData":{{"mimeType":"image/png","data":"{PNG}"}},"thoughtSignature":"c2lnbmF0dXJl"}}]}}"#
    );
    let user = |text: &str| format!(r#"{{"role":"user","parts":[{{"text":"{text}"}}]}}"#);
    let expected = format!(r#"{{"contents":[{},{model},{}],"#, user("a fox"), user("make it red"));
    let body = service.body(1).await;
    assert!(body.starts_with(&expected), "{body}");
    assert_eq!(chat.len(), 2);
}

/// A service whose files are forgotten after `life_s` seconds.
fn with_files(life_s: u32) -> Service {
    let answer = signed_answer().replace('\n', " ");
    Service::new(&format!(
        "!request.url.includes('/upload/') ? new Response(`{answer}`)
         : request.headers.get('x-goog-upload-command') === 'start'
         ? new Response('', {{ headers: {{ 'x-goog-upload-url': 'https://service.test/upload/to' }} }})
         : new Response(JSON.stringify({{ file: {{ name: 'files/a', mimeType: 'image/png',
             uri: 'https://service.test/v1beta/files/' + calls.length,
             expirationTime: new Date(Date.now() + {life_s} * 1000).toISOString() }} }}))"
    ))
}

#[wasm_bindgen_test]
async fn a_chat_with_uploads_sends_each_image_once_and_a_fork_does_not_send_it_again() {
    let service = with_files(48 * 3600);
    let mut chat = service.client().chat().with_uploads();
    for text in ["a fox", "make it red", "make it blue"] {
        chat.send(text).await.unwrap();
    }
    chat.fork(1).send("make it green").await.unwrap();
    // Four calls, and two requests for each of two images.
    assert_eq!(service.calls(), 8);
    let reference = r#""fileData":{"mimeType":"image/png","fileUri":"https://service.test/v1beta/files/3"}"#;
    let signed = r#""thoughtSignature":"c2lnbmF0dXJl""#;
    for at in [3, 6, 7] {
        let body = service.body(at).await;
        assert!(body.contains(reference) && body.contains(signed) && !body.contains(PNG), "{at}: {body}");
    }
}

#[wasm_bindgen_test]
async fn a_file_of_a_chat_that_is_about_to_be_forgotten_is_sent_again() {
    let service = with_files(500);
    let mut chat = service.client().chat().with_uploads();
    for text in ["a fox", "make it red", "make it blue"] {
        chat.send(text).await.unwrap();
    }
    // Three calls; the first image goes twice, the second once.
    assert_eq!(service.calls(), 3 + 3 * 2);
    let with_answer_inline = service.client().chat_after(chat.turns().to_vec()).send("make it green").await;
    with_answer_inline.unwrap();
    assert!(service.body(9).await.contains(PNG), "the turns themselves keep their images");
}

#[wasm_bindgen_test]
async fn a_failed_turn_leaves_nothing_behind_and_a_fork_goes_its_own_way() {
    let good = signed_answer().replace('\n', " ");
    let service = Service::new(&format!(
        "calls.length === 2 ? new Response('{{\"promptFeedback\":{{\"blockReason\":\"SAFETY\"}}}}') : new Response(`{good}`)"
    ));
    let mut chat = service.client().chat();
    chat.send("a fox").await.unwrap();
    assert_eq!(chat.send("something blocked").await.unwrap_err().code(), "prompt-blocked");
    let mut fork = chat.fork(0);
    fork.send("a hare").await.unwrap();
    assert_eq!((chat.len(), fork.len()), (1, 1));
    assert!(!service.body(2).await.contains("fox"));
}

#[wasm_bindgen_test]
async fn old_images_give_way_when_the_request_gets_too_large() {
    let service = Service::answering(&signed_answer());
    let mut chat = service.client().chat();
    for text in ["one", "two", "three"] {
        chat.send(text).await.unwrap();
    }
    // Room for all the JSON and one image of 87 bytes, not for three.
    let generation = chat.send("four").input(InputLimits::default().max_bytes(1_850)).await.unwrap();
    assert_eq!(
        generation.warnings.iter().map(|warning| warning.code.name()).collect::<Vec<_>>(),
        ["history-trimmed"]
    );
    let body = service.body(3).await;
    assert_eq!((body.matches(PNG).count(), body.len() <= 1_850), (1, true));
}

#[wasm_bindgen_test]
async fn the_image_of_the_next_turn_is_scaled_down_and_not_omitted() {
    let png = blob(&format!("{NOISE} return canvas.convertToBlob()")).await;
    let content = |role: &str, part| Content { role: role.to_owned(), parts: vec![part] };
    let turn = Turn {
        user: content("user", InputPart::text("a storm")),
        answer: content("model", InputPart::image(PreparedImage::new(png, ImageType::Png))),
        model: DEFAULT_MODEL.to_owned(),
    };
    let service = Service::answering(&answer());
    let limits = InputLimits::default().max_bytes(60_000);
    let mut chat = service.client().chat_after(vec![turn.into()]);
    let generation = chat.send("calmer").input(limits).await.unwrap();
    let body = service.body(0).await;
    assert!(
        generation.warnings.is_empty() && body.len() <= 60_000,
        "{} {:?}",
        body.len(),
        generation.warnings
    );
    assert!(body.contains(r#"{"role":"model","parts":[{"inlineData":"#), "{}", &body[..200]);
}

#[wasm_bindgen_test]
async fn a_streamed_turn_belongs_to_the_conversation_once_it_has_ended() {
    let service = Service::answering(&signed_answer());
    let mut chat = service.client().chat();
    let mut stream = chat.send("a fox").stream();
    while let Some(event) = stream.next().await {
        event.unwrap();
    }
    drop(stream);
    assert_eq!(chat.len(), 1);
    drop(chat.send("never asked").stream());
    chat.send("make it red").stream().result().await.unwrap();
    assert_eq!((chat.len(), service.calls()), (2, 2));
    assert!(service.body(1).await.contains("c2lnbmF0dXJl"));
}
