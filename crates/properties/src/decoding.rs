//! Bodies through the decoder as the client feeds it, with images kept as bytes.

use std::rc::Rc;
use tintype_protocol::decode::Decoder;
use tintype_protocol::generation::{Event, Generation};
use tintype_protocol::platform::ImageSink;
use tintype_protocol::request::Asked;
use tintype_protocol::sniff::ImageInfo;
use tintype_protocol::{Error, ErrorKind};

/// An image as it came out.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    pub bytes: Rc<[u8]>,
    pub info: ImageInfo,
    pub is_final: bool,
}

#[derive(Default)]
struct MemorySink(Vec<u8>);

impl ImageSink for MemorySink {
    type Image = Picture;

    fn write(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    fn finish(self, info: ImageInfo, is_final: bool) -> Result<Picture, Error> {
        Ok(Picture { bytes: self.0.into(), info, is_final })
    }
}

/// The outcome of a body, and what was told on the way.
#[derive(Debug, PartialEq)]
pub struct Decoded {
    pub outcome: Result<Generation<Picture>, Error>,
    pub events: Vec<Event<Picture>>,
}

/// Reads pieces of a body; damage ends the reading, as in the client.
pub fn decode<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> Decoded {
    decode_interrupted(pieces, false)
}

/// The same for a connection that breaks behind the last piece.
pub fn decode_interrupted<'a>(pieces: impl IntoIterator<Item = &'a [u8]>, breaks: bool) -> Decoded {
    let asked = Asked { image: true, n: 1, aspect_ratio: Some("16:9".to_owned()), ..Asked::default() };
    let mut decoder = Decoder::new("gemini-2.5-flash-image", &asked, 200, MemorySink::default);
    let mut events = Vec::new();
    let mut interruption = breaks.then(|| Error::new(ErrorKind::TruncatedResponse, "The connection broke."));
    for piece in pieces {
        match decoder.push(piece) {
            Ok(more) => events.extend(more),
            Err(damage) => {
                interruption = Some(damage);
                break;
            }
        }
    }
    Decoded { outcome: decoder.finish(interruption), events }
}
