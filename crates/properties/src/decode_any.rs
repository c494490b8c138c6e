//! Any body decodes to one outcome with whole images only and no invented content, in linear time.

use crate::decoding::{decode, decode_interrupted};
use tintype_emulator::seed::hash;
use tintype_protocol::fixture::{Decoded, Picture};
use tintype_protocol::image::sniff;
use tintype_protocol::response::extract::{Extractor, Images};
use tintype_protocol::response::framing::{Frame, Framer};
use tintype_protocol::response::generation::PartBody;

/// Checks the decoder with this body.
pub fn decode_any(body: &[u8]) {
    let whole = decode([body]);
    is_sound(&whole, body);
    // A body that is truncated anywhere reports a prefix of the same events, and never half an image.
    let mut rng = fastrand::Rng::with_seed(hash(&[body]));
    for _ in 0..3 {
        let early = decode_interrupted([&body[..rng.usize(..=body.len())]], rng.bool());
        assert!(whole.events.starts_with(&early.events), "early: {early:?}\nwhole: {whole:?}");
        is_sound(&early, body);
    }
    is_linear(body, usize::MAX);
    is_linear(body, 1 + rng.usize(..64));
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
                        // Images that came in chunks of text are in them too.
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
            // An invalid byte is quoted as U+FFFD, which has three bytes.
            assert!(!error.message().is_empty() && error.message().len() <= 3 * body.len() + 300, "{error}");
            assert!(error.text().is_none_or(|text| text.len() <= body.len()));
        }
    }
}

/// Checks that an image has the type that its bytes show, and cannot run as a document.
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

/// Checks that the number of bytes that are read grows linearly with the body. Counts them instead of measuring time.
fn is_linear(body: &[u8], chunk: usize) {
    let (mut framer, mut extractor, mut images) = (Framer::default(), Extractor::default(), Count::default());
    let (mut looked_at, mut steps, mut kept) = (0, 0, 0);
    'body: for mut rest in body.chunks(chunk) {
        while !rest.is_empty() {
            steps += 1;
            let taken = match framer.next(rest, extractor.is_in_document()) {
                Frame::Json(length) => {
                    looked_at += length;
                    let Ok(taken) = extractor.push(&rest[..length], &mut images) else { break 'body };
                    if !extractor.is_in_document() {
                        kept += extractor.take_document().len();
                    }
                    taken
                }
                Frame::Framing(length) => {
                    looked_at += length;
                    length
                }
                Frame::Withheld(json) => {
                    looked_at += json.len();
                    if extractor.push(&json, &mut images).is_err() {
                        break 'body;
                    }
                    0
                }
                Frame::NotJson => break 'body,
            };
            rest = &rest[taken..];
        }
    }
    kept += extractor.take_document().len();
    assert!(looked_at <= 64 * body.len() + 64, "{looked_at} bytes looked at of {}", body.len());
    assert!(steps <= 4 * body.len() + 4, "{steps} steps for {}", body.len());
    // The marker of an image is shorter than the shortest encoding of an image.
    assert!(
        images.bytes <= body.len() && kept <= 2 * body.len(),
        "{} and {kept} of {}",
        images.bytes,
        body.len()
    );
}
