//! Generates responses with every field that a service is known to write, in either naming.

use crate::choices::Choices;
use crate::picture::{jpeg, png};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

/// Words that could confuse a byte-wise parser. None of them is an image or a URL.
const WORDS: &[&str] = &[
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
    "0",
    "iVBOR",
    "data:image/x;base64,\0",
    "data:image/png;base64,",
    "data:image/a b;base64,\u{0}0\u{0}",
    "[",
    "<",
    "http:",
    "{",
    "}",
];

/// Returns the documents of one response. The last one has the finish reason.
pub fn documents(choices: &mut Choices<'_>) -> Vec<Value> {
    let count = 1 + choices.below(3);
    let mut documents: Vec<_> = (0..count)
        .map(|_| {
            let parts: Vec<_> = (0..choices.below(5)).map(|_| part(choices)).collect();
            json!({"candidates": [{"content": {"parts": parts, "role": "model"}, "index": 0}],
                "turnToken": "v1\u{0}\"data\":", "extra": [{"inlineData": "x"}, ["data"], 1e3, null]})
        })
        .collect();
    documents[count - 1]["candidates"][0]["finishReason"] = "STOP".into();
    documents
}

fn part(choices: &mut Choices<'_>) -> Value {
    let is_snake = choices.once_in(3);
    let mut part = match choices.below(5) {
        0 => json!({"text": choices.text(WORDS)}),
        1 | 2 => {
            let data = data(&picture(choices), choices);
            let (inline, mime_type) =
                if is_snake { ("inline_data", "mime_type") } else { ("inlineData", "mimeType") };
            json!({inline: {mime_type: "image/png", "data": data, "displayName": "data"}})
        }
        3 => json!({"functionCall": {"args": {"data": "QUJD", "text": "inlineData"}}, "data": "x"}),
        _ => return json!({}),
    };
    if choices.once_in(4) {
        part["thought"] = choices.once_in(2).into();
    }
    let is_shown = part.get("functionCall").is_none();
    if is_shown && choices.once_in(4) {
        let name = if is_snake { "thought_signature" } else { "thoughtSignature" };
        part[name] = "c2ln".into();
    }
    part
}

fn picture(choices: &mut Choices<'_>) -> Vec<u8> {
    let mut picture = if choices.once_in(2) { jpeg() } else { png() };
    let tail = choices.below(400);
    picture.extend(choices.bytes(tail));
    picture
}

fn data(bytes: &[u8], choices: &mut Choices<'_>) -> String {
    let mut data = STANDARD.encode(bytes);
    if choices.once_in(3) {
        data = data.replace('+', "-").replace('/', "_");
    }
    if choices.once_in(3) {
        data = data.trim_end_matches('=').to_owned();
    }
    if choices.once_in(3) {
        let width = 1 + choices.below(80);
        let end = choices.pick(&["\n", "\r\n", " ", "\t"]);
        data = data.as_bytes().chunks(width).map(|line| String::from_utf8_lossy(line) + end).collect();
    }
    if choices.once_in(5) { format!("data:image/png;base64,{data}") } else { data }
}
