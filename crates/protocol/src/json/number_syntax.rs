//! The grammar of numbers: their length in a text, and their parts.

use super::parse_error::ParseError;
use crate::decimal::whole;
use crate::text::{among, cut};

/// Splits a number into the digits before the point, the digits after it, and the exponent.
pub(super) fn parts_of(text: &str) -> (&str, &str, i64) {
    let (mantissa, exponent) = text.split_at(text.find(among("eE")).unwrap_or(text.len()));
    let (before, behind) = cut(mantissa, ".").unwrap_or((mantissa, ""));
    let exponent = exponent.trim_start_matches(among("eE+"));
    let size = exponent.strip_prefix('-').unwrap_or(exponent);
    // The bound is far beyond the exponent of any float.
    let power = if size.is_empty() { 0 } else { whole(size).unwrap_or(u64::MAX).min(1 << 40) as i64 };
    (before, behind, if size.len() < exponent.len() { -power } else { power })
}

/// Returns the length of the number at the beginning of a text.
pub(super) fn length_of(text: &[u8]) -> Result<usize, ParseError> {
    let byte = |at: usize| text.get(at).copied();
    let mut at = usize::from(byte(0) == Some(b'-'));
    at = if byte(at) == Some(b'0') { at + 1 } else { digits(text, at)? };
    if byte(at) == Some(b'.') {
        at = digits(text, at + 1)?;
    }
    if matches!(byte(at), Some(b'e' | b'E')) {
        let has_sign = matches!(byte(at + 1), Some(b'+' | b'-'));
        at = digits(text, at + 1 + usize::from(has_sign))?;
    }
    Ok(at)
}

/// Skips at least one digit.
fn digits(text: &[u8], from: usize) -> Result<usize, ParseError> {
    let count = text[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    match text.get(from) {
        Some(_) if count > 0 => Ok(from + count),
        Some(_) => Err(ParseError::Invalid),
        None => Err(ParseError::Incomplete),
    }
}
