//! Which kind an error is, as tables: by Google's reason, by a relay's code word, by what the message says, and by the
//! HTTP status where nothing says more. Services change their wording: a miss falls back on the status.

use super::ErrorKind::{self as Kind, *};
use super::body::{ErrorBody, contains_any};
use super::hint::{Hint, Restriction};
use crate::text;

/// Google's `ErrorInfo.reason`.
const REASONS: &[(&str, Kind)] = &[
    ("API_KEY_INVALID", Auth),
    ("API_KEY_EXPIRED", Auth),
    ("API_KEY_DISABLED", Auth),
    ("API_KEY_DELETED", Auth),
    ("CONSUMER_SUSPENDED", Auth),
    ("CONSUMER_INVALID", Auth),
    ("GCP_SUSPENDED", Auth),
    ("ACCOUNT_STATE_INVALID", Auth),
    ("CREDENTIALS_MISSING", Auth),
    ("ACCESS_TOKEN_EXPIRED", Auth),
    ("ACCESS_TOKEN_TYPE_UNSUPPORTED", Auth),
    ("BILLING_DISABLED", Billing),
];

/// Restrictions of a key, by reason and by what is left of it where a relay passes on the message alone.
const RESTRICTIONS: &[(&str, &[&str], Restriction)] = &[
    (
        "API_KEY_HTTP_REFERRER_BLOCKED",
        &["requests from referer", "requests from referrer"],
        Restriction::Website,
    ),
    ("API_KEY_IP_ADDRESS_BLOCKED", &["ip address restriction"], Restriction::Address),
    ("API_KEY_ANDROID_APP_BLOCKED", &["from this android client"], Restriction::App),
    ("API_KEY_IOS_APP_BLOCKED", &["from this ios client"], Restriction::App),
    ("API_KEY_SERVICE_BLOCKED", &["requests to this api"], Restriction::Api),
];

/// Code words of relays and of other makers' APIs, in lower case.
const CODES: &[(&str, Kind)] = &[
    ("invalid_api_key", Auth),
    ("authentication_error", Auth),
    ("access_token_invalid", Auth),
    ("insufficient_user_quota", Billing),
    ("pre_consume_token_quota_failed", Billing),
    ("insufficient_quota", Billing),
    ("billing_not_active", Billing),
    ("billing_error", Billing),
    ("insufficient_balance", Billing),
    ("insufficient_credits", Billing),
    ("budget_exceeded", Billing),
    ("arrearage", Billing),
    ("key_model_access_denied", Permission),
    ("team_model_access_denied", Permission),
    ("unsupported_country_region_territory", Region),
    ("model_not_found", ModelNotFound),
    ("model_not_supported", ModelNotFound),
    ("unsupported_model", ModelNotFound),
    ("invalid_model", ModelNotFound),
    ("sensitive_words_detected", PromptBlocked),
    ("content_policy_violation", PromptBlocked),
    ("content_filter", PromptBlocked),
    ("moderation_blocked", PromptBlocked),
    ("datainspectionfailed", PromptBlocked),
    ("prompt_blocked", PromptBlocked),
    ("empty_response", EmptyResponse),
    ("read_request_body_failed", TooLarge),
    ("request_too_large", TooLarge),
    ("api_not_implemented", NotTheApi),
    ("overloaded_error", Unavailable),
    ("rate_limit_error", RateLimited),
    ("rate_limit_exceeded", RateLimited),
    ("convert_request_failed", InvalidRequest),
    ("bad_request_body", InvalidRequest),
];

