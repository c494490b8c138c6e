//! Decimal numbers in options and messages. Smaller than the standard library's float parser, which must round the last
//! bit of every number correctly.

use crate::text::cut;

/// Parses digits with at most one decimal point, such as `16`, `1.91` or `38.290000000`.
#[must_use]
pub fn decimal(text: &str) -> Option<f64> {
    let (before, behind) = cut(text, ".").unwrap_or((text, ""));
    let digits = [before, behind].concat();
    let value = whole(&digits).filter(|_| digits.len() <= 18)?;
    let scale = behind.bytes().fold(1_u64, |scale, _| scale * 10);
    Some(value as f64 / scale as f64)
}

/// Writes a whole number. `to_string` would link several KB of the standard library's formatting.
#[must_use]
pub fn text_of(mut number: u64) -> String {
    let mut text = String::new();
    loop {
        text.insert(0, char::from(b'0' + (number % 10) as u8));
        number /= 10;
        if number == 0 {
            return text;
        }
    }
}

/// Writes a whole number that may be negative.
#[must_use]
pub fn signed_text_of(number: i64) -> String {
    let digits = text_of(number.unsigned_abs());
    if number < 0 { ["-", &digits].concat() } else { digits }
}

/// Parses a whole number that consists of digits only.
#[must_use]
pub fn whole(text: &str) -> Option<u64> {
    let mut value = 0;
    for byte in text.bytes() {
        let digit = u64::from(byte.checked_sub(b'0').filter(|digit| *digit < 10)?);
        if value > (u64::MAX - digit) / 10 {
            return None;
        }
        value = value * 10 + digit;
    }
    (!text.is_empty()).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_like_the_standard_library() {
        for text in ["0", "16", "1.91", "38.290000000", "0.5", ".5", "5.", "34.4", "007"] {
            assert_eq!(decimal(text), text.parse().ok(), "{text}");
        }
        for text in ["", ".", "-1", "+1", "1e3", "1.2.3", "NaN", "inf", "1234567890123456789", "٣"] {
            assert_eq!(decimal(text), None, "{text}");
        }
        for text in [
            "0",
            "007",
            "18446744073709551615",
            "18446744073709551616",
            "99999999999999999999",
            "",
            "1.0",
            "-1",
            "٣",
        ] {
            assert_eq!(whole(text), text.parse().ok(), "{text}");
        }
    }

    #[test]
    fn writes_like_the_standard_library() {
        for number in [0, 7, 10, 12_345, i64::MAX, -1, -10, i64::MIN] {
            assert_eq!(signed_text_of(number), number.to_string());
            assert_eq!(text_of(number.unsigned_abs()), number.unsigned_abs().to_string());
        }
        assert_eq!(text_of(u64::MAX), u64::MAX.to_string());
    }
}
