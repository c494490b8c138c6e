//! The content of an error body in the formats of all known services: Google, one-api/new-api relays, OpenRouter,
//! LiteLLM, FastAPI, problem+json, OpenAI and Anthropic shapes, bare messages. If an error contains another one, as
//! JSON or as text, the innermost error is read and the outer ones fill in its missing fields.

use super::delay;
use super::embedded::Embedded;
use super::{quota, request_id};
use crate::decimal::whole;
use crate::field;
use crate::json::{Map, Value};
use crate::text::{among, either, has, has_any};

/// Google's canonical status names and the HTTP status of each.
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

/// Fields that may hold the error message, in order of preference.
const WORDS: &[&str] =
    &["message", "msg", "detail", "errorMessage", "faultstring", "errorDescription", "title"];
/// The number of leading `WORDS` that mark an object as an error even if it is not named `error`.
const OWN_WORDS: usize = 5;
/// Fields that hold a list of validation errors.
const COMPLAINTS: &[&str] = &["errors", "message", "detail", "error"];
/// The field where OpenRouter puts the upstream's response, JSON or not.
const RAW: &str = "raw";
/// The maximum nesting depth, deeper than any service wraps errors.
const MAX_DEPTH: usize = 16;

/// The fields of an error body, before classification.
#[derive(Debug, Default, PartialEq)]
pub struct ErrorBody {
    /// The error message, or empty if there is none.
    pub message: String,
    /// Google's canonical name, such as `RESOURCE_EXHAUSTED`.
    pub status_name: String,
    /// A relay's error code, such as `insufficient_user_quota`.
    pub code: String,
    /// The HTTP status that the body states.
    pub claimed_status: Option<u16>,
    /// Google's `details` array.
    pub details: Vec<Value>,
    /// The innermost error as JSON, which the caller receives.
    pub raw: Value,
    /// A request id next to the error.
    pub request_id: Option<String>,
    /// A delay next to the error, in milliseconds.
    pub retry_after_ms: Option<u64>,
    /// Whether another error contained this error.
    pub is_wrapped: bool,
    /// Whether the error was JSON inside a string.
    pub is_text: bool,
}

impl ErrorBody {
    /// Reads a parsed body, or a string that may contain one. Returns `None` if nothing in it describes an error.
    pub fn read(body: &Value) -> Option<Self> {
        let read = Self::of_value(body, 0)?;
        (read.has_content() || field::get(body, "error").is_some()).then_some(read)
    }

    /// Returns `true` if a field of the body describes the error.
    pub fn has_content(&self) -> bool {
        !self.message.is_empty() || self.own_status().is_some() || !self.details.is_empty()
    }

    fn of_value(value: &Value, depth: usize) -> Option<Self> {
        match value {
            _ if depth > MAX_DEPTH || is_typed(value) => None,
            Value::String(text) => Some(Self::of_text(text, depth)),
            Value::Array(items) => items.iter().find_map(|item| Self::of_value(item, depth + 1)),
            Value::Object(fields) => Some(Self::of_object(value, fields, depth)),
            Value::Null | Value::Bool(_) | Value::Number(_) => None,
        }
    }

    fn of_text(text: &str, depth: usize) -> Self {
        let Embedded { words, documents } = Embedded::read(text);
        let own = Self { message: words, ..Self::default() };
        let inner = documents.iter().find_map(|document| Self::of_value(document, depth + 1));
        if let Some(inner) = inner.filter(Self::has_content) {
            return Self { is_text: true, ..inner.within(own) };
        }
        // An SDK writes Google's `details` after the message.
        let mut details = Vec::new();
        for document in documents {
            if let Value::Array(mut items) = document {
                details.append(&mut items);
            }
        }
        details.retain(is_typed);
        Self { details, ..own }
    }

    fn of_object(value: &Value, fields: &Map, depth: usize) -> Self {
        let own = Self {
            message: words(value),
            status_name: field::text(value, "status").unwrap_or_default().to_owned(),
            code: code_word(value),
            claimed_status: claimed_status(value),
            details: field::list(value, "details").to_vec(),
            request_id: field::text(value, "requestId").map(str::to_owned),
            retry_after_ms: delay::of_member(value)
                .or_else(|| field::get(value, "metadata").and_then(delay::of_member)),
            ..Self::default()
        };
        let mut read = match inner_error(value, fields, depth + 1) {
            Some(inner) => inner.within(own),
            None => own,
        };
        let is_named = || value.get("error") == Some(&read.raw);
        // Validation errors of a list stay together, so `raw` is the outer object instead of its first entry.
        let keeps_own = !read.raw.is_null() && (read.is_text || is_named());
        if !keeps_own && (depth == 0 || read.has_content()) {
            read.raw = value.clone();
        }
        read
    }

