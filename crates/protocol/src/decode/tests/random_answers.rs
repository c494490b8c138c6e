//! Random legal answers against a plain reading of the same text: serde_json and ordinary base64.

use super::spelling::spell;
use crate::fixture::{Dice, base64, decode, decode_pieces, jpeg, png};
use ::base64::Engine;
use ::base64::engine::general_purpose::STANDARD_NO_PAD;
use serde_json::{Value, json};

/// What a plain reading finds.
#[derive(Debug, Default, PartialEq)]
struct Plain {
    images: Vec<Vec<u8>>,
    drafts: Vec<Vec<u8>>,
    text: String,
}

fn picture(dice: &mut Dice) -> Vec<u8> {
    let side = 1 + dice.below(20) as u16;
    let mut picture = if dice.once_in(2) { png(side.into(), 2) } else { jpeg(side, 9) };
    let tail = dice.below(400);
    picture.extend(dice.bytes(tail));
    picture
}

fn data(bytes: &[u8], dice: &mut Dice) -> String {
    let mut data = base64(bytes);
    if dice.once_in(3) {
        data = data.replace('+', "-").replace('/', "_");
    }
    if dice.once_in(3) {
        data = data.trim_end_matches('=').to_owned();
    }
    if dice.once_in(3) {
        let width = 1 + dice.below(80);
        let end = dice.pick(&["\n", "\r\n", " ", "\t"]);
        data = data.as_bytes().chunks(width).map(|line| String::from_utf8_lossy(line) + end).collect();
    }
    if dice.once_in(5) { format!("data:image/png;base64,{data}") } else { data }
}

fn part(dice: &mut Dice) -> Value {
    let is_snake = dice.once_in(3);
    let mut part = match dice.below(5) {
        0 | 1 => {
            let picture = picture(dice);
            let data = data(&picture, dice);
            let (inline, mime_type) =
                if is_snake { ("inline_data", "mime_type") } else { ("inlineData", "mimeType") };
            json!({inline: {mime_type: "image/png", "data": data, "displayName": "data"}})
        }
        2 => json!({"functionCall": {"args": {"data": "QUJD", "text": "inlineData"}}, "data": "x"}),
        3 => json!({}),
        _ => {
            let words = [
                "Well",
                " ",
                "data",
                "data:image/",
                ";base64,",
                "![",
                "](",
                ")",
                "é",
                "💡",
                "\"",
                "\\",
                "\n",
                "\0",
            ];
            let length = dice.below(12);
            json!({"text": (0..length).map(|_| dice.pick(&words)).collect::<String>()})
        }
    };
    if dice.once_in(4) {
        part["thought"] = dice.once_in(2).into();
    }
    part
}

fn documents(dice: &mut Dice) -> Vec<Value> {
    let count = 1 + dice.below(3);
    let mut documents: Vec<_> = (0..count)
        .map(|_| {
            let parts: Vec<_> = (0..dice.below(5)).map(|_| part(dice)).collect();
            json!({"candidates": [{"content": {"parts": parts, "role": "model"}, "index": 0}],
                "turnToken": "v1\u{0}\"data\":", "extra": [{"inlineData": "x"}, ["data"], 1e3, null]})
        })
        .collect();
    documents[count - 1]["candidates"][0]["finishReason"] = "STOP".into();
    documents
}

/// Reads the documents as anybody would.
fn plain(documents: &[String]) -> Plain {
    let mut plain = Plain::default();
    for document in documents {
        let document: Value = serde_json::from_str(document).unwrap();
        for part in document["candidates"][0]["content"]["parts"].as_array().unwrap() {
            let is_thought = part["thought"] == true;
            if let Some(text) = part["text"].as_str().filter(|_| !is_thought) {
                plain.text.push_str(text);
            }
            let inline = part.get("inlineData").or(part.get("inline_data"));
            if let Some(data) = inline.map(|inline| inline["data"].as_str().unwrap()) {
                let data = data.strip_prefix("data:image/png;base64,").unwrap_or(data);
                let data: String = data.split_whitespace().collect();
                let data = data.replace('-', "+").replace('_', "/");
                let bytes = STANDARD_NO_PAD.decode(data.trim_end_matches('=')).unwrap();
                if is_thought { plain.drafts.push(bytes) } else { plain.images.push(bytes) }
            }
        }
    }
    plain
}

fn wrapped(documents: &[String], dice: &mut Dice) -> String {
    let line_end = dice.pick(&["\n", "\r\n", "\r"]);
    let event = |document: &String| {
        // A line end within the document needs `data:` again; that it means white space is all that counts.
        let lines = document.replace("\r\n", "\n").replace('\n', &format!("{line_end}data: "));
        format!("data: {lines}{line_end}{line_end}")
    };
    match dice.below(3) {
        0 => documents.iter().map(event).collect(),
        1 => format!("[{}]", documents.join(" ,\r\n")),
        _ => documents.join("\r\n"),
    }
}

#[test]
fn images_and_text_are_what_a_plain_reading_says() {
    let mut images = 0;
    for seed in 0..1500 {
        let mut dice = Dice::new(seed);
        let documents: Vec<_> =
            documents(&mut dice).iter().map(|document| spell(document, &mut dice)).collect();
        let expected = plain(&documents);
        let body = wrapped(&documents, &mut dice);
        let decoded = decode_pieces(dice.pieces(body.as_bytes()));
        assert_eq!(decoded, decode(&body), "seed {seed}");
        images += expected.images.len();
        match &decoded.outcome {
            Ok(generation) => {
                let bytes = |list: &[crate::fixture::Picture]| {
                    list.iter().map(|image| image.bytes.to_vec()).collect()
                };
                let mut read = Plain {
                    images: bytes(&generation.images),
                    drafts: bytes(&generation.drafts),
                    text: generation.text.clone(),
                };
                if expected.images.is_empty() {
                    // The last draft stood in.
                    assert_eq!(read.images.pop(), read.drafts.last().cloned(), "seed {seed}");
                }
                assert_eq!(read, expected, "seed {seed}");
            }
            Err(error) => {
                assert!(expected.images.is_empty() && expected.drafts.is_empty(), "seed {seed}: {error}");
                assert_eq!(error.text().unwrap_or_default(), expected.text, "seed {seed}");
            }
        }
    }
    assert!(images > 1000, "the generator makes images: {images}");
}
