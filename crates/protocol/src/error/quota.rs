//! Detection of zero quotas. A limit of 0 permits no request, so waiting does not help.

use crate::decimal::decimal;
use crate::text::{self, among, beginning, either, has_any};

/// Words for a limit.
const BOUNDS: &[&str] = &["limit", "quota", "限额", "限制", "配额"];
/// Words that may come between the word for a limit and its number.
const LEADS: &[&str] = &["value", "of", "is", "was", "set", "to", "为", "是"];
const MARKS: &str = " \t\"'`:：=_-(";
/// Words that mark a number as the remaining quota instead of the limit.
const REST: &str = either!["remain", "left", "剩余"];
/// The number of characters around a limit that are searched for `REST`.
const NEAR: usize = 20;

/// Returns `true` for a limit of 0 in any notation, such as "limit: 0", "limit of 0" or `quota_limit_value=0`.
pub fn names_zero(message: &str) -> bool {
    let lower = message.to_ascii_lowercase();
    BOUNDS.iter().any(|bound| {
        text::places(&lower, bound).any(|at| {
            let near = lower[..at].char_indices().rev().nth(NEAR - 1).map_or(0, |(near, _)| near);
            !speaks_of_rest(&lower[near..at]) && begins_with_zero(&lower[at + bound.len()..])
        })
    })
}

fn begins_with_zero(text: &str) -> bool {
    let mut rest = text.trim_start_matches(among(MARKS));
    while let Some(behind) = LEADS.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = behind.trim_start_matches(among(MARKS));
    }
    let end =
        rest.find(|character: char| !character.is_ascii_digit() && character != '.').unwrap_or(rest.len());
    let (number, behind) = rest.split_at(end);
    decimal(number.trim_end_matches(among("."))) == Some(0.0) && !speaks_of_rest(beginning(behind, NEAR))
}

fn speaks_of_rest(text: &str) -> bool {
    has_any(text, REST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bound_of_zero_is_found_in_any_notation() {
        for message in [
            "Quota exceeded for metric: x_requests, limit: 0, model: m",
            "limit:0",
            "Limit = 0.",
            "a limit of 0 requests",
            "the limit is 0",
            "limit is set to 0",
            "\"quotaValue\": \"0\"",
            "quota_limit_value=0",
            "your quota is 0",
            "limit: 0\nPlease retry in 25.4s.",
            "该模型的限额为 0",
        ] {
            assert!(names_zero(message), "{message}");
        }
    }

    #[test]
    fn other_numbers_are_no_bound_of_zero() {
        for message in [
            "limit: 10",
            "limit: 0.5",
            "limits of 0",
            "limit reached, retry in 0s",
            "limit: 10, remaining: 0",
            "rate limit: 0 requests remaining",
            "remaining quota: $0.000000",
            "remaining quota: 0",
            "limit",
            "quota exceeded, 0 left",
        ] {
            assert!(!names_zero(message), "{message}");
        }
    }
}
