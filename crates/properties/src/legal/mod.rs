//! Legal responses in any notation, compared with the result of a reference decoder.

mod answer;
mod notation;

use crate::choices::Choices;
use crate::decoding::decode;
use crate::plain::{Plain, plain};
use tintype_protocol::fixture::Picture;
use tintype_protocol::response::generation::{Generation, PartBody};

/// Checks a response. The bytes choose its content, notation, framing and chunks.
pub fn decode_legal(bytes: &[u8]) {
    let mut choices = Choices::new(bytes);
    let documents = answer::documents(&mut choices);
    let documents: Vec<_> =
        documents.iter().map(|document| notation::write(document, &mut choices)).collect();
    let expected = plain(&documents);
    let body = wrapped(&documents, &mut choices);
    let whole = decode([body.as_bytes()]);
    assert_eq!(decode(choices.chunks(body.as_bytes())), whole, "{body}");
    match &whole.outcome {
        Ok(generation) => {
            let mut read = read(generation);
            if expected.images.is_empty() {
                // Without a final image, the last draft is returned as the image.
                assert_eq!(read.images.pop(), read.drafts.last().cloned(), "{body}");
            }
            assert_eq!(read, expected, "{body}");
        }
        Err(error) => {
            assert!(expected.images.is_empty() && expected.drafts.is_empty(), "{error}: {body}");
            assert_eq!(error.text().unwrap_or_default(), expected.text, "{body}");
        }
    }
}

fn read(generation: &Generation<Picture>) -> Plain {
    let bytes = |list: &[Picture]| list.iter().map(|image| image.bytes.to_vec()).collect();
    let thoughts = generation.parts.iter().filter_map(|part| match &part.body {
        PartBody::Thought(text) => Some(text.as_str()),
        _ => None,
    });
    Plain {
        images: bytes(&generation.images),
        drafts: bytes(&generation.drafts),
        text: generation.text.clone(),
        thoughts: thoughts.collect(),
        signatures: generation.parts.iter().filter_map(|part| part.thought_signature.clone()).collect(),
    }
}

/// Returns the body of the legal response that these bytes choose.
pub fn body(bytes: &[u8]) -> Vec<u8> {
    let mut choices = Choices::new(bytes);
    let documents = answer::documents(&mut choices);
    let documents: Vec<_> =
        documents.iter().map(|document| notation::write(document, &mut choices)).collect();
    wrapped(&documents, &mut choices).into_bytes()
}

/// Joins documents as server-sent events, as one array, or one after the other.
fn wrapped(documents: &[String], choices: &mut Choices<'_>) -> String {
    let line_end = choices.pick(&["\n", "\r\n", "\r"]);
    let event = |document: &String| {
        // A line end within the document needs another `data:`. JSON treats it as white space, so its kind does not
        // matter.
        let lines =
            document.replace("\r\n", "\n").replace('\r', "\n").replace('\n', &format!("{line_end}data: "));
        format!("data: {lines}{line_end}{line_end}")
    };
    match choices.below(3) {
        0 => documents.iter().map(event).collect(),
        1 => format!("[{}]", documents.join(" ,\r\n")),
        _ => documents.join("\r\n"),
    }
}
