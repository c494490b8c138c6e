//! Logs one line per event to standard error, as `name=value` pairs. No line contains a query, header or body, because
//! they contain keys and pictures.

use std::fmt::Display;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::writer::{End, Sent};
use crate::date;

/// The log entry of a request, once its response has been sent.
#[derive(Debug)]
pub struct Entry {
    /// `GET`, `POST`, …
    pub method: String,
    /// The path without the query.
    pub path: String,
    /// The size of the request's body.
    pub received: usize,
    /// The number of requests for this path, with this one.
    pub attempt: u32,
}

/// Logs the outcome of a request.
pub fn answered(entry: &Entry, status: u16, sent: &Sent, took: Duration) {
    eprintln!("{}", line(now_s(), entry, status, sent, took));
}

/// Logs an error of the host.
pub fn failure(what: &str, error: &dyn Display) {
    eprintln!("time={} trouble={what} error={}", date::iso(now_s()), quoted(&error.to_string()));
}

/// Returns the seconds since 1970.
pub fn now_s() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

fn line(now_s: u64, entry: &Entry, status: u16, sent: &Sent, took: Duration) -> String {
    let Entry { method, path, received, attempt } = entry;
    let end = match sent.end {
        End::Whole => "whole",
        End::Broken => "broken-off",
        End::Gone => "client-gone",
    };
    format!(
        "time={} method={} path={} attempt={attempt} status={status} in={received} out={} ms={} end={end}",
        date::iso(now_s),
        quoted(method),
        quoted(path),
        sent.bytes,
        took.as_millis()
    )
}

/// Quotes a value that is not plain ASCII without spaces.
fn quoted(value: &str) -> String {
    let is_plain =
        !value.is_empty() && value.chars().all(|letter| letter.is_ascii_graphic() && letter != '"');
    if is_plain { value.to_owned() } else { format!("{value:?}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_holds_what_happened_and_cannot_be_broken() {
        let entry = Entry {
            method: "POST".into(),
            path: "/scenario/cut;at=5/v1beta".into(),
            received: 12,
            attempt: 2,
        };
        let sent = Sent { bytes: 5, end: End::Broken };
        assert_eq!(
            line(0, &entry, 200, &sent, Duration::from_millis(45)),
            "time=1970-01-01T00:00:00Z method=POST path=/scenario/cut;at=5/v1beta attempt=2 status=200 in=12 out=5 ms=45 end=broken-off"
        );
        assert_eq!(quoted("a b\n"), "\"a b\\n\"");
    }
}
