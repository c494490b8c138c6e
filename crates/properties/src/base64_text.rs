//! Base64 decoding in chunks: equals decoding in one call, and agrees with a reference decoder.

use crate::choices::Choices;
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD};
use tintype_protocol::response::unbase64::{NotBase64, Unbase64};

/// Checks base64 decoding. The first 8 bytes choose the chunks of the text, which is the rest. The rest as bytes must
/// also survive a round trip.
pub fn base64_text(bytes: &[u8]) {
    let (how, text) = bytes.split_at(bytes.len().min(8));
    let whole = decoded([text]);
    assert_eq!(decoded(Choices::new(how).chunks(text)), whole);
    assert_eq!(decoded(text.chunks(1)), whole);
    assert_eq!(whole.is_ok().then_some(()), plainly(text).map(|_| ()));
    if let (Ok(whole), Some(plain)) = (whole, plainly(text)) {
        assert_eq!(whole, plain);
    }
    assert_eq!(decoded(Choices::new(how).chunks(STANDARD.encode(text).as_bytes())).as_deref(), Ok(text));
}

fn decoded<'a>(chunks: impl IntoIterator<Item = &'a [u8]>) -> Result<Vec<u8>, NotBase64> {
    let (mut decoder, mut out) = (Unbase64::default(), Vec::new());
    for chunk in chunks {
        decoder.push(chunk, &mut out)?;
    }
    decoder.finish(&mut out).map(|()| out)
}

/// Decodes with a reference decoder: removes white space, converts the URL-safe alphabet, accepts padding only at the
/// end, and ignores spare bits.
fn plainly(text: &[u8]) -> Option<Vec<u8>> {
    let kept = text.iter().filter(|byte| !b" \n\r\t".contains(byte));
    let standard = kept.map(|byte| match byte {
        b'-' => b'+',
        b'_' => b'/',
        other => *other,
    });
    let mut characters: Vec<u8> = standard.collect();
    let length = characters.iter().rposition(|byte| *byte != b'=').map_or(0, |last| last + 1);
    characters.truncate(length);
    let spare = characters.len() % 4;
    if let Some(last) = characters.last_mut().filter(|_| spare > 1) {
        // The reference decoder rejects spare bits that are set, so they are cleared.
        const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let value = ALPHABET.iter().position(|character| character == last)?;
        *last = ALPHABET[if spare == 2 { value & !0x0f } else { value & !0x03 }];
    }
    STANDARD_NO_PAD.decode(characters).ok()
}