    /// Fills in the missing fields from the outer error.
    fn within(mut self, outer: Self) -> Self {
        // A relay adds its request id to its own message, around an error that has none.
        if self.request_id().is_none() {
            self.request_id = request_id::first(&outer.message).map(str::to_owned);
        }
        let is_judged = self.own_status().is_some();
        self.is_wrapped |= !outer.message.is_empty() || outer.own_status().is_some();
        if self.message.is_empty() {
            self.message = outer.message;
        }
        if self.code.is_empty() && !is_judged && outer.code != "error" {
            self.code = outer.code;
        }
        if !is_judged {
            (self.claimed_status, self.status_name) = (outer.claimed_status, outer.status_name);
        }
        if self.details.is_empty() {
            self.details = outer.details;
        }
        self.request_id = outer.request_id.or(self.request_id);
        self.retry_after_ms = self.retry_after_ms.or(outer.retry_after_ms);
        self
    }

    /// Returns the HTTP status that the body indicates, by its code or by Google's status name.
    pub fn own_status(&self) -> Option<u16> {
        let named = || STATUS_NAMES.iter().find(|(name, _)| *name == self.status_name);
        self.claimed_status.or_else(|| named().map(|(_, status)| *status))
    }

    /// Returns the first entry of `details` whose `@type` ends in `name`.
    pub fn detail(&self, name: &str) -> Option<&Value> {
        self.details
            .iter()
            .find(|detail| field::text(detail, "@type").is_some_and(|kind| kind.ends_with(name)))
    }

    /// Returns `ErrorInfo.reason`, or an empty string.
    pub fn reason(&self) -> &str {
        // Some relays drop the `@type`.
        self.details.iter().find_map(|detail| field::text(detail, "reason")).unwrap_or_default()
    }

    /// Returns a member of `ErrorInfo.metadata`.
    fn metadata(&self, name: &str) -> Option<&str> {
        self.details.iter().find_map(|detail| field::text(field::get(detail, "metadata")?, name))
    }

    /// Returns the request id next to the error, or the one that relays put into the message as `(request id: …)`.
    pub fn request_id(&self) -> Option<String> {
        self.request_id.clone().or_else(|| request_id::first(&self.message).map(str::to_owned))
    }

    /// Returns the delay before a retry, from `RetryInfo` or from the message ("Please retry in 38.29s.").
    pub fn retry_delay_ms(&self) -> Option<u64> {
        let info = self.details.iter().find_map(|info| field::text(info, "retryDelay"));
        let info = info.or_else(|| self.metadata("quotaResetDelay"));
        let info = info.and_then(delay::of_duration).or(self.retry_after_ms);
        info.or_else(|| delay::in_message(&self.message))
    }

    fn violations(&self) -> &[Value] {
        self.detail("QuotaFailure").map_or(&[], |failure| field::list(failure, "violations"))
    }

    /// Returns `true` if a violated quota is a daily one.
    pub fn is_daily_quota(&self) -> bool {
        let by_id = self.violations().iter().filter_map(|violation| field::text(violation, "quotaId"));
        by_id.into_iter().any(|id| has(id, "PerDay"))
            || (self.violations().is_empty()
                && contains_any(
                    &self.message,
                    either!["per day", "per_day", "perday", "daily limit", "daily quota"],
                ))
    }

    /// Returns `true` if a violated quota is 0, as for an image model on the free tier. Waiting does not help then.
    pub fn is_zero_quota(&self) -> bool {
        let is_zero = |violation: &Value| field::count(violation, "quotaValue") == Some(0);
        self.violations().iter().any(is_zero)
            || self.metadata("quota_limit_value") == Some("0")
            || quota::names_zero(&self.message)
            || contains_any(
                &self.message,
                either!["have a free quota tier", "not available on the free tier"],
            )
    }
}

