//! Numbers in readable form: bytes, time, money and counts.

use super::{Text, fill};
use crate::model::number::fixed;

/// Formats a number of bytes as `1.9 MB`, in steps of 1,000 as file managers do.
pub fn bytes(count: u64) -> String {
    let exact = count as f64;
    match count {
        0..1_000 => format!("{count} B"),
        1_000..1_000_000 => fixed(exact / 1e3, 0) + " KB",
        1_000_000..1_000_000_000 => fixed(exact / 1e6, 1) + " MB",
        _ => fixed(exact / 1e9, 1) + " GB",
    }
}

/// Formats a duration as `4.2 s`, or as `1:05` from one minute.
pub fn elapsed(ms: f64) -> String {
    let seconds = (ms / 1e3).max(0.0);
    if seconds < 60.0 {
        return fixed((seconds * 10.0).floor() / 10.0, 1) + " s";
    }
    let whole = seconds as u64;
    format!("{}:{:02}", whole / 60, whole % 60)
}

/// Formats an estimated duration as `9 s` or `1:05`.
pub fn elapsed_roughly(ms: f64) -> String {
    if ms < 59_500.0 { fixed((ms / 1e3).max(1.0), 0) + " s" } else { elapsed(ms) }
}

/// Formats a wait as `3 s`, `2 min`, `5 h` or `2 days`, in the unit that fits and rounded up.
pub fn wait(ms: u64, text: &Text) -> String {
    let seconds = ms.div_ceil(1_000).max(1);
    let (count, unit) = match seconds {
        0..=90 => (seconds, text.wait_seconds),
        91..=5_400 => (seconds.div_ceil(60), text.wait_minutes),
        5_401..=129_600 => (seconds.div_ceil(3_600), text.wait_hours),
        _ => (seconds.div_ceil(86_400), text.wait_days),
    };
    fill(unit, &[("count", &count.to_string())])
}

/// Formats an amount as `$0.039`, or as `< $0.001` below a tenth of a cent.
pub fn dollars(usd: f64) -> String {
    if usd > 0.0 && usd < 0.001 { "< $0.001".into() } else { "$".to_owned() + &fixed(usd, 3) }
}

/// Formats a number as `1,322`.
pub fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_read_like_a_file_manager() {
        assert_eq!(bytes(0), "0 B");
        assert_eq!(bytes(999), "999 B");
        assert_eq!(bytes(48_200), "48 KB");
        assert_eq!(bytes(1_949_000), "1.9 MB");
        assert_eq!(bytes(2_300_000_000), "2.3 GB");
    }

    #[test]
    fn time_changes_its_form_after_a_minute() {
        assert_eq!(elapsed(0.0), "0.0 s");
        assert_eq!(elapsed(59_990.0), "59.9 s");
        assert_eq!(elapsed(65_000.0), "1:05");
        assert_eq!(elapsed_roughly(200.0), "1 s");
        assert_eq!(elapsed_roughly(9_400.0), "9 s");
        assert_eq!(elapsed_roughly(65_000.0), "1:05");
    }

    #[test]
    fn a_wait_has_a_suitable_unit() {
        let text = |ms| wait(ms, &super::super::ENGLISH);
        for (ms, expected) in [
            (0, "1 s"),
            (250, "1 s"),
            (38_290, "39 s"),
            (90_000, "90 s"),
            (90_001, "2 min"),
            (3_600_000, "60 min"),
            (7_200_000, "2 h"),
            (86_400_000, "24 h"),
            (200_000_000, "3 days"),
        ] {
            assert_eq!(text(ms), expected, "{ms}");
        }
    }

    #[test]
    fn money_keeps_a_tenth_of_a_cent() {
        assert_eq!(dollars(0.0387), "$0.039");
        assert_eq!(dollars(0.000_4), "< $0.001");
        assert_eq!(dollars(0.0), "$0.000");
    }

    #[test]
    fn counts_are_grouped() {
        assert_eq!(count(12), "12");
        assert_eq!(count(1_290), "1,290");
        assert_eq!(count(12_345_678), "12,345,678");
    }
}
