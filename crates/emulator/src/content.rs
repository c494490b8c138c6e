//! The body of an answer before serialization: text with placeholders, and the pictures for them. Pictures are encoded
//! as base64 only while they are sent, so that a response holds each picture once, whatever its size.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE};
use serde_json::Value;

use crate::http::{Body, CHUNK_BYTES, Step, chunks};

/// The placeholder for base64 in a JSON string: a private-use character, which no text of an answer contains.
pub const PLACEHOLDER: char = '\u{f8ff}';

/// JSON whose placeholders are replaced by blobs, in order.
#[derive(Clone, Debug)]
pub struct Document {
    /// The JSON.
    pub value: Value,
    /// The data for its placeholders.
    pub blobs: Vec<Blob>,
}

/// Bytes that are sent as base64.
#[derive(Clone, Debug)]
pub struct Blob {
    /// The bytes.
    pub bytes: Arc<Vec<u8>>,
    /// The notation of the base64.
    pub form: Base64Form,
}

/// Notations of base64 in a JSON string.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Base64Form {
    /// The notation of the service.
    #[default]
    Standard,
    /// The URL-safe alphabet, with `-` and `_`.
    UrlSafe,
    /// No padding.
    Unpadded,
    /// A line break after every 76 characters.
    Wrapped,
    /// The escapes `\/`, `\u002b` and `\u003d`, which are equivalent in JSON.
    Escaped,
}

/// A part of a body.
#[derive(Debug)]
pub enum Content {
    /// Text.
    Text(String),
    /// Base64.
    Blob(Blob),
}

/// The number of bytes encoded at a time: whole groups of three, and whole lines of 76 characters.
const BLOCK: usize = 57 * 840;

impl From<Value> for Document {
    fn from(value: Value) -> Self {
        Self { value, blobs: Vec::new() }
    }
}

impl Blob {
    /// Creates a blob in the notation of the service.
    pub fn new(bytes: Arc<Vec<u8>>) -> Self {
        Self { bytes, form: Base64Form::default() }
    }

    fn encoded(&self) -> impl Iterator<Item = String> + Send + 'static {
        let (bytes, form) = (Arc::clone(&self.bytes), self.form);
        let blocks = bytes.len().div_ceil(BLOCK);
        (0..blocks).map(move |index| {
            let end = ((index + 1) * BLOCK).min(bytes.len());
            form.encode(&bytes[index * BLOCK..end])
        })
    }

    fn size(&self) -> usize {
        match self.form {
            Base64Form::Standard | Base64Form::UrlSafe => self.bytes.len().div_ceil(3) * 4,
            _ => self.encoded().map(|text| text.len()).sum(),
        }
    }
}

impl Base64Form {
    fn encode(self, block: &[u8]) -> String {
        match self {
            Self::Standard => STANDARD.encode(block),
            Self::UrlSafe => URL_SAFE.encode(block),
            Self::Unpadded => STANDARD.encode(block).trim_end_matches('=').to_owned(),
            Self::Wrapped => block.chunks(57).map(|line| STANDARD.encode(line) + "\\n").collect(),
            Self::Escaped => escape(&STANDARD.encode(block)),
        }
    }
}

/// Escapes characters that need no escape in JSON.
pub fn escape(json: &str) -> String {
    json.replace('/', "\\/").replace('+', "\\u002b").replace('=', "\\u003d")
}

/// Replaces the placeholders of a text by blobs.
pub fn fill(text: &str, blobs: Vec<Blob>) -> Vec<Content> {
    let mut blobs = blobs.into_iter();
    let mut contents = Vec::new();
    for (index, between) in text.split(PLACEHOLDER).enumerate() {
        if index > 0 {
            contents.extend(blobs.next().map(Content::Blob));
        }
        contents.push(Content::Text(between.to_owned()));
    }
    contents
}

/// Builds a body of these contents, without `Content-Length`.
pub fn body(contents: Vec<Content>) -> Body {
    let size = contents.iter().map(Content::size).sum();
    Body::steps(size, contents.into_iter().flat_map(Content::steps))
}

impl Content {
    fn size(&self) -> usize {
        match self {
            Self::Text(text) => text.len(),
            Self::Blob(blob) => blob.size(),
        }
    }

    fn steps(self) -> Box<dyn Iterator<Item = Step> + Send> {
        match self {
            Self::Text(text) => Box::new(chunks(text.into_bytes(), CHUNK_BYTES)),
            Self::Blob(blob) => Box::new(blob.encoded().map(|text| Step::Send(text.into_bytes()))),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serde_json::json;

    #[test]
    fn every_base64_form_of_every_length_is_the_same_bytes() {
        for length in [0, 1, 2, 3, 57, 58, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK + 2] {
            let bytes: Vec<u8> = (0..length).map(|at| (at * 167 + at / 251) as u8).collect();
            for form in [
                Base64Form::Standard,
                Base64Form::UrlSafe,
                Base64Form::Unpadded,
                Base64Form::Wrapped,
                Base64Form::Escaped,
            ] {
                let blob = Blob { bytes: Arc::new(bytes.clone()), form };
                let text = json!({ "data": PLACEHOLDER.to_string() }).to_string();
                let body = body(fill(&text, vec![blob]));
                let size = body.size;
                let sent = body.into_bytes();
                assert_eq!(sent.len(), size, "{length} {form:?}");
                let read: Value = serde_json::from_slice(&sent).unwrap();
                let data =
                    read["data"].as_str().unwrap().replace('\n', "").replace('-', "+").replace('_', "/");
                assert_eq!(STANDARD.encode(&bytes).trim_end_matches('='), data.trim_end_matches('='));
            }
        }
    }

    #[test]
    fn blobs_replace_the_placeholders_in_their_order() {
        let blob = |byte: u8| Blob::new(Arc::new(vec![byte; 3]));
        let sent = body(fill("a\u{f8ff}b\u{f8ff}c", vec![blob(0), blob(255)])).into_bytes();
        assert_eq!(sent, b"aAAAAb////c");
    }
}
