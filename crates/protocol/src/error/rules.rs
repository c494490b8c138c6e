//! Tables that determine the kind of an error: by Google's reason, by a relay's code, by phrases of the message, and
//! otherwise by the HTTP status. Services change their wording, and an unknown phrase falls back to the status.

use super::body::{ErrorBody, contains_any};
use super::hint::{Hint, Restriction};
use super::kind::ErrorKind::{self as Kind, *};
use crate::text::{self, among, either};

/// Google's `ErrorInfo.reason` for each kind.
const REASONS: &[(Kind, &str)] = &[
    (
        Auth,
        either![
            "API_KEY_INVALID",
            "API_KEY_EXPIRED",
            "API_KEY_DISABLED",
            "API_KEY_DELETED",
            "CONSUMER_SUSPENDED",
            "CONSUMER_INVALID",
            "GCP_SUSPENDED",
            "ACCOUNT_STATE_INVALID",
            "CREDENTIALS_MISSING",
            "ACCESS_TOKEN_EXPIRED",
            "ACCESS_TOKEN_TYPE_UNSUPPORTED",
        ],
    ),
    (Billing, either!["BILLING_DISABLED",]),
];

/// Restrictions of a key, by Google's reason and by the phrases that remain if a relay passes on only the message.
const RESTRICTIONS: &[(&str, &str, Restriction)] = &[
    (
        "API_KEY_HTTP_REFERRER_BLOCKED",
        either!["requests from referer", "requests from referrer"],
        Restriction::Website,
    ),
    ("API_KEY_IP_ADDRESS_BLOCKED", either!["ip address restriction"], Restriction::Address),
    ("API_KEY_ANDROID_APP_BLOCKED", either!["from this android client"], Restriction::App),
    ("API_KEY_IOS_APP_BLOCKED", either!["from this ios client"], Restriction::App),
    ("API_KEY_SERVICE_BLOCKED", either!["requests to this api"], Restriction::Api),
];

/// Error codes of relays and of other vendors' APIs, in lower case.
const CODES: &[(Kind, &str)] = &[
    (Auth, either!["invalid_api_key", "authentication_error", "access_token_invalid",]),
    (
        Billing,
        either![
            "insufficient_user_quota",
            "pre_consume_token_quota_failed",
            "insufficient_quota",
            "billing_not_active",
            "billing_error",
            "insufficient_balance",
            "insufficient_credits",
            "budget_exceeded",
            "arrearage",
        ],
    ),
    (Permission, either!["key_model_access_denied", "team_model_access_denied",]),
    (Region, either!["unsupported_country_region_territory",]),
    (ModelNotFound, either!["model_not_found", "model_not_supported", "unsupported_model", "invalid_model",]),
    (
        PromptBlocked,
        either![
            "sensitive_words_detected",
            "content_policy_violation",
            "content_filter",
            "moderation_blocked",
            "datainspectionfailed",
            "prompt_blocked",
        ],
    ),
    (EmptyResponse, either!["empty_response",]),
    (TooLarge, either!["read_request_body_failed", "request_too_large",]),
    (NotTheApi, either!["api_not_implemented",]),
    (Unavailable, either!["overloaded_error",]),
    (RateLimited, either!["rate_limit_error", "rate_limit_exceeded",]),
    (InvalidRequest, either!["convert_request_failed", "bad_request_body",]),
];