/// From this status to that one, a message with one of these phrases is of this kind. The first that fits counts.
const PHRASES: &[(u16, u16, &[&str], Kind)] = &[
    (
        0,
        999,
        &[
            "location is not supported",
            "not available in your country",
            "not available in your region",
            "not available in your location",
            "not supported in your country",
            "not supported in your region",
            "not supported in your location",
            "country is not supported",
            "region is not supported",
            "territory not supported",
        ],
        Region,
    ),
    (
        0,
        999,
        &[
            "payload size exceeds",
            "request entity too large",
            "body too large",
            "image too large",
            "image is too large",
            "file too large",
            "file is too large",
            "image size exceeds",
            "file size exceeds",
            "image exceeds",
            "mb exceeds",
            "mb limit",
        ],
        TooLarge,
    ),
    (
        0,
        999,
        &[
            "insufficient balance",
            "insufficient quota",
            "quota is not enough",
            "额度不足",
            "余额不足",
            "额度已用尽",
            "欠费",
            "in arrears",
            "credit balance",
            "credits are depleted",
            "insufficient credits",
            "not enough credits",
            "out of credits",
            "insufficient funds",
            "budget has been exceeded",
            "over budget",
            "spending cap",
            "spending limit",
        ],
        Billing,
    ),
    (400, 403, &["billing", "prepay", "credits"], Billing),
    (
        0,
        999,
        &[
            "api key not valid",
            "api key not found",
            "api key expired",
            "invalid api key",
            "incorrect api key",
        ],
        Auth,
    ),
    (0, 403, &["no available channel", "无可用渠道"], ModelNotFound),
    (405, 999, &["no available channel", "无可用渠道"], ModelNotFound),
    (
        0,
        999,
        &[
            "invalid model name",
            "unknown model",
            "unsupported model",
            "no such model",
            "model not exist",
            "valid model id",
            "模型不存在",
            "不支持的模型",
        ],
        ModelNotFound,
    ),
    (
        404,
        404,
        &[
            "invalid url",
            "no route",
            "could not route",
            "cannot post",
            "route not found",
            "path not found",
            "endpoint not found",
            "resource not found",
            "unknown request url",
        ],
        NotTheApi,
    ),
    // AWS API Gateway says so of a path that it does not have.
    (403, 403, &["missing authentication token"], NotTheApi),
    (400, 429, &["call volume quota"], Quota),
    (403, 403, &["daily limit exceeded"], Quota),
    (403, 403, &["rate limit exceeded"], RateLimited),
    (
        400,
        599,
        &[
            "input was flagged",
            "prompt blocked",
            "prompt was blocked",
            "prompt was flagged",
            "prohibited_content",
            "content policy",
            "content management policy",
            "safety system",
            "inappropriate content",
        ],
        PromptBlocked,
    ),
    // The input is at fault, whatever status a relay gives to that.
    (
        500,
        599,
        &[
            "mime type",
            "mimetype",
            "media type",
            "base64",
            "unsupported image",
            "invalid image",
            "image is not valid",
            "image is invalid",
            "valid image",
            "image format",
            "decode image",
            "decoding image",
            "process image",
            "process input image",
            "fetch image",
            "download image",
            "invalid argument",
            "invalid_argument",
        ],
        InvalidRequest,
    ),
    (500, 599, &["overloaded", "负载已饱和", "at capacity"], Unavailable),
    // An upstream's error by its class or in its words, without its status.
    (
        500,
        599,
        &[
            "resourceexhausted",
            "resource_exhausted",
            "too many requests",
            "rate limit exceeded",
            "quota exceeded",
        ],
        RateLimited,
    ),
];

/// A key that is one no longer: what is said of it, and what it is called.
const KEY_STATES: &[&str] = &[
    "leaked",
    "compromised",
    "suspended",
    "disabled",
    "deleted",
    "revoked",
    "deactivated",
    "expired",
    "banned",
    "switched off",
    "turned off",
    "no longer valid",
    "not active",
    "inactive",
    "禁用",
    "封禁",
    "过期",
    "泄露",
];
const KEY_NAMES: &[&str] = &["api key", "api_key", "api-key", "apikey"];
/// With 403, which is about the caller and nothing else.
const CALLER_NAMES: &[&str] = &[
    "token ",
    " key ",
    "consumer",
    "credential",
    "account has been",
    "account is",
    "account was",
    "this account",
    "user has been",
    "user is",
    "user was",
    "令牌",
    "密钥",
    "用户",
    "账号",
    "账户",
];

/// The statements about a model that is served no longer, behind its name.
const MODEL_ENDS: &[&str] = &[
    "no longer available",
    "no longer supported",
    "no longer served",
    "no longer accessible",
    "not available to new users",
    "not available for new users",
    "shut down",
    "shutdown",
    "retired",
    "deprecated",
    "discontinued",
    "decommissioned",
    "sunset",
    "end of life",
    "已下线",
    "已停用",
    "已弃用",
    "已退役",
];
const MODEL_NAMES: &[&str] = &["model", "gemini-", "imagen-", "nano-banana", "模型"];

