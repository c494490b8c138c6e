//! Formats of a time in headers and logs.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

fn time(seconds: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(seconds)
}

/// Formats seconds since 1970 for a header: `Sun, 22 Nov 2026 17:42:53 GMT`.
pub fn http(seconds: u64) -> String {
    httpdate::fmt_http_date(time(seconds))
}

/// Formats seconds since 1970 for JSON or a log: `2026-11-22T17:42:53Z`.
pub fn iso(seconds: u64) -> String {
    humantime::format_rfc3339_seconds(time(seconds)).to_string()
}
