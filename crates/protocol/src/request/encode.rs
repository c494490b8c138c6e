//! Encodes a request as a short list of chunks, so that no image becomes part of one long string.

use crate::json::{Map, write_member, write_string};
use crate::request::Request;
use crate::request::options::{Content, InputPart};

/// An input image for the encoder.
pub trait EncodableImage {
    /// Returns the media type, detected from the bytes, such as `image/png`.
    fn mime_type(&self) -> &str;
}

/// A chunk of a request body. The body is the concatenation of all chunks.
#[derive(Debug, PartialEq)]
pub enum BodyChunk<'a, I> {
    /// JSON text, sent unchanged.
    Json(String),
    /// An image to be sent as base64: standard alphabet, padded, no line breaks.
    Base64(&'a I),
}

/// Encodes the JSON body of `request`.
#[must_use]
pub fn encode<I: EncodableImage>(request: &Request<I>) -> Vec<BodyChunk<'_, I>> {
    let mut body = Body { chunks: Vec::new(), json: String::from("{\"contents\":[") };
    for (at, content) in request.contents.iter().enumerate() {
        body.separate(at);
        body.json.push_str("{\"role\":");
        write_string(&content.role, &mut body.json);
        body.json.push_str(",\"parts\":[");
        for (at, part) in content.parts.iter().enumerate() {
            body.separate(at);
            body.part(part);
        }
        body.json.push_str("]}");
    }
    body.json.push(']');
    for (name, value) in &request.fields {
        body.json.push(',');
        write_member(name, value, &mut body.json);
    }
    body.json.push('}');
    body.finish()
}

/// Returns an upper estimate of the body's length without its images.
#[must_use]
pub fn json_length<'a, I: 'a>(contents: impl IntoIterator<Item = &'a Content<I>>, fields: &Map) -> u64 {
    let length = |fields: &Map| fields.text().len();
    let parts = contents.into_iter().flat_map(|content| &content.parts);
    let sum: usize = parts.map(|part| AROUND_A_PART + length(&part.fields)).sum();
    (length(fields) + sum + AROUND_ALL) as u64
}

/// The overhead of a part: a role and a MIME type with their names and brackets, and the padding of base64.
const AROUND_A_PART: usize = 128;
const AROUND_ALL: usize = 64;

struct Body<'a, I> {
    chunks: Vec<BodyChunk<'a, I>>,
    json: String,
}

impl<'a, I: EncodableImage> Body<'a, I> {
    fn part(&mut self, part: &'a InputPart<I>) {
        self.json.push('{');
        if let Some(image) = &part.image {
            self.json.push_str("\"inlineData\":{\"mimeType\":");
            write_string(image.mime_type(), &mut self.json);
            self.json.push_str(",\"data\":\"");
            self.chunks.push(BodyChunk::Json(std::mem::take(&mut self.json)));
            self.chunks.push(BodyChunk::Base64(image));
            self.json.push_str("\"}");
        }
        for (at, (name, value)) in part.fields.iter().enumerate() {
            self.separate(at + usize::from(part.image.is_some()));
            write_member(name, value, &mut self.json);
        }
        self.json.push('}');
    }

    fn separate(&mut self, at: usize) {
        if at > 0 {
            self.json.push(',');
        }
    }

    fn finish(mut self) -> Vec<BodyChunk<'a, I>> {
        self.chunks.push(BodyChunk::Json(self.json));
        self.chunks
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::fixture::TestImage;
    use crate::model::DEFAULT_MODEL;
    use crate::request::options::Options;

    #[test]
    fn the_length_without_images_is_never_underestimated() {
        for count in [0, 1, 7] {
            let image = || TestImage { mime_type: "image/png", bytes: vec![0; 4] };
            let images = (0..count).map(|_| InputPart::image(image())).collect();
            let options = Options { images, ..Options::new("\n wörds ".repeat(99)) }
                .with("systemInstruction", "\"quoted\"".repeat(50));
            let request = Request::new(DEFAULT_MODEL, options).unwrap();
            let json = |chunk: &BodyChunk<'_, _>| {
                if let BodyChunk::Json(json) = chunk { json.len() as u64 } else { 4 }
            };
            let real: u64 = encode(&request).iter().map(json).sum();
            let counted = json_length(&request.contents, &request.fields);
            assert!((real..real + 200 + 128 * count).contains(&counted), "{real} {counted}");
        }
    }
}