/// The kind of a message that contains one of these phrases, from the first status to the second. The first match
/// counts.
const PHRASES: &[(u16, u16, &str, Kind)] = &[
    (
        0,
        999,
        either![
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
        either![
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
        either![
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
    (400, 403, either!["billing", "prepay", "credits"], Billing),
    (
        0,
        999,
        either![
            "api key not valid",
            "api key not found",
            "api key expired",
            "invalid api key",
            "incorrect api key",
        ],
        Auth,
    ),
    (0, 403, either!["no available channel", "无可用渠道"], ModelNotFound),
    (405, 999, either!["no available channel", "无可用渠道"], ModelNotFound),
    (
        0,
        999,
        either![
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
        either![
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
    // AWS API Gateway's message for an unknown path.
    (403, 403, either!["missing authentication token"], NotTheApi),
    (400, 429, either!["call volume quota"], Quota),
    (403, 403, either!["daily limit exceeded"], Quota),
    (403, 403, either!["rate limit exceeded"], RateLimited),
    (
        400,
        599,
        either![
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
    // The input is at fault, even if a relay answers with a 5xx status.
    (
        500,
        599,
        either![
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
    (500, 599, either!["overloaded", "负载已饱和", "at capacity"], Unavailable),
    // An upstream's error by its class or its message, without its status.
    (
        500,
        599,
        either![
            "resourceexhausted",
            "resource_exhausted",
            "too many requests",
            "rate limit exceeded",
            "quota exceeded",
        ],
        RateLimited,
    ),
];

/// The states of a key that has become invalid, which count together with one of the `KEY_NAMES`.
const KEY_STATES: &str = either![
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
const KEY_NAMES: &str = either!["api key", "api_key", "api-key", "apikey"];
/// Further names for status 403, which concerns only the caller.
const CALLER_NAMES: &str = either![
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

/// Phrases after the name of a model that announce the end of the model.
const MODEL_ENDS: &str = either![
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
const MODEL_NAMES: &str = either!["model", "gemini-", "imagen-", "nano-banana", "模型"];

/// Returns the kind of an error with this status, and a hint if more is known.
pub fn judge(status: u16, body: &ErrorBody) -> (Kind, Option<Hint>) {
    if let Some(restriction) = restriction(status, body) {
        return (Permission, Some(Hint::Restricted { restriction, origin: None }));
    }
    let kind = match by_code(body) {
        // This code covers many faults, so the message may be more specific.
        Some(InvalidRequest) => by_message(status, &body.message).or(Some(InvalidRequest)),
        None => by_message(status, &body.message),
        kind => kind,
    };
    let is_kept = || matches!(status, 409) && body.status_name == "ALREADY_EXISTS";
    match kind.unwrap_or_else(|| if is_kept() { InvalidRequest } else { by_status(status) }) {
        RateLimited | Quota if body.is_zero_quota() => (Billing, Some(Hint::ZeroQuota)),
        RateLimited if body.is_daily_quota() => (Quota, None),
        ModelNotFound => (ModelNotFound, names_closed_model(&body.message).then_some(Hint::CLOSED)),
        kind => (kind, None),
    }
}

fn restriction(status: u16, body: &ErrorBody) -> Option<Restriction> {
    let of = |(reason, phrases, restriction): &(&str, &str, Restriction)| {
        let has_phrase = || status >= 400 && contains_any(&body.message, phrases);
        (body.reason() == *reason || has_phrase()).then_some(*restriction)
    };
    RESTRICTIONS.iter().find_map(of)
}

fn by_code(body: &ErrorBody) -> Option<Kind> {
    let of = |table: &[(Kind, &str)], word: &str| {
        let names = |words: &str| words.split(among("|")).any(|known| known == word);
        table.iter().find(|(_, words)| names(words)).map(|(kind, _)| *kind)
    };
    of(REASONS, body.reason()).or_else(|| of(CODES, &body.code))
}

/// Returns the kind that the message indicates at this status.
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
    let mentions_key =
        contains_any(message, KEY_NAMES) || (status == 403 && contains_any(message, CALLER_NAMES));
    if mentions_key && contains_any(message, KEY_STATES) {
        Some(Auth)
    } else if status == 404 && message.eq_ignore_ascii_case("not found") {
        Some(NotTheApi)
    } else {
        None
    }
}

/// Returns `true` if a sentence announces the end of a model, not of one of its options.
fn names_closed_model(message: &str) -> bool {
    let message = message.to_ascii_lowercase();
    MODEL_ENDS.split(among("|")).any(|end| {
        text::places(&message, end).any(|at| {
            let before = &message[..at];
            let sentence = before.rfind(among(";\n!")).map_or(before, |end| &before[end..]);
            let sentence = text::rfind(sentence, ". ").map_or(sentence, |end| &sentence[end..]);
            let named = MODEL_NAMES.split(among("|")).filter_map(|name| text::find(sentence, name)).min();
            // Excludes "Model x: parameter y is no longer supported".
            named.is_some_and(|at| !contains_any(&sentence[at..], either!["param", "field", "option"]))
        })
    })
}

/// Returns the kind of a status without further information.
pub fn by_status(status: u16) -> Kind {
    match status {
        401 => Auth,
        402 => Billing,
        403 => Permission,
        404 | 410 => ModelNotFound,
        // The API accepts POST at its own paths, so another server answered.
        405 => NotTheApi,
        408 | 503 | 504 | 529 => Unavailable,
        413 => TooLarge,
        429 => RateLimited,
        451 => Region,
        // Conflicts, locks and cancellations are internal to the service, so the request itself is valid.
        409 | 421 | 423..=425 | 444 | 449 | 460 | 499 => Server,
        400..=499 => InvalidRequest,
        500..=599 => Server,
        200..=299 => EmptyResponse,
        _ => NotTheApi,
    }
}
