//! Decimal numbers as options and messages have them. Much smaller than the standard library's reader, which must
//! round the last bit of any number right.

/// Digits with at most one point among them, such as `16`, `1.91` or `38.290000000`.
#[must_use]
pub fn decimal(text: &str) -> Option<f64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = whole.len() + fraction.len();
    if digits == 0 || digits > 18 || !whole.bytes().chain(fraction.bytes()).all(|byte| byte.is_ascii_digit())
    {
        return None;
    }
    let value =
        |digits: &str| digits.bytes().fold(0_u64, |value, digit| value * 10 + u64::from(digit - b'0'));
    let scale = fraction.bytes().fold(1_u64, |scale, _| scale * 10);
    Some((value(whole) * scale + value(fraction)) as f64 / scale as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_the_standard_library_reads() {
        for text in ["0", "16", "1.91", "38.290000000", "0.5", ".5", "5.", "34.4", "007"] {
            assert_eq!(decimal(text), text.parse().ok(), "{text}");
        }
        for text in ["", ".", "-1", "+1", "1e3", "1.2.3", "NaN", "inf", "1234567890123456789", "٣"] {
            assert_eq!(decimal(text), None, "{text}");
        }
    }
}
