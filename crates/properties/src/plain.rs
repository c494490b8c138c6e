//! A reference decoder for responses, with serde_json and the crate base64.

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use serde_json::Value;

/// The content of a response.
#[derive(Debug, Default, PartialEq)]
pub struct Plain {
    pub images: Vec<Vec<u8>>,
    pub drafts: Vec<Vec<u8>>,
    pub text: String,
    pub thoughts: String,
    pub signatures: Vec<String>,
}

/// Decodes documents by the names of their fields.
pub fn plain(documents: &[String]) -> Plain {
    let mut plain = Plain::default();
    for document in documents {
        let document: Value = serde_json::from_str(document).expect("the generator writes JSON");
        for part in document["candidates"][0]["content"]["parts"].as_array().expect("parts") {
            read(part, &mut plain);
        }
    }
    plain
}

fn read(part: &Value, plain: &mut Plain) {
    let is_thought = part["thought"] == true;
    if let Some(text) = part["text"].as_str() {
        let target = if is_thought { &mut plain.thoughts } else { &mut plain.text };
        // NUL is replaced as in HTML, because the library marks the position of an image with it.
        target.push_str(&text.replace('\0', "\u{fffd}"));
    }
    let inline = part.get("inlineData").or(part.get("inline_data"));
    if let Some(data) = inline.and_then(|inline| inline["data"].as_str()) {
        let list = if is_thought { &mut plain.drafts } else { &mut plain.images };
        list.push(bytes_of(data));
    }
    let signature = part.get("thoughtSignature").or(part.get("thought_signature"));
    plain.signatures.extend(signature.and_then(Value::as_str).map(str::to_owned));
}

fn bytes_of(data: &str) -> Vec<u8> {
    let data = data.strip_prefix("data:image/png;base64,").unwrap_or(data);
    let data: String = data.split_whitespace().collect();
    let data = data.replace('-', "+").replace('_', "/");
    STANDARD_NO_PAD.decode(data.trim_end_matches('=')).expect("the generator writes base64")
}
