//! Any body at all: one outcome, whole images or none, nothing made up, and no byte looked at again and again.

use crate::decoding::{decode, decode_interrupted};
use tintype_protocol::fixture::{Decoded, Picture};
use tintype_protocol::framing::{Found, Framer};
use tintype_protocol::generation::PartBody;
use tintype_protocol::hoist::{Hoister, Images};
use tintype_protocol::sniff;

/// The bytes are the body.
pub fn decode_any(body: &[u8]) {
    let whole = decode([body]);
    is_sound(&whole, body);
    // Broken off anywhere, it tells a beginning of the same, and never half an image.
    let mut lot = fastrand::Rng::with_seed(hash(body));
    for _ in 0..3 {
        let early = decode_interrupted([&body[..lot.usize(..=body.len())]], lot.bool());
        assert!(whole.events.starts_with(&early.events), "early: {early:?}\nwhole: {whole:?}");
        is_sound(&early, body);
    }
    is_linear(body, usize::MAX);
    is_linear(body, 1 + lot.usize(..64));
}

fn is_sound(decoded: &Decoded, body: &[u8]) {
    match &decoded.outcome {
        Ok(generation) => {
            generation.images.iter().chain(&generation.drafts).for_each(is_image);
            let images: usize = generation
                .parts
                .iter()
                .map(|part| match &part.body {
                    PartBody::Image(image) => image.bytes.len(),
                    PartBody::Text(text) | PartBody::Thought(text) => text.len(),
                    PartBody::RemoteImage { url, .. } => {
                        assert!(url.starts_with("https://") || url.starts_with("http://"), "{url}");
                        // What came in pieces of text stands in them too.
                        0
                    }
                    PartBody::Other(_) => 0,
                })
                .sum();
            assert!(images <= body.len(), "{images} bytes of {}", body.len());
            assert!(generation.text.len() <= body.len());
            assert!(generation.warnings.iter().all(|warning| !warning.message.is_empty()));
        }
        Err(error) => {
            // A byte that is no text is quoted as three.
            assert!(!error.message().is_empty() && error.message().len() <= 3 * body.len() + 300, "{error}");
            assert!(error.text().is_none_or(|text| text.len() <= body.len()));
        }
    }
}

/// Of a type that its own bytes show, and nothing that runs.
fn is_image(image: &Picture) {
    assert_eq!(image.info.byte_length, image.bytes.len() as u64);
    assert_eq!(sniff::type_of(&image.bytes), Some(image.info.image_type));
    assert!(!image.bytes.starts_with(b"<"));
}

/// Counts bytes and images.
#[derive(Default)]
struct Count {
    bytes: usize,
    images: usize,
}

impl Images for Count {
    fn begin(&mut self) -> usize {
        self.images += 1;
        self.images - 1
    }

    fn write(&mut self, bytes: &[u8]) {
        self.bytes += bytes.len();
    }

    fn end(&mut self, _: bool) {}
}

/// What is looked at grows with the body and not faster: counted, not timed.
fn is_linear(body: &[u8], chunk: usize) {
    let (mut framer, mut hoister, mut images) = (Framer::default(), Hoister::default(), Count::default());
    let (mut looked_at, mut steps, mut kept) = (0, 0, 0);
    'body: for mut rest in body.chunks(chunk) {
        while !rest.is_empty() {
            steps += 1;
            let taken = match framer.next(rest, hoister.is_in_document()) {
                Found::Json(length) => {
                    looked_at += length;
                    let Ok(taken) = hoister.push(&rest[..length], &mut images) else { break 'body };
                    if !hoister.is_in_document() {
                        kept += hoister.take_document().len();
                    }
                    taken
                }
                Found::Wrapping(length) => {
                    looked_at += length;
                    length
                }
                Found::Withheld(json) => {
                    looked_at += json.len();
                    if hoister.push(&json, &mut images).is_err() {
                        break 'body;
                    }
                    0
                }
                Found::Foreign => break 'body,
            };
            rest = &rest[taken..];
        }
    }
    kept += hoister.take_document().len();
    assert!(looked_at <= 64 * body.len() + 64, "{looked_at} bytes looked at of {}", body.len());
    assert!(steps <= 4 * body.len() + 4, "{steps} steps for {}", body.len());
    // A place stands for an image in fewer bytes than the shortest spelling of one takes.
    assert!(
        images.bytes <= body.len() && kept <= 2 * body.len(),
        "{} and {kept} of {}",
        images.bytes,
        body.len()
    );
}

fn hash(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}
