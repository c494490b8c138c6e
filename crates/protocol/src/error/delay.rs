//! How long a service asks to wait, in the ways that services write it.

use crate::decimal::decimal;

/// Google's JSON form of a duration: seconds with up to nine decimals and an `s`.
pub fn of_duration(text: &str) -> Option<u64> {
    milliseconds(text.strip_suffix('s')?, 1000.0)
}

/// What stands before a delay in a sentence.
const CUES: &[&str] = &["retry in ", "try again in ", "retry after ", "reset after "];

/// "Please retry in 38.29s.", "try again in 2m3s", "retry after 20 seconds", "will reset after 1s".
pub fn in_message(message: &str) -> Option<u64> {
    let lower = message.to_ascii_lowercase();
    let after = CUES.iter().find_map(|cue| lower.split_once(cue))?.1;
    let mut words = after.split_whitespace();
    let word = words.next()?.trim_end_matches(['.', ',', ')']);
    let unit = words.next().unwrap_or_default();
    compound(word).or_else(|| milliseconds(word, scale_of(unit)))
}

/// A message without its sentences that ask to wait.
pub fn without_waits(message: &str) -> String {
    let is_wait = |sentence: &&str| {
        let lower = sentence.to_ascii_lowercase();
        CUES.iter().any(|cue| lower.contains(cue))
    };
    let lines = message.split_inclusive('\n').flat_map(|line| line.split_inclusive(". "));
    lines.filter(|sentence| !is_wait(sentence)).collect::<String>().trim_end().to_owned()
}

/// `1h2m3.5s`, `850ms`: every number must be followed by a unit.
fn compound(text: &str) -> Option<u64> {
    let mut rest = text;
    let mut total = 0.0;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let number = decimal(&rest[..digits])?;
        let unit_end = rest[digits..].find(|c: char| c.is_ascii_digit()).map_or(rest.len(), |at| at + digits);
        total += number
            * match &rest[digits..unit_end] {
                "h" => 3_600_000.0,
                "m" => 60_000.0,
                "s" => 1000.0,
                "ms" => 1.0,
                _ => return None,
            };
        rest = &rest[unit_end..];
    }
    (total > 0.0).then(|| total.ceil() as u64)
}

/// A unit that stands as a word of its own; seconds are what nobody spells out.
fn scale_of(unit: &str) -> f64 {
    match unit {
        unit if unit.starts_with("ms") || unit.starts_with("milli") => 1.0,
        unit if unit.starts_with("min") => 60_000.0,
        unit if unit.starts_with("hour") => 3_600_000.0,
        _ => 1000.0,
    }
}

fn milliseconds(number: &str, scale: f64) -> Option<u64> {
    Some((decimal(number)? * scale).ceil() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_delays_however_they_are_told() {
        assert_eq!(of_duration("38.29s"), Some(38_290));
        assert_eq!(of_duration("0s"), Some(0));
        for (message, delay) in [
            ("Please retry in 38.29s.", 38_290),
            ("try again in 2m3s", 123_000),
            ("Try again in 850ms", 850),
            ("Try again in 850 ms.", 850),
            ("retry after 20 seconds", 20_000),
            ("retry after 20", 20_000),
            ("retry in 2 minutes", 120_000),
            ("retry in 1 hour", 3_600_000),
        ] {
            assert_eq!(in_message(message), Some(delay), "{message}");
        }
    }

    #[test]
    fn what_is_no_delay_is_none() {
        for message in ["retry in a while", "retry in nan s", "retry after -3", "retry in inf", "retry in "] {
            assert_eq!(in_message(message), None, "{message}");
        }
        for duration in ["", "s", "-1s", "NaNs", "infs", "3", "é"] {
            assert_eq!(of_duration(duration), None, "{duration}");
        }
    }
}
