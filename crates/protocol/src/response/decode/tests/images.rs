//! Tests of image data in every encoding, and of data that is not an image.

use crate::ErrorKind as Kind;
use crate::fixture::{Answer, base64, decode, image_part, jpeg, png, same_at_every_split, text_part};
use crate::image::sniff::ImageType;
use serde_json::json;

/// Returns an answer with one part, which is given as JSON text.
fn body(part: &str) -> String {
    format!(r#"{{"candidates":[{{"content":{{"parts":[{part}]}},"finishReason":"STOP"}}]}}"#)
}

fn inline(data: &str) -> String {
    body(&format!(r#"{{"inlineData":{{"mimeType":"image/png","data":"{data}"}}}}"#))
}

#[track_caller]
fn is_same_image(body: &str, bytes: &[u8]) {
    let decoded = same_at_every_split(body);
    assert_eq!((decoded.images(), decoded.warnings().len()), (vec![bytes], 0), "{body}");
}

/// Returns a picture whose base64 contains both non-alphanumeric characters of the alphabet, and padding.
fn awkward_png() -> Vec<u8> {
    let mut png = png(2, 2);
    png.extend([0xfb, 0xff, 0xfe]);
    while base64(&png).matches('=').count() != 2 {
        png.push(0xff);
    }
    assert!(base64(&png).contains('+') && base64(&png).contains('/'));
    png
}

#[test]
fn base64_in_every_alphabet_and_padding() {
    let png = awkward_png();
    let plain = base64(&png);
    is_same_image(&inline(&plain), &png);
    is_same_image(&inline(plain.trim_end_matches('=')), &png);
    is_same_image(&inline(&plain.replace('/', "\\/")), &png);
    is_same_image(&inline(&plain.replace('=', "\\u003d").replace('+', "\\u002B")), &png);
    is_same_image(&inline(&plain.replace('+', "-").replace('/', "_")), &png);
    is_same_image(&inline(&plain.replace('/', "_")), &png);
    is_same_image(&inline(&format!("data:image/png;base64,{plain}")), &png);
    is_same_image(&inline(&format!("data:image\\/png;base64,{plain}")), &png);
    is_same_image(
        &inline(&plain.chars().map(|c| format!("\\u{:04x}", u32::from(c))).collect::<String>()),
        &png,
    );
}

#[test]
fn white_space_inside_base64() {
    let png = awkward_png();
    let wrapped = |end: &str| {
        let lines: Vec<_> = base64(&png)
            .as_bytes()
            .chunks(19)
            .map(|line| String::from_utf8_lossy(line).into_owned())
            .collect();
        lines.join(end) + end
    };
    for end in ["\\n", "\\r\\n", "\\t", " ", "\n", "\r\n"] {
        is_same_image(&inline(&wrapped(end)), &png);
    }
}

#[test]
fn keys_in_any_case_order_and_escaped_form() {
    let png = png(1, 1);
    let data = base64(&png);
    for part in [
        format!(r#"{{"inlineData":{{"data":"{data}","mimeType":"image/png"}}}}"#),
        format!(r#"{{"inline_data":{{"mime_type":"image/png","data":"{data}"}},"text":null}}"#),
        format!(r#"{{"in\u006cineData":{{"\u0064\u0061\u0074\u0061":"{data}"}}}}"#),
        format!(r#"{{"inlineData":null,"inline_data":{{"data":"{data}"}}}}"#),
        format!("{{ \"inlineData\" :\r\n\t{{ \"data\" : \"{data}\" , \"displayName\":\"x\" }} }}"),
        format!(r#"{{"thought":false,"partMetadata":{{"data":"AAAA"}},"inlineData":{{"data":"{data}"}}}}"#),
    ] {
        is_same_image(&body(&part), &png);
    }
}

#[test]
fn the_type_is_that_of_the_bytes() {
    let jpeg = jpeg(9, 5);
    for (label, warnings) in
        [("image/jpeg", 0), ("image/jpg", 0), ("IMAGE/JPEG", 0), ("image/png", 1), ("", 0)]
    {
        let decoded = same_at_every_split(Answer::of(&[image_part(label, &jpeg)]).json());
        let info = decoded.generation().images[0].info;
        assert_eq!((info.image_type, info.width, info.height), (ImageType::Jpeg, 9, 5));
        assert_eq!(decoded.warnings(), vec!["type-mismatch"; warnings], "{label}");
    }
}

#[test]
fn only_raster_images_are_accepted() {
    for bytes in [
        &b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"[..],
        b"<!DOCTYPE html><html></html>",
        b"%PDF-1.7 ...............................",
        b"just some words that are long enough",
        b"\x89PNG",
        b"",
    ] {
        let decoded = same_at_every_split(Answer::of(&[image_part("image/png", bytes)]).json());
        assert_eq!(decoded.error().kind(), Kind::MalformedResponse, "{bytes:?}");
    }
}

#[test]
fn broken_base64_is_no_image() {
    let data = base64(&png(2, 2));
    let mut whole = png(2, 2);
    whole.resize(whole.len().next_multiple_of(3), 0);
    for broken in [
        // One character too many, because no number of bytes encodes to this length.
        format!("{}A", base64(&whole)),
        data.replacen('A', "!", 1),
        data.replacen('A', "=", 1),
        data.replacen('A', "\\b", 1),
        data.replacen('A', "\\f", 1),
        data.replacen('A', "\\u00e9", 1),
        data.replacen('A', "é", 1),
        format!("{}A", data.trim_end_matches('=').split_at(8).0),
        "data:image/png;base64".to_owned(),
        "data:image/png,%89PNG".to_owned(),
    ] {
        let decoded = same_at_every_split(inline(&broken));
        assert_eq!(decoded.error().kind(), Kind::MalformedResponse, "{broken}");
    }
    for broken in [data.replacen('A', "\\q", 1), data.replacen('A', "\\u+041", 1)] {
        assert_eq!(same_at_every_split(inline(&broken)).error().kind(), Kind::MalformedResponse, "{broken}");
    }
}

#[test]
fn a_good_image_next_to_a_bad_one_is_returned() {
    let png = png(1, 1);
    let bad = json!({"inlineData": {"mimeType": "image/png", "data": "!!!!"}});
    for parts in [[bad.clone(), image_part("image/png", &png)], [image_part("image/png", &png), bad]] {
        let decoded = same_at_every_split(Answer::of(&parts).json());
        assert_eq!((decoded.images(), decoded.warnings()), (vec![&*png], vec!["type-mismatch"]));
    }
}

#[test]
fn of_two_data_in_one_part_the_last_counts_as_in_any_json() {
    let (first, last) = (base64(&png(1, 1)), png(2, 2));
    let part = format!(r#"{{"inlineData":{{"data":"{first}","data":"{}"}}}}"#, base64(&last));
    is_same_image(&body(&part), &last);
}

#[test]
fn a_size_hidden_behind_much_metadata_is_found() {
    let mut file = b"\xff\xd8".to_vec();
    for _ in 0..10 {
        file.extend(b"\xff\xe2\xff\xff");
        file.extend([0; 0xfffd]);
    }
    file.extend(&jpeg(40, 30)[2..]);
    let decoded = decode(Answer::of(&[image_part("image/jpeg", &file)]).json());
    let info = decoded.generation().images[0].info;
    assert_eq!((info.width, info.height, info.byte_length), (40, 30, file.len() as u64));
}

#[test]
fn a_size_that_cannot_be_found_leaves_the_image_good() {
    let mut file = b"\xff\xd8".to_vec();
    for _ in 0..20 {
        file.extend(b"\xff\xe2\xff\xff");
        file.extend([0; 0xfffd]);
    }
    file.extend(&jpeg(40, 30)[2..]);
    let decoded = decode(Answer::of(&[text_part("a"), image_part("image/jpeg", &file)]).json());
    let info = decoded.generation().images[0].info;
    assert_eq!((info.image_type, info.width, info.height), (ImageType::Jpeg, 0, 0));
    assert_eq!(&*decoded.generation().images[0].bytes, file);
}

#[test]
fn an_image_of_another_shape_than_requested_is_reported() {
    use crate::fixture::{MemorySink, expected};
    use crate::response::decode::Decoder;
    let expected = crate::request::Expected { aspect_ratio: Some("16:9".to_owned()), ..expected() };
    let mut decoder = Decoder::new("m", &expected, 200, MemorySink::default);
    decoder.push(Answer::of(&[image_part("image/png", &png(4, 4))]).json().as_bytes()).unwrap();
    let generation = decoder.finish(None).unwrap();
    assert_eq!(generation.warnings[0].code.name(), "size-mismatch");
    assert_eq!(generation.warnings[0].message, "Expected for 16:9, but the image is 4 × 4.");
}

/// Checks the pixel limit. A page decodes the pictures that it shows, so a header of a few bytes must not claim more
/// pixels than fit into memory.
#[test]
fn an_image_that_claims_to_be_vast_is_none() {
    for (width, height, is_one) in
        [(8192_u32, 8192_u32, true), (8193, 8192, false), (u32::MAX, u32::MAX, false)]
    {
        let mut vast = png(1, 1);
        vast[16..20].copy_from_slice(&width.to_be_bytes());
        vast[20..24].copy_from_slice(&height.to_be_bytes());
        let decoded = decode(Answer::of(&[image_part("image/png", &vast)]).json());
        assert_eq!(decoded.outcome.is_ok(), is_one, "{width} × {height}");
        assert!(is_one || decoded.error().kind() == Kind::MalformedResponse);
    }
}