/// The kind of an error with this status, and what is known more closely.
pub fn judge(status: u16, body: &ErrorBody) -> (Kind, Option<Hint>) {
    if let Some(restriction) = restriction(status, body) {
        return (Permission, Some(Hint::Restricted { restriction, origin: None }));
    }
    let told = match by_code(body) {
        // A code word that stands for many faults.
        Some(InvalidRequest) => by_message(status, &body.message).or(Some(InvalidRequest)),
        None => by_message(status, &body.message),
        told => told,
    };
    let is_kept = || matches!(status, 409) && body.status_name == "ALREADY_EXISTS";
    match told.unwrap_or_else(|| if is_kept() { InvalidRequest } else { by_status(status) }) {
        RateLimited | Quota if body.is_zero_quota() => (Billing, Some(Hint::ZeroQuota)),
        RateLimited if body.is_daily_quota() => (Quota, None),
        ModelNotFound => (ModelNotFound, names_closed_model(&body.message).then_some(Hint::CLOSED)),
        kind => (kind, None),
    }
}

fn restriction(status: u16, body: &ErrorBody) -> Option<Restriction> {
    let of = |(reason, phrases, restriction): &(&str, &[&str], Restriction)| {
        let is_said = || status >= 400 && contains_any(&body.message, phrases);
        (body.reason() == *reason || is_said()).then_some(*restriction)
    };
    RESTRICTIONS.iter().find_map(of)
}

fn by_code(body: &ErrorBody) -> Option<Kind> {
    let of = |table: &[(&str, Kind)], word: &str| {
        table.iter().find(|(known, _)| *known == word).map(|(_, kind)| *kind)
    };
    of(REASONS, body.reason()).or_else(|| of(CODES, &body.code))
}

/// The kind that a message names, whatever the status.
pub fn by_message(status: u16, message: &str) -> Option<Kind> {
    if names_closed_model(message) {
        return Some(ModelNotFound);
    }
    let by_phrase = PHRASES
        .iter()
        .find(|(from, to, phrases, _)| (*from..=*to).contains(&status) && contains_any(message, phrases));
    if let Some((.., kind)) = by_phrase {
        return Some(*kind);
    }
    let says_key = contains_any(message, KEY_NAMES) || (status == 403 && contains_any(message, CALLER_NAMES));
    if says_key && contains_any(message, KEY_STATES) {
        Some(Auth)
    } else if status == 404 && message.eq_ignore_ascii_case("not found") {
        Some(NotTheApi)
    } else {
        None
    }
}

/// True where a sentence says of a model, not of an option of one, that it is served no longer.
fn names_closed_model(message: &str) -> bool {
    let message = message.to_ascii_lowercase();
    MODEL_ENDS.iter().any(|end| {
        text::places(&message, end).any(|at| {
            let before = &message[..at];
            let sentence = before.rfind([';', '\n', '!']).map_or(before, |end| &before[end..]);
            let sentence = text::rfind(sentence, ". ").map_or(sentence, |end| &sentence[end..]);
            let named = MODEL_NAMES.iter().filter_map(|name| text::find(sentence, name)).min();
            // "Model x: parameter y is no longer supported".
            named.is_some_and(|at| !contains_any(&sentence[at..], &["param", "field", "option"]))
        })
    })
}

/// The kind of a status of which nothing more is known.
pub fn by_status(status: u16) -> Kind {
    match status {
        401 => Auth,
        402 => Billing,
        403 => Permission,
        404 | 410 => ModelNotFound,
        // The API takes POST at its own paths.
        405 => NotTheApi,
        408 | 503 | 504 | 529 => Unavailable,
        413 => TooLarge,
        429 => RateLimited,
        451 => Region,
        // Conflicts, locks and cancellations are between the service and itself: the request is right.
        409 | 421 | 423..=425 | 444 | 449 | 460 | 499 => Server,
        400..=499 => InvalidRequest,
        500..=599 => Server,
        200..=299 => EmptyResponse,
        _ => NotTheApi,
    }
}
