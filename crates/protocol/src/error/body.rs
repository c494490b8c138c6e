//! What an error body says, whichever family of services wrote it: Google, one-api/new-api relays,
//! OpenAI and Anthropic shapes, bare messages, HTML pages.

use super::delay;
use crate::field;
use serde_json::Value;

/// Google's canonical names and the HTTP status that each is sent with.
const STATUS_NAMES: &[(&str, u16)] = &[
    ("INVALID_ARGUMENT", 400),
    ("FAILED_PRECONDITION", 400),
    ("OUT_OF_RANGE", 400),
    ("UNAUTHENTICATED", 401),
    ("PERMISSION_DENIED", 403),
    ("NOT_FOUND", 404),
    ("ABORTED", 409),
    ("ALREADY_EXISTS", 409),
    ("RESOURCE_EXHAUSTED", 429),
    ("CANCELLED", 499),
    ("DATA_LOSS", 500),
    ("INTERNAL", 500),
    ("UNKNOWN", 500),
    ("UNIMPLEMENTED", 501),
    ("UNAVAILABLE", 503),
    ("DEADLINE_EXCEEDED", 504),
];

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
        // `{"error": "a sentence"}` has its other facts beside the sentence.
        let said = error.filter(|error| error.is_object()).unwrap_or(body);
        let message = error.and_then(Value::as_str).or_else(|| message(said));
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

    /// The HTTP status that the body stands for, by its code or by Google's name for it.
    pub fn own_status(&self) -> Option<u16> {
        let named = || STATUS_NAMES.iter().find(|(name, _)| *name == self.status_name);
        self.claimed_status.or_else(|| named().map(|(_, status)| *status))
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
        info.and_then(delay::of_duration).or_else(|| delay::in_message(&self.message))
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

/// True when `text` has one of `needles`, whatever the case of its Latin letters.
pub fn contains_any(text: &str, needles: &[&str]) -> bool {
    let text = text.to_ascii_lowercase();
    needles.iter().any(|needle| text.contains(needle))
}

/// The human sentence of an error, wherever it is kept.
pub fn message(said: &Value) -> Option<&str> {
    ["message", "detail", "msg"].iter().find_map(|name| field::text(said, name))
}

fn code_word(error: &Value) -> String {
    let word = |name| field::text(error, name).filter(|code| code.parse::<u16>().is_err());
    word("code").or_else(|| word("type")).unwrap_or_default().to_owned()
}

fn claimed_status(error: &Value) -> Option<u16> {
    let status = field::count(error, "code").or_else(|| field::count(error, "statusCode"))?;
    u16::try_from(status).ok().filter(|status| (400..600).contains(status))
}
