//! Bodies through the decoder as the client feeds it.

use tintype_protocol::fixture::{Decoded, read};
use tintype_protocol::request::Asked;
use tintype_protocol::{Error, ErrorKind};

/// Reads pieces of a body; damage ends the reading, as in the client.
pub fn decode<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> Decoded {
    decode_interrupted(pieces, false)
}

/// The same for a connection that breaks behind the last piece.
pub fn decode_interrupted<'a>(pieces: impl IntoIterator<Item = &'a [u8]>, breaks: bool) -> Decoded {
    let asked = Asked { image: true, n: 1, aspect_ratio: Some("16:9".to_owned()), ..Asked::default() };
    let interruption = breaks.then(|| Error::new(ErrorKind::TruncatedResponse, "The connection broke."));
    read(pieces, &asked, interruption)
}
