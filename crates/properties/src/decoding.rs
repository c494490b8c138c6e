//! Passes bodies through the decoder as the client does.

use tintype_protocol::fixture::{Decoded, read};
use tintype_protocol::request::Expected;
use tintype_protocol::{Error, ErrorKind};

/// Decodes the chunks of a body. Damage ends the decoding, as in the client.
pub fn decode<'a>(chunks: impl IntoIterator<Item = &'a [u8]>) -> Decoded {
    decode_interrupted(chunks, false)
}

/// Like [`decode`]; with `breaks`, the connection breaks after the last chunk.
pub fn decode_interrupted<'a>(chunks: impl IntoIterator<Item = &'a [u8]>, breaks: bool) -> Decoded {
    let expected =
        Expected { image: true, n: 1, aspect_ratio: Some("16:9".to_owned()), ..Expected::default() };
    let interruption = breaks.then(|| Error::new(ErrorKind::TruncatedResponse, "The connection broke."));
    read(chunks, &expected, interruption)
}
