//! Decodes base64 that arrives in chunks, and tolerates the changes that relays make to it.

use base64_simd::{AsOut, STANDARD_NO_PAD};

/// The error for text that is not base64.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotBase64;

/// A base64 decoder for either alphabet, with or without padding, with white space anywhere.
#[derive(Debug, Default)]
pub struct Unbase64 {
    /// The characters of an incomplete group of four.
    carry: Vec<u8>,
    is_padded: bool,
    /// The output buffer of the decoder, reused because a new buffer is filled with zeros first.
    scratch: Vec<u8>,
}

impl Unbase64 {
    /// Decodes `text` and appends the bytes to `out`.
    pub fn push(&mut self, text: &[u8], out: &mut Vec<u8>) -> Result<(), NotBase64> {
        // Chunks may end anywhere, so the incomplete group is filled first and the rest can take the fast path.
        let (head, text) = text.split_at(((4 - self.carry.len()) % 4).min(text.len()));
        self.push_slowly(head, out)?;
        if self.carry.is_empty() && !self.is_padded {
            let whole = text.len() / 4 * 4;
            if self.decode(&text[..whole], out).is_ok() {
                return self.push_slowly(&text[whole..], out);
            }
        }
        self.push_slowly(text, out)
    }

    /// Decodes the remaining characters.
    pub fn finish(&mut self, out: &mut Vec<u8>) -> Result<(), NotBase64> {
        let mut last = std::mem::take(&mut self.carry);
        self.is_padded = false;
        let characters = last.len();
        if characters == 0 {
            return Ok(());
        }
        // A last group of n characters encodes n - 1 bytes, and its leftover bits are ignored.
        last.resize(4, b'A');
        let start = out.len();
        self.decode(&last, out)?;
        out.truncate(start + characters - 1);
        if characters == 1 { Err(NotBase64) } else { Ok(()) }
    }

    /// Decodes text after it removed white space and padding and translated the other alphabet.
    fn push_slowly(&mut self, text: &[u8], out: &mut Vec<u8>) -> Result<(), NotBase64> {
        for &byte in text {
            match byte {
                b' ' | b'\n' | b'\r' | b'\t' => {}
                b'=' => self.is_padded = true,
                _ if self.is_padded => return Err(NotBase64),
                b'-' => self.carry.push(b'+'),
                b'_' => self.carry.push(b'/'),
                _ => self.carry.push(byte),
            }
        }
        let rest = self.carry.split_off(self.carry.len() / 4 * 4);
        let whole = std::mem::replace(&mut self.carry, rest);
        self.decode(&whole, out)
    }

    /// Decodes whole groups of the standard alphabet.
    fn decode(&mut self, characters: &[u8], out: &mut Vec<u8>) -> Result<(), NotBase64> {
        let needed = characters.len() / 4 * 3;
        if self.scratch.len() < needed {
            self.scratch.resize(needed, 0);
        }
        let bytes = STANDARD_NO_PAD.decode(characters, self.scratch.as_out()).map_err(|_| NotBase64)?;
        out.extend_from_slice(bytes);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode_in_steps(text: &[u8], step: usize) -> Result<Vec<u8>, NotBase64> {
        let (mut decoder, mut out) = (Unbase64::default(), Vec::new());
        for chunk in text.chunks(step) {
            decoder.push(chunk, &mut out)?;
        }
        decoder.finish(&mut out).map(|()| out)
    }

    #[test]
    fn every_encoding_of_the_same_bytes() {
        let bytes = b"\xfb\xff\xfe any carnal pleas";
        for text in [
            "+//+IGFueSBjYXJuYWwgcGxlYXM=",
            "-__-IGFueSBjYXJuYWwgcGxlYXM",
            "+//+IGFu\r\neSBjYXJu YWwgcGxl\tYXM=\n",
            "-//-IGFueSBjYXJuYWwgcGxlYXM=",
        ] {
            for step in 1..text.len() {
                assert_eq!(
                    decode_in_steps(text.as_bytes(), step).as_deref(),
                    Ok(&bytes[..]),
                    "{text} by {step}"
                );
            }
        }
    }

    #[test]
    fn invalid_base64_is_refused() {
        for text in ["AAAA!AAA", "AAAAA", "AA=A", "AAAA\u{e9}"] {
            for step in 1..text.len() {
                assert_eq!(decode_in_steps(text.as_bytes(), step), Err(NotBase64), "{text} by {step}");
            }
        }
    }
}
