//! Request ids in error messages: `(request id: 2026…)`, one for each relay on the path.

use crate::text::among;
use std::ops::Range;

/// Phrases that precede an id.
const CUES: &[&str] = &["request id", "request_id", "request-id", "requestid"];

/// The maximum distance in characters from an id to its closing bracket.
const NEAR: usize = 64;

/// The byte ranges of an id, without and with the words and brackets around it.
struct IdSpan {
    id: Range<usize>,
    whole: Range<usize>,
}

/// Returns the first request id of a message.
pub fn first(message: &str) -> Option<&str> {
    all(message).next().and_then(|found| message.get(found.id))
}

/// Removes the request ids from a message, so that the messages of different requests can be compared.
///
/// ```
/// # use tintype_protocol::error::without_request_ids;
/// let first = without_request_ids("no quota (request id: a1) (request id: b1)");
/// let second = without_request_ids("no quota (request id: a2) (request id: b2)");
/// assert_eq!((first.as_str(), first == second), ("no quota", true));
/// ```
#[must_use]
pub fn without_request_ids(message: &str) -> String {
    let (mut kept, mut from) = (String::new(), 0);
    for IdSpan { whole, .. } in all(message) {
        kept.push_str(message.get(from..whole.start).unwrap_or_default().trim_end());
        from = whole.end.max(from);
    }
    kept + message.get(from..).unwrap_or_default()
}

fn all(message: &str) -> impl Iterator<Item = IdSpan> {
    // `to_ascii_lowercase` preserves the byte offsets of the original.
    let lower = message.to_ascii_lowercase();
    (0..lower.len()).filter_map(move |at| {
        let cue = CUES.iter().find(|cue| lower.as_bytes()[at..].starts_with(cue.as_bytes()))?;
        find(&lower, at, at + cue.len())
    })
}

/// Parses the id after the cue from `at` to `behind`. Returns `None` for "The request id is missing".
fn find(lower: &str, at: usize, behind: usize) -> Option<IdSpan> {
    let marked = lower[behind..].trim_start_matches(among("\"'")).trim_start();
    let value = marked.strip_prefix(among(":=："))?.trim_start_matches(among(" \"'"));
    let length = value.find(|character: char| !character.is_ascii_alphanumeric() && !among("-_.")(character));
    let id = value[..length.unwrap_or(value.len())].trim_end_matches(among("."));
    let start = lower.len() - value.len();
    let end = start + id.len();
    let open = lower[..at].chars().next_back().filter(|character| among("([（")(*character));
    let mut near = lower[end..].char_indices().take(NEAR);
    let close = open.and_then(|_| near.find(|(_, character)| among(")]）")(*character)));
    let whole_end = close.map_or(end, |(at, character)| end + at + character.len_utf8());
    let whole = at - open.map_or(0, char::len_utf8)..whole_end;
    (!id.is_empty()).then_some(IdSpan { id: start..end, whole })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::cpu_time;

    #[test]
    fn the_first_of_several_ids_counts_and_all_are_taken_out() {
        for (message, id, rest) in [
            ("no (request id: a1)", Some("a1"), "no"),
            ("no (request id: a1) (request id: b2)", Some("a1"), "no"),
            ("no (request id: a, b), sorry", Some("a"), "no, sorry"),
            ("no, Request ID: 20261122abc. Ask support.", Some("20261122abc"), "no,. Ask support."),
            ("no [request_id=req_1]（request id：x-2）", Some("req_1"), "no"),
            ("no {\"requestId\": \"r3\"}", Some("r3"), "no {\"\"}"),
            ("request id: é", None, "request id: é"),
            ("The request id is missing.", None, "The request id is missing."),
            ("(request id: a", Some("a"), ""),
            ("İ (request id: Ab)", Some("Ab"), "İ"),
        ] {
            assert_eq!((first(message), without_request_ids(message).as_str()), (id, rest), "{message}");
        }
    }

    #[test]
    fn many_ids_take_linear_time() {
        let message = "(request id: a".repeat(20_000);
        let began = cpu_time();
        assert_eq!(without_request_ids(&message), "");
        assert!((cpu_time() - began).as_secs() < 5);
    }
}
