//! Percent-encoding, written by hand because the crate `percent-encoding` adds a table of 768 bytes for these twelve
//! lines.

/// Encodes everything but the characters that are safe anywhere in a URL. `/` is preserved, because tuned models
/// contain it.
pub fn percent_encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push('%');
            for digit in [byte >> 4, byte & 15] {
                encoded.push(char::from(b"0123456789ABCDEF"[usize::from(digit)]));
            }
        }
    }
    encoded
}
