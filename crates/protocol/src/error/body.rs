//! What an error body says, whichever family of services wrote it: Google, one-api/new-api relays,
//! OpenAI and Anthropic shapes, bare messages, HTML pages.

use crate::field;
use serde_json::Value;

/// The facts of an error body, not yet judged.
#[derive(Debug, Default, PartialEq)]
pub struct ErrorBody {
    /// The human sentence, if there is one.
    pub message: String,
    /// Google's canonical name, such as `RESOURCE_EXHAUSTED`.
    pub status_name: String,
    /// A relay's code word, such as `insufficient_user_quota`.
    pub code: String,
    /// The HTTP status that the body claims.
    pub claimed_status: Option<u16>,
    /// Google's `details` array.
    pub details: Vec<Value>,
    /// The whole error, for the caller.
    pub raw: Value,
    /// A request id beside the error.
    pub request_id: Option<String>,
}

impl ErrorBody {
    /// Reads a parsed body; `None` where nothing in it speaks of an error.
    pub fn read(body: &Value) -> Option<Self> {
        let body = body.as_array().and_then(|items| items.first()).unwrap_or(body);
        let error = field::get(body, "error");
        let said = match error {
            Some(Value::String(message)) => return Some(Self::plain(message, body)),
            Some(error) => error,
            None => body,
        };
        let message = ["message", "detail", "msg"].iter().find_map(|name| field::text(said, name));
        if error.is_none() && message.is_none() {
            return None;
        }
        Some(Self {
            message: message.unwrap_or_default().to_owned(),
            status_name: field::text(said, "status").unwrap_or_default().to_owned(),
            code: code_word(said),
            claimed_status: claimed_status(said).or_else(|| claimed_status(body)),
            details: field::list(said, "details").to_vec(),
            request_id: field::text(body, "requestId").map(str::to_owned),
            raw: said.clone(),
        })
    }

    fn plain(message: &str, body: &Value) -> Self {
        Self { message: message.to_owned(), raw: body.clone(), ..Self::default() }
    }

    /// The first entry of `details` whose `@type` ends in `name`.
    pub fn detail(&self, name: &str) -> Option<&Value> {
        self.details
            .iter()
            .find(|detail| field::text(detail, "@type").is_some_and(|kind| kind.ends_with(name)))
    }

    /// `ErrorInfo.reason`, or nothing.
    pub fn reason(&self) -> &str {
        self.detail("ErrorInfo").and_then(|info| field::text(info, "reason")).unwrap_or_default()
    }

    /// The id that relays put into the message, as `(request id: 2026…)`.
    pub fn request_id(&self) -> Option<String> {
        let in_message = || {
            let (_, rest) = self.message.split_once("request id:")?;
            let id = rest.trim_start().split([')', ' ', ',']).next()?;
            (!id.is_empty()).then(|| id.to_owned())
        };
        self.request_id.clone().or_else(in_message)
    }

    /// How long to wait, from `RetryInfo` or from the message ("Please retry in 38.29s.").
    pub fn retry_delay_ms(&self) -> Option<u64> {
        let info = self.detail("RetryInfo").and_then(|info| field::text(info, "retryDelay"));
        info.and_then(duration_ms).or_else(|| delay_in_message(&self.message))
    }

    /// True when a violated quota counts by the day.
    pub fn is_daily_quota(&self) -> bool {
        let violations =
            self.detail("QuotaFailure").map_or(&[][..], |failure| field::list(failure, "violations"));
        let by_id = violations.iter().filter_map(|violation| field::text(violation, "quotaId"));
        by_id.into_iter().any(|id| id.contains("PerDay"))
            || (violations.is_empty()
                && contains_any(&self.message, &["per day", "daily limit", "daily quota"]))
    }
}

/// True when `text` has one of `needles`, whatever its case.
pub fn contains_any(text: &str, needles: &[&str]) -> bool {
    let text = text.to_lowercase();
    needles.iter().any(|needle| text.contains(needle))
}

fn code_word(error: &Value) -> String {
    let word = |name| field::text(error, name).filter(|code| code.parse::<u16>().is_err());
    word("code").or_else(|| word("type")).unwrap_or_default().to_owned()
}

fn claimed_status(error: &Value) -> Option<u16> {
    let status = field::count(error, "code").or_else(|| field::count(error, "statusCode"))?;
    u16::try_from(status).ok().filter(|status| (400..600).contains(status))
}

/// Google's JSON form of a duration: seconds with up to nine decimals and an `s`.
fn duration_ms(text: &str) -> Option<u64> {
    let seconds: f64 = text.strip_suffix('s')?.parse().ok()?;
    (seconds >= 0.0).then(|| (seconds * 1000.0).ceil() as u64)
}

fn delay_in_message(message: &str) -> Option<u64> {
    let lower = message.to_ascii_lowercase();
    let after =
        ["retry in ", "try again in ", "retry after "].iter().find_map(|cue| lower.split_once(cue))?.1;
    let word = after.split_whitespace().next()?.trim_end_matches(['.', ',', ')']);
    let unit = after.split_whitespace().nth(1).unwrap_or_default();
    compound_ms(word).or_else(|| {
        let seconds: f64 = word.parse().ok()?;
        let scale = if unit.starts_with("min") { 60_000.0 } else { 1000.0 };
        Some((seconds * scale).ceil() as u64)
    })
}

/// `1h2m3.5s`, `850ms`: every number must be followed by a unit.
fn compound_ms(text: &str) -> Option<u64> {
    let mut rest = text;
    let mut total = 0.0;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let number: f64 = rest[..digits].parse().ok()?;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_delays_however_they_are_told() {
        assert_eq!(duration_ms("38.29s"), Some(38_290));
        assert_eq!(delay_in_message("Please retry in 38.29s."), Some(38_290));
        assert_eq!(delay_in_message("try again in 2m3s"), Some(123_000));
        assert_eq!(delay_in_message("Try again in 850ms"), Some(850));
        assert_eq!(delay_in_message("retry after 20 seconds"), Some(20_000));
        assert_eq!(delay_in_message("retry in 2 minutes"), Some(120_000));
        assert_eq!(delay_in_message("retry in a while"), None);
    }
}
