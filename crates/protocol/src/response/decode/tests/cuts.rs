//! Tests of bodies that end early, at every byte: no panic, and no partial image.

use crate::ErrorKind as Kind;
use crate::error::Error;
use crate::fixture::{Answer, Decoded, MemorySink, decode, expected, image_part, png, sse, text_part};
use crate::response::decode::Decoder;
use serde_json::Value;

#[track_caller]
fn is_whole_or_absent(decoded: &Decoded, png: &[u8], at: usize) {
    if let Ok(generation) = &decoded.outcome {
        assert!(generation.images.iter().all(|image| &*image.bytes == png), "half an image, cut at {at}");
    }
}

#[test]
fn a_unary_answer_cut_anywhere_is_truncated() {
    let png = png(1, 1);
    let body = Answer::of(&[text_part("a"), image_part("image/png", &png)]).json();
    for at in 1..body.len() {
        let decoded = decode(&body[..at]);
        assert_eq!(decoded.error().kind(), Kind::TruncatedResponse, "cut at {at}");
        assert!(!decoded.error().retryable());
    }
    assert_eq!(decode(&body).images(), [&*png]);
}

#[test]
fn an_array_cut_anywhere_keeps_the_image_that_came() {
    let png = png(1, 1);
    let word = Answer::of(&[text_part("a")]).finished(Value::Null).json();
    let image = Answer::of(&[image_part("image/png", &png)]).json();
    let body = format!("[{word},\r\n{image}\r\n]");
    let image_end = body.len() - 3;
    for at in 1..body.len() {
        let decoded = decode(&body[..at]);
        is_whole_or_absent(&decoded, &png, at);
        if at < image_end {
            assert_eq!(decoded.error().kind(), Kind::TruncatedResponse, "cut at {at}");
        } else {
            assert_eq!((decoded.images(), decoded.warnings()), (vec![&*png], vec!["partial"]), "cut at {at}");
        }
    }
}

#[test]
fn a_stream_cut_anywhere_keeps_the_image_that_came() {
    let png = png(1, 1);
    let documents = [
        Answer::of(&[text_part("a")]).finished(Value::Null).json(),
        Answer::of(&[image_part("image/png", &png)]).finished(Value::Null).json(),
        Answer::of(&[]).json(),
    ];
    let body = sse(&documents);
    let image_end = sse(&documents[..2]).len() - 4;
    let reason_end = body.len() - 4;
    for at in 1..body.len() {
        let decoded = decode(&body[..at]);
        is_whole_or_absent(&decoded, &png, at);
        if at < image_end {
            assert_eq!(decoded.error().kind(), Kind::TruncatedResponse, "cut at {at}");
        } else {
            assert_eq!(decoded.images(), [&*png]);
            assert_eq!(decoded.warnings().is_empty(), at >= reason_end, "cut at {at}");
        }
    }
}

#[test]
fn a_stream_with_the_reason_on_the_image_is_whole_or_cut() {
    let png = png(1, 1);
    let body = sse(&[Answer::of(&[image_part("image/png", &png)]).json()]);
    for at in 1..body.len() {
        let decoded = decode(&body[..at]);
        match at < body.len() - 4 {
            true => assert_eq!(decoded.error().kind(), Kind::TruncatedResponse, "cut at {at}"),
            false => assert_eq!(decoded.images(), [&*png]),
        }
    }
}

#[test]
fn a_data_url_cut_anywhere_is_truncated() {
    let png = png(1, 1);
    let text = format!("![x](data:image/png;base64,{})", crate::fixture::base64(&png));
    let body = Answer::of(&[text_part(&text)]).json();
    for at in 1..body.len() {
        assert_eq!(decode(&body[..at]).error().kind(), Kind::TruncatedResponse, "cut at {at}");
    }
}

#[test]
fn an_error_body_cut_anywhere_is_typed() {
    let body = r#"{"error":{"code":429,"message":"slow down","status":"RESOURCE_EXHAUSTED"}}"#;
    for at in 1..body.len() {
        assert_eq!(decode(&body[..at]).error().kind(), Kind::TruncatedResponse, "cut at {at}");
    }
}

/// Decodes a body whose connection breaks, unlike the bodies of the tests above, which just end.
fn interrupted(body: &str) -> Decoded {
    let expected = expected();
    let mut decoder = Decoder::new("m", &expected, 200, MemorySink::default);
    let events = decoder.push(body.as_bytes()).unwrap();
    let broken = Error::new(Kind::TruncatedResponse, "The connection broke.");
    Decoded { outcome: decoder.finish(Some(broken)), events }
}

#[test]
fn a_broken_connection_gives_its_error_or_the_complete_images() {
    let png = png(1, 1);
    let body = sse(&[Answer::of(&[image_part("image/png", &png)]).finished(Value::Null).json()]);
    let early = interrupted(&body[..body.len() / 2]);
    assert_eq!(
        (early.error().kind(), early.error().message()),
        (Kind::TruncatedResponse, "The connection broke.")
    );
    let late = interrupted(&body);
    assert_eq!((late.images(), late.warnings()), (vec![&*png], vec!["partial"]));
    assert!(late.generation().warnings[0].message.contains("The connection broke."));
}

#[test]
fn a_verdict_that_had_come_is_not_hidden_by_a_cut() {
    let blocked = interrupted("data: {\"promptFeedback\":{\"blockReason\":\"SAFETY\"}}\n\ndata: {");
    assert_eq!(blocked.error().kind(), Kind::PromptBlocked);
    let refused = interrupted("data: {\"candidates\":[{\"finishReason\":\"IMAGE_SAFETY\"}]}\n\ndata: {");
    assert_eq!(refused.error().kind(), Kind::Refused);
    let page = interrupted("<html><title>Bad gateway</title>");
    assert_eq!(page.error().kind(), Kind::NotTheApi);
}
