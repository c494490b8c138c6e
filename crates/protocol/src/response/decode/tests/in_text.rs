//! Tests of images inside a text, and of texts that only mention them.

use crate::ErrorKind as Kind;
use crate::fixture::{Answer, Decoded, base64, image_part, png, same_at_every_split, text_part};

fn decode_text(text: &str) -> Decoded {
    same_at_every_split(Answer::of(&[text_part(text)]).json())
}

fn data_url(bytes: &[u8]) -> String {
    format!("data:image/png;base64,{}", base64(bytes))
}

#[test]
fn a_mark_that_a_service_writes_itself_is_no_image() {
    let png = png(1, 1);
    let forged = text_part("See data:image/a b;base64,\u{0}0\u{0} here");
    let decoded = same_at_every_split(Answer::of(&[forged, image_part("image/png", &png)]).json());
    assert_eq!(decoded.generation().text, "See data:image/a b;base64,\u{fffd}0\u{fffd} here");
    assert_eq!((decoded.images(), decoded.generation().parts.len()), (vec![&*png], 2));
}

#[test]
fn markdown_and_bare_data_urls() {
    let png = png(1, 1);
    let url = data_url(&png);
    for (text, rest) in [
        (url.clone(), ""),
        (format!("![a cat]({url})"), ""),
        (format!("Here: ![a cat]({url} \"title\") Enjoy."), "Here:  Enjoy."),
        (format!("Here: {url} Enjoy."), "Here:  Enjoy."),
        (format!("{url}\nEnjoy."), "\nEnjoy."),
        (format!("<img src=\"{url}\">"), "<img src=\"\">"),
        (url.replace("image/png;", "image/PNG;charset=utf-8;"), ""),
    ] {
        let decoded = decode_text(&text);
        assert_eq!((decoded.images(), decoded.generation().text.as_str()), (vec![&*png], rest), "{text}");
        assert!(decoded.warnings().is_empty());
    }
}

#[test]
fn large_and_escaped_data_urls() {
    let mut large = png(20, 20);
    large.resize(2000, 7);
    let url = data_url(&large);
    let decoded = decode_text(&format!("A ![x]({url}) B {url}"));
    assert_eq!((decoded.images(), decoded.generation().text.as_str()), (vec![&*large; 2], "A  B "));
    let escaped = url.replace('/', "\\/").replace('=', "\\u003d");
    let body = format!(r#"{{"candidates":[{{"content":{{"parts":[{{"text":"![]({escaped})\n"}}]}}}}]}}"#);
    let decoded = same_at_every_split(body);
    assert_eq!((decoded.images(), decoded.generation().text.as_str()), (vec![&*large], "\n"));
}

#[test]
fn mentions_of_data_urls_are_kept_as_text() {
    let excerpt = &base64(&png(4, 4))[..60];
    for text in [
        "Write data:image/png;base64, and then the data.".to_owned(),
        "data:image/png;base64,".to_owned(),
        "data:image/png;base64,0".to_owned(),
        "data:image/png;base64,17 and data:image/png;base64,0".to_owned(),
        "data:image/png;base64,iVBORw0KGgo...".to_owned(),
        "data:image/png;base64,iVBORw0KGgo".to_owned(),
        "data:image/png;base64,SGVsbG8gd29ybGQhIFRoaXMgaXMgbm8gaW1hZ2UgYXQgYWxs".to_owned(),
        format!("Like `data:image/png;base64,{excerpt}...` in CSS."),
        format!("Like `data:image/png;base64,{excerpt}…` in CSS."),
        format!("Like data:image/png;base64,{excerpt}<snip>"),
        format!("data:image/png;base64,{}", "QUJD".repeat(600)),
        "data:image/svg+xml;base64,PHN2Zz48L3N2Zz4=".to_owned(),
        "data:image/png;base64, \"quoted\" \\ é 💡 data:image/".to_owned(),
        "![alt](data:image/png;base64,AAAA)".to_owned(),
    ] {
        let decoded = decode_text(&text);
        assert_eq!((decoded.error().kind(), decoded.error().text()), (Kind::NoImage, Some(text.as_str())));
    }
}

#[test]
fn mentions_of_data_urls_take_no_image_from_the_part() {
    let png = png(1, 1);
    let parts = [
        text_part("First data:image/png;base64,0 and"),
        image_part("image/png", &png),
        text_part(" ![x](data:image/png;base64,0) too."),
    ];
    let decoded = same_at_every_split(Answer::of(&parts).json());
    assert_eq!(decoded.images(), [&*png]);
    assert_eq!(
        decoded.generation().text,
        "First data:image/png;base64,0 and ![x](data:image/png;base64,0) too."
    );
}

#[test]
fn a_text_truncated_within_an_image_gives_no_partial_image() {
    let mut large = png(20, 20);
    large.resize(2000, 7);
    let cut = &data_url(&large)[..1500];
    assert_eq!(decode_text(&format!("Here: ![x]({cut}")).error().kind(), Kind::MalformedResponse);
}

#[test]
fn image_text_in_a_thought_is_a_draft() {
    let png = png(1, 1);
    let part = serde_json::json!({"text": format!("hm {}", data_url(&png)), "thought": true});
    let decoded = same_at_every_split(Answer::of(&[part]).json());
    assert_eq!((decoded.images(), decoded.warnings()), (vec![&*png], vec!["draft-only"]));
    assert_eq!((decoded.generation().drafts.len(), decoded.generation().text.as_str()), (1, ""));
}
