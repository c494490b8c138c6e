//! Tests of images that relays return as URLs.

use crate::ErrorKind as Kind;
use crate::fixture::{Answer, MemorySink, expected, image_part, png, same_at_every_split, text_part};
use crate::request::Expected;
use crate::response::decode::Decoder;
use crate::response::generation::PartBody;
use serde_json::Value;
use serde_json::json;

const URL: &str = "https://cdn.example/i.png?a=1&b=2";

#[track_caller]
fn is_remote(part: Value, label: Option<&str>, text: &str) {
    // An image beside the part makes the answer a success, so that the part can be inspected.
    let answer = Answer::of(&[part.clone(), image_part("image/png", &png(1, 1))]);
    let decoded = same_at_every_split(answer.json());
    let expected = PartBody::RemoteImage { url: URL.to_owned(), mime_type: label.map(str::to_owned) };
    assert!(decoded.generation().parts.iter().any(|part| part.body == expected), "{decoded:?}");
    assert_eq!(decoded.generation().text, text);
    let alone = same_at_every_split(Answer::of(&[part]).json());
    assert_eq!(alone.error().kind(), Kind::NoImage);
    assert!(alone.error().text().is_some_and(|text| text.contains(URL)), "{alone:?}");
}

#[test]
fn in_markdown_or_as_the_whole_text() {
    is_remote(text_part(&format!("Here: ![cat]({URL}) bye")), None, &format!("Here: {URL} bye"));
    is_remote(text_part(URL), None, URL);
}

#[test]
fn in_chunks_of_text_as_a_stream_brings_them() {
    for whole in [format!("Here: ![cat]({URL}) bye"), URL.to_owned()] {
        for at in 1..whole.len() {
            let (one, other) = whole.split_at(at);
            let decoded = same_at_every_split(Answer::of(&[text_part(one), text_part(other)]).json());
            assert!(decoded.error().message().contains("address"), "{one} {other}");
        }
    }
}

#[test]
fn in_a_thought_it_is_no_text() {
    let thought = json!({"text": format!("Like ![this]({URL})?"), "thought": true});
    let decoded = same_at_every_split(Answer::of(&[thought, image_part("image/png", &png(1, 1))]).json());
    assert_eq!((decoded.generation().text.as_str(), decoded.generation().parts.len()), ("", 4));
}

#[test]
fn with_an_escaped_ampersand() {
    let escaped = URL.replace('&', "\\u0026").replace('/', "\\/");
    let body = format!(r#"{{"candidates":[{{"content":{{"parts":[{{"text":"![]({escaped})"}}]}}}}]}}"#);
    assert_eq!(same_at_every_split(body).error().text(), Some(URL));
}

#[test]
fn a_url_next_to_an_empty_inline_data() {
    is_remote(json!({"inlineData": {}, "url": URL}), None, "");
    is_remote(
        json!({"inlineData": {"mimeType": "image/png", "data": ""}, "url": URL}),
        Some("image/png"),
        "",
    );
}

#[test]
fn as_file_data() {
    is_remote(json!({"fileData": {"fileUri": URL, "mimeType": "image/jpeg"}}), Some("image/jpeg"), "");
    is_remote(json!({"file_data": {"file_uri": URL, "mime_type": "image/jpeg"}}), Some("image/jpeg"), "");
}

#[test]
fn a_file_with_data_of_its_own_takes_no_image() {
    let png = png(1, 1);
    let file = json!({"fileData": {"data": "0"}});
    let decoded = same_at_every_split(Answer::of(&[file, image_part("image/png", &png)]).json());
    assert_eq!((decoded.images(), decoded.warnings().len()), (vec![&*png], 0));
}

#[test]
fn an_ordinary_link_is_text() {
    let decoded = same_at_every_split(Answer::of(&[text_part("See [this](https://h/page).")]).json());
    assert_eq!(decoded.error().text(), Some("See [this](https://h/page)."));
    assert!(!decoded.error().message().contains("address"));
}

#[test]
fn one_that_will_be_followed_is_as_good_as_an_image() {
    let expected = Expected { follows_remote_images: true, ..expected() };
    let mut decoder = Decoder::new("m", &expected, 200, MemorySink::default);
    decoder.push(Answer::of(&[text_part(URL)]).json().as_ref()).unwrap();
    let generation = decoder.finish(None).unwrap();
    assert!(generation.images.is_empty());
    assert!(matches!(&generation.parts[0].body, PartBody::RemoteImage { url, .. } if url == URL));
}
