//! Parsing of the delays that services request, in all formats in use.

use crate::decimal::decimal;
use crate::field;
use crate::json::Value;
use crate::text::{self, among};

/// Parses Google's JSON format of a duration: seconds with up to nine decimals and an `s`.
pub fn of_duration(text: &str) -> Option<u64> {
    milliseconds(text.strip_suffix('s')?, 1000.0)
}

/// Phrases that precede a delay in a sentence.
const CUES: &[&str] =
    &["retry in ", "try again in ", "retry after", "retry-after", "retry_after", "reset after ", "wait "];
/// Words that may come between a cue and its number.
const FILLERS: &[&str] = &["for ", "at least ", "about ", "approximately ", "another "];
/// Chinese phrases that follow a number of seconds.
const CHINESE_CUES: &[&str] = &["秒后", "秒後"];

/// Finds a delay in a message: "Please retry in 38.29s.", "try again in 2m3s", "retry after 20 seconds", "wait about
/// 30s", "请在 30 秒后重试".
pub fn in_message(message: &str) -> Option<u64> {
    let lower = message.to_ascii_lowercase();
    CUES.iter()
        .find_map(|cue| behind(text::cut(&lower, cue)?.1))
        .or_else(|| CHINESE_CUES.iter().find_map(|cue| before(text::cut(&lower, cue)?.0)))
}

/// Parses the delay at the beginning of a text.
fn behind(text: &str) -> Option<u64> {
    let mut text = text.trim_start_matches(among(":= \"'~"));
    for filler in FILLERS {
        text = text.strip_prefix(filler).unwrap_or(text);
    }
    let (word, rest) = text.split_at(text.find(char::is_whitespace).unwrap_or(text.len()));
    let word = word.trim_end_matches(among(".,)\"';"));
    let unit = rest.trim_start();
    compound(word).or_else(|| milliseconds(word, scale_of(unit)))
}

/// Parses the number of seconds at the end of a text.
fn before(text: &str) -> Option<u64> {
    let text = text.trim_end();
    let number = text
        .rfind(|character: char| !character.is_ascii_digit())
        .map_or(text, |at| text[at..].trim_start_matches(|character: char| !character.is_ascii_digit()));
    milliseconds(number, 1000.0)
}

/// Reads a member that states a delay, as a number or as text. The unit is seconds, or milliseconds if the name says
/// so.
pub fn of_member(body: &Value) -> Option<u64> {
    const MEMBERS: &[(&str, f64)] =
        &[("retryAfter", 1000.0), ("retryAfterSeconds", 1000.0), ("retryAfterMs", 1.0)];
    MEMBERS.iter().find_map(|(name, scale)| {
        let value = field::get(body, name)?;
        // `as_f64` would link a larger float parser than `decimal`.
        let delay = decimal(value.as_number().map_or("", |number| number.as_str()));
        let number = || Some((delay? * scale).ceil() as u64);
        number()
            .or_else(|| value.as_str().and_then(|text| compound(text).or_else(|| milliseconds(text, *scale))))
    })
}

/// Removes the sentences that request a delay from a message.
pub fn without_waits(message: &str) -> String {
    let (mut kept, mut rest) = (String::new(), message);
    while !rest.is_empty() {
        let (sentence, behind) = rest.split_at(sentence_length(rest));
        let lower = sentence.to_ascii_lowercase();
        if !CUES.iter().any(|cue| text::has(&lower, cue)) {
            kept.push_str(sentence);
        }
        rest = behind;
    }
    kept.trim_end().to_owned()
}

/// Returns the length of the first sentence: up to the space after a full stop, or to the end of the line.
fn sentence_length(text: &str) -> usize {
    let mut last = 0;
    for (at, byte) in text.bytes().enumerate() {
        if byte == b'\n' || (byte == b' ' && last == b'.') {
            return at + 1;
        }
        last = byte;
    }
    text.len()
}

/// Parses a duration such as `1h2m3.5s` or `850ms`, in which every number is followed by a unit.
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

/// Returns the milliseconds in a unit that is a separate word. Any other word counts as seconds.
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
    fn reads_delays_in_every_notation() {
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
            ("Retry-After: 12", 12_000),
            ("retry_after=2.5s;", 2500),
            ("Please wait 30 seconds and try again.", 30_000),
            ("Please wait for about 2 minutes", 120_000),
            ("wait until it is over, then retry in ~5s", 5000),
            ("请求过于频繁，请在 30 秒后重试", 30_000),
            ("15秒后再试", 15_000),
        ] {
            assert_eq!(in_message(message), Some(delay), "{message}");
        }
    }

    #[test]
    fn members_name_delays() {
        use crate::fixture::json;
        for (body, delay) in [
            (json!({"retry_after": 30}), Some(30_000)),
            (json!({"retryAfter": "2.5"}), Some(2500)),
            (json!({"retry_after": "1m30s"}), Some(90_000)),
            (json!({"retry_after_ms": 250}), Some(250)),
            (json!({"retryAfterSeconds": 7}), Some(7000)),
            (json!({"retry_after": -1}), None),
            (json!({"retry_after": "Wed, 21 Oct 2026 07:28:00 GMT"}), None),
            (json!({"retry_after": null}), None),
        ] {
            assert_eq!(of_member(&body), delay, "{body}");
        }
    }

    #[test]
    fn other_texts_are_no_delay() {
        for message in [
            "retry in a while",
            "retry in nan s",
            "retry after -3",
            "retry in inf",
            "retry in ",
            "please wait",
            "几秒后重试",
        ] {
            assert_eq!(in_message(message), None, "{message}");
        }
        for duration in ["", "s", "-1s", "NaNs", "infs", "3", "é"] {
            assert_eq!(of_duration(duration), None, "{duration}");
        }
    }
}
