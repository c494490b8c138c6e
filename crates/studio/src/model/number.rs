//! Conversion between numbers and text, without the tables for the exact conversion of every `f64`, which would be a
//! twentieth of the download of a first visit. Numbers that users type and read have at most a dozen digits, which are
//! exact.

/// Formats a number with a fixed number of decimals, rounded: `4.20` for 4.2 and 2.
pub fn fixed(value: f64, decimals: u32) -> String {
    let scale = 10_u64.pow(decimals);
    let scaled = (value.abs() * scale as f64).round() as u64;
    let sign = if value < 0.0 && scaled > 0 { "-" } else { "" };
    let (whole, rest) = (scaled / scale, scaled % scale);
    match decimals as usize {
        0 => format!("{sign}{whole}"),
        width => format!("{sign}{whole}.{rest:0width$}"),
    }
}

/// Formats a number with as many decimals as it has: at most nine, or three for large numbers.
pub fn plain(value: f64) -> String {
    let is_whole = |decimals: &u32| {
        let scale = 10_u64.pow(*decimals) as f64;
        (value * scale).round() / scale == value
    };
    let most = if value.abs() < 1e9 { 9 } else { 3 };
    fixed(value, (0..most).find(is_whole).unwrap_or(most))
}

/// Parses digits with an optional sign and point. Returns `None` for anything else, and for more digits than are exact.
pub fn read(text: &str) -> Option<f64> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1.0, digits),
        None => (1.0, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, rest) = digits.split_once('.').unwrap_or((digits, ""));
    let all: u64 = [whole, rest].concat().parse().ok()?;
    // Both operands are exact, so their quotient is the nearest `f64`.
    let is_exact = all < 1 << 53 && rest.len() <= 15 && !digits.contains(['-', '+']);
    is_exact.then(|| sign * all as f64 / 10_u64.pow(rest.len() as u32) as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_after_the_point_are_rounded_and_kept() {
        assert_eq!([fixed(4.2, 2), fixed(0.05, 3), fixed(9.96, 1)], ["4.20", "0.050", "10.0"]);
        assert_eq!([fixed(-1.25, 1), fixed(-0.01, 1), fixed(1023.6, 0)], ["-1.3", "0.0", "1024"]);
    }

    #[test]
    fn plain_numbers_round_trip() {
        for value in [0.0, 0.7, 1.0, 2.0, -3.0, 0.039, 1e-9, 123_456.25, 1_763_990_000_123.5, 2_147_483_647.0]
        {
            assert_eq!(read(&plain(value)), Some(value), "{}", plain(value));
        }
        assert_eq!([plain(0.7), plain(42.0), plain(100.0)], ["0.7", "42", "100"]);
    }

    #[test]
    fn it_reads_like_the_standard_library() {
        for text in ["7", "0.1", "1.5", ".5", "5.", "-0.25", "+3", "0.30000000000000", "99999999999"] {
            assert_eq!(read(text), text.parse().ok(), "{text}");
        }
        let strange = ["", ".", "-", "1e5", "nan", "inf", "1,5", " 1", "--1", "1.-5", "99999999999999999999"];
        assert!(!strange.iter().any(|text| read(text).is_some()));
    }
}
