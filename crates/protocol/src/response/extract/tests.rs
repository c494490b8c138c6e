//! Tests of the images that are extracted from a document, and of the remaining JSON.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::fixture::{base64, png};

/// All images, each with a flag that is `true` if the image was intact.
#[derive(Default)]
struct Kept(Vec<(Vec<u8>, bool)>);

impl Images for Kept {
    fn begin(&mut self) -> usize {
        self.0.push((Vec::new(), false));
        self.0.len() - 1
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0.last_mut().unwrap().0.extend_from_slice(bytes);
    }

    fn end(&mut self, is_intact: bool) {
        self.0.last_mut().unwrap().1 = is_intact;
    }
}

fn extract(json: &str, chunk: usize) -> Result<(String, Kept), ExtractError> {
    let (mut extractor, mut images) = (Extractor::default(), Kept::default());
    for bytes in json.as_bytes().chunks(chunk) {
        assert_eq!(extractor.push(bytes, &mut images)?, bytes.len());
    }
    assert!(!extractor.is_in_document());
    Ok((String::from_utf8(extractor.take_document()).unwrap(), images))
}

#[track_caller]
fn assert_extracted(json: &str, expected: &str, images: &[&[u8]]) {
    for chunk in 1..=json.len() {
        let (rest, kept) = extract(json, chunk).unwrap();
        assert_eq!(rest, expected, "by {chunk}");
        assert!(
            kept.0.iter().map(|image| (&*image.0, image.1)).eq(images.iter().map(|image| (*image, true)))
        );
    }
}

#[test]
fn images_are_replaced_by_their_number() {
    assert_extracted(
        r#"{"a":[{"inlineData":{"data":"QUJD"}},{"inline_data":{"mime_type":"x","data":"REVG"}}]}"#,
        r#"{"a":[{"inlineData":{"data":"0"}},{"inline_data":{"mime_type":"x","data":"1"}}]}"#,
        &[b"ABC", b"DEF"],
    );
}

#[test]
fn data_urls_in_text_are_replaced_by_a_marked_number() {
    let png = png(1, 1);
    let data = base64(&png);
    assert_extracted(
        &format!(r#"{{"text":"a data:image\/png;base64,{data}) b"}}"#),
        r#"{"text":"a data:image\/png;base64,\u00000\u0000) b"}"#,
        &[&png],
    );
}

#[test]
fn everything_else_is_left_to_the_byte() {
    for json in [
        r#"{"data":"QUJD","b":{"data":"QUJD"}}"#,
        r#"{"inlineData":"QUJD","x":{"data":"QUJD"}}"#,
        r#"{"inlineData":[{"data":"QUJD"}]}"#,
        r#"{"inlineData":{"x":{"data":"QUJD"}}}"#,
        r#"{"inlineData":{"data":["QUJD"],"mimeType":"data"}}"#,
        r#"{"inlineDataAndMore":{"data":"QUJD"},"inline_data_and_then_some":{"data":"QUJD"}}"#,
        r#"{"inlineData":{"database":"QUJD","Data":"QUJD","data":null}}"#,
        r#"{"a":"inlineData","b":{"c":"data","d":"QUJD"}}"#,
        r#"{"text":"data:image/png;base64,QUJD é \ud83d\udca1 \" \\ \u0001"}"#,
        r#"{"x":"\u0000"}"#,
        "{ \"a\" :\t[1 , -2.5e3, true,\r\n null, \"\\b\\f\\n\\r\\t\\/\"] }",
        r#"{"x":"data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptV"}"#,
    ] {
        assert_extracted(json, json, &[]);
    }
}

#[test]
fn half_a_surrogate_pair_is_replaced_wherever_it_stands() {
    for (json, rest) in [
        (r#"{"text":"a\ud83c"}"#, r#"{"text":"a\ufffd"}"#),
        (r#"{"text":"\ud83cb\uDF05"}"#, r#"{"text":"\ufffdb\ufffd"}"#),
        (r#"{"text":"\ud83c\udf05 \uD83C\uDF05"}"#, r#"{"text":"\ud83c\udf05 \uD83C\uDF05"}"#),
        (r#"{"text":"\udf05\ud83c"}"#, r#"{"text":"\ufffd\ufffd"}"#),
        (r#"{"text":"\ud83c\ud83c\udf05\udf05"}"#, r#"{"text":"\ufffd\ud83c\udf05\ufffd"}"#),
        (r#"{"text":"\ud83c\n\ud83c\"\u00e9"}"#, r#"{"text":"\ufffd\n\ufffd\"\u00e9"}"#),
        (r#"{"a\ud83c":"\udbff","b":["\udc00"]}"#, r#"{"a\ufffd":"\ufffd","b":["\ufffd"]}"#),
    ] {
        assert_extracted(json, rest, &[]);
    }
}

#[test]
fn invalid_json_is_refused() {
    let deep = "{\"a\":".repeat(200);
    for json in ["x", "[", "}", "\"a\"", "{]", "{[}", &deep, "{\"a\\q\":1}", "{\"\\u00g0\":1}"] {
        assert_eq!(extract(json, 3).err(), Some(ExtractError::Malformed), "{json}");
    }
}

#[test]
fn endless_text_is_refused_and_endless_data_is_not() {
    let (mut extractor, mut images) = (Extractor::default(), Kept::default());
    let run = vec![b'A'; 1 << 20];
    extractor.push(br#"{"inlineData":{"data":""#, &mut images).unwrap();
    for _ in 0..65 {
        extractor.push(&run, &mut images).unwrap();
        images.0[0].0.clear();
    }
    extractor.push(br#""},"thoughtSignature":""#, &mut images).unwrap();
    let refused = (0..66).find_map(|_| extractor.push(&run, &mut images).err());
    assert_eq!(refused, Some(ExtractError::TooMuchText));
}
