//! Tables of finish reasons and block reasons: their names, which of them are refusals, and advice for the caller.

use crate::json::Value;

const REWORD: &str = "change the prompt or the images";
const ACCOUNT: &str = "the service has limited this account for its policy: no other prompt helps, see the account's notices there";
const ARMOR: &str = "the account's own Model Armor policy stopped it: change the prompt, or the policy";

/// Finish reasons that are refusals, with the advice for each.
const REFUSALS: &[(&str, &str)] = &[
    ("SAFETY", REWORD),
    ("IMAGE_SAFETY", REWORD),
    ("PROHIBITED_CONTENT", REWORD),
    ("IMAGE_PROHIBITED_CONTENT", REWORD),
    ("RECITATION", REWORD),
    ("IMAGE_RECITATION", REWORD),
    ("BLOCKLIST", REWORD),
    ("SPII", REWORD),
    ("JAILBREAK", REWORD),
    ("ESCALATION", "the service has passed the request on for review: change the prompt or the images"),
    ("MODEL_ARMOR", ARMOR),
    ("PUP_LIMITED_DISABLED", ACCOUNT),
];

const STOPPED: &str = "The model stopped without an image";
const TOOL: &str = "The model called a tool instead of making an image";

/// Other finish reasons of an answer without an image, with the description and the advice for each.
const OTHER_REASONS: &[(&str, &str, &str)] = &[
    ("NO_IMAGE", "The model answered without an image", "say that you want a picture"),
    ("FINISH_REASON_UNSPECIFIED", "The model answered without an image", "say that you want a picture"),
    ("OTHER", STOPPED, "try again, or change the prompt"),
    ("IMAGE_OTHER", STOPPED, "try again, or change the prompt"),
    ("LANGUAGE", "The model does not take the language of the prompt", "write it in another one"),
    ("MALFORMED_RESPONSE", "The model's answer was malformed on the service's side", "try again"),
    (
        "MISSING_THOUGHT_SIGNATURE",
        "The conversation lacks a thought signature of the model",
        "continue from an earlier turn, or begin a new conversation",
    ),
    (
        "CONTINUATION",
        "The service ended the answer before an image, to continue it in another one",
        "ask for less, or try again",
    ),
    ("MALFORMED_FUNCTION_CALL", TOOL, "leave the tools out, or try again"),
    ("UNEXPECTED_TOOL_CALL", TOOL, "leave the tools out, or try again"),
    ("TOO_MANY_TOOL_CALLS", TOOL, "leave the tools out, or try again"),
];

/// Finish reasons by their protobuf enum number, which some proxies send instead of the name.
const FINISH_REASONS: &[&str] = &[
    "FINISH_REASON_UNSPECIFIED",
    "STOP",
    "MAX_TOKENS",
    "SAFETY",
    "RECITATION",
    "OTHER",
    "LANGUAGE",
    "BLOCKLIST",
    "PROHIBITED_CONTENT",
    "SPII",
    "MALFORMED_FUNCTION_CALL",
    "IMAGE_SAFETY",
    "UNEXPECTED_TOOL_CALL",
    "TOO_MANY_TOOL_CALLS",
    "IMAGE_PROHIBITED_CONTENT",
    "IMAGE_OTHER",
    "NO_IMAGE",
    "IMAGE_RECITATION",
];
/// Block reasons by their protobuf enum number.
const BLOCK_REASONS: &[&str] =
    &["BLOCK_REASON_UNSPECIFIED", "SAFETY", "OTHER", "BLOCKLIST", "PROHIBITED_CONTENT", "IMAGE_SAFETY"];

/// Returns the advice for a finish reason that is a refusal, or `None` for any other reason.
pub fn refused(reason: &str) -> Option<&'static str> {
    REFUSALS.iter().find(|(name, _)| name.eq_ignore_ascii_case(reason)).map(|(_, advice)| *advice)
}

/// Returns the description and the advice for an answer that ended without an image for any other reason.
pub fn without_image(reason: &str) -> (&'static str, &'static str) {
    let known = OTHER_REASONS.iter().find(|(name, ..)| name.eq_ignore_ascii_case(reason));
    known.map_or((STOPPED, "try again, or change the request"), |(_, ended, advice)| (*ended, *advice))
}

/// Returns the message for a prompt that was blocked by a limit on the account or by the account's Model Armor policy.
pub fn blocked(reason: &str) -> Option<&'static str> {
    match refused(reason)? {
        ACCOUNT => Some(
            "The prompt was blocked because the service has limited this account for its policy; see the account's \
             notices there",
        ),
        ARMOR => Some(
            "The prompt was blocked by the account's own Model Armor policy; reword it, or change the policy",
        ),
        _ => None,
    }
}

/// Returns the name of a finish reason that is given by name or number.
pub fn finish(reason: &Value) -> Option<String> {
    name_of(reason, FINISH_REASONS)
}

/// Returns the name of a block reason that is given by name or number.
pub fn block(reason: &Value) -> Option<String> {
    name_of(reason, BLOCK_REASONS)
}

fn name_of(reason: &Value, by_number: &[&str]) -> Option<String> {
    match reason {
        Value::String(name) if !name.is_empty() => Some(name.clone()),
        Value::Number(number) => {
            let name = number.as_u64().and_then(|number| by_number.get(usize::try_from(number).ok()?));
            Some(name.map_or_else(|| number.as_str().to_owned(), |name| (*name).to_owned()))
        }
        _ => None,
    }
}