/// Returns `true` if `text` contains one of `parts`, ignoring the case of ASCII letters.
pub fn contains_any(text: &str, parts: &str) -> bool {
    has_any(&text.to_ascii_lowercase(), parts)
}

/// Returns `true` for an entry of Google's `details`.
fn is_typed(value: &Value) -> bool {
    value.get("@type").is_some()
}

/// Returns the error inside an object: the member `error`, or a member that describes an error, even as JSON in a
/// string.
fn inner_error(value: &Value, fields: &Map, depth: usize) -> Option<ErrorBody> {
    let called = field::get(value, "error").filter(|error| error.is_object());
    if let Some(error) = called.and_then(|error| ErrorBody::of_value(error, depth)) {
        return Some(error);
    }
    let raw = fields.get(RAW).filter(|raw| raw.is_string());
    let inner = raw
        .and_then(|raw| ErrorBody::of_value(raw, depth))
        .or_else(|| fields.iter().find_map(|(_, member)| speaking_error(member, depth)));
    inner.map(|inner| ErrorBody { is_wrapped: true, ..inner })
}

/// Reads an error from a member that is not named `error`.
fn speaking_error(member: &Value, depth: usize) -> Option<ErrorBody> {
    match member {
        Value::String(text) if text.contains(among("{[")) => {
            Some(ErrorBody::of_text(text, depth)).filter(|read| read.is_text || !read.details.is_empty())
        }
        Value::Array(items) if depth < MAX_DEPTH => {
            items.iter().find_map(|item| speaking_error(item, depth + 1))
        }
        Value::Object(_) => {
            let read = ErrorBody::of_value(member, depth)?;
            let speaks = WORDS[..OWN_WORDS].iter().any(|name| field::text(member, name).is_some());
            let holds_one = ["error", RAW].iter().any(|name| field::get(member, name).is_some());
            (speaks || holds_one || read.is_wrapped || read.is_text).then_some(read)
        }
        _ => None,
    }
}

/// Returns the error message from any of the known fields, without embedded JSON.
fn words(value: &Value) -> String {
    let sentence = WORDS.iter().find_map(|name| field::text(value, name));
    let complaint = COMPLAINTS.iter().find_map(|name| complaint(field::get(value, name)?, 0));
    let sentence = sentence.or_else(|| field::text(value, "error").filter(|_| complaint.is_none()));
    let mut words = String::new();
    for step in field::list(value, "loc").iter().filter_map(Value::as_str) {
        add(&mut words, ".", step);
    }
    if !words.is_empty() {
        words.push(':');
    }
    add(&mut words, " ", &sentence.map(plain).unwrap_or_default());
    add(&mut words, " ", &complaint.unwrap_or_default());
    words
}

/// Appends a part unless it is empty.
fn add(words: &mut String, between: &str, part: &str) {
    if !words.is_empty() && !part.is_empty() {
        words.push_str(between);
    }
    words.push_str(part);
}

/// Returns the first validation error of a list, or of a map of lists, with the name of its field.
fn complaint(value: &Value, depth: usize) -> Option<String> {
    match value {
        Value::String(text) if depth > 0 => Some(plain(text)),
        Value::Array(items) if depth < 3 => items.iter().find_map(|item| complaint(item, depth + 1)),
        Value::Object(fields) if depth < 3 => fields
            .iter()
            .filter(|(_, value)| value.is_array())
            .find_map(|(name, value)| Some([name, ": ", &complaint(value, depth + 1)?].concat())),
        _ => None,
    }
}

/// Removes embedded JSON from a text.
pub fn plain(text: &str) -> String {
    if text.contains(among("{[")) { Embedded::read(text).words } else { text.to_owned() }
}

fn code_word(error: &Value) -> String {
    let word =
        |name| field::text(error, name).filter(|code| whole(code).is_none_or(|number| number > 0xffff));
    let words = ["code", "type", "error"].iter().find_map(|name| word(name));
    words.filter(|word| !has(word, " ")).unwrap_or_default().to_ascii_lowercase()
}

fn claimed_status(error: &Value) -> Option<u16> {
    let status = ["code", "statusCode", "status"].iter().find_map(|name| field::count(error, name))?;
    u16::try_from(status).ok().filter(|status| (400..600).contains(status))
}
