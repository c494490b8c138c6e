//! Answers inside another object: `{"response": {…}}` of Code Assist and batches, or `{"code": 0, "data": {…}}` of
//! relays with their own interface.

use crate::field;
use crate::json::Value;

/// Names of fields that contain an answer or a list of answers.
const ENVELOPES: &[&str] = &[
    "response",
    "responses",
    "inlinedResponses",
    "data",
    "result",
    "results",
    "output",
    "body",
    "payload",
    "message",
];
/// Names of the top-level fields of an answer of this API.
const OWN: &[&str] = &["candidates", "promptFeedback", "usageMetadata", "modelVersion", "responseId"];
/// The maximum depth of nested envelopes.
const MAX_DEPTH: usize = 6;

/// Returns `true` if the document has at least one field of an answer.
pub fn is_answer(document: &Value) -> bool {
    OWN.iter().any(|name| field::has(document, name))
}

/// Returns the answers that a document wraps, in order. Returns nothing if the document is itself an answer or wraps
/// none.
pub fn opened(document: &Value) -> Vec<&Value> {
    let mut answers = Vec::new();
    if !["candidates", "promptFeedback"].iter().any(|name| field::has(document, name)) {
        collect(document, 0, &mut answers);
    }
    // Fields beside the envelope, such as token counts, belong to the answer as well.
    if !answers.is_empty() && is_answer(document) {
        answers.push(document);
    }
    answers
}

fn collect<'a>(value: &'a Value, depth: usize, answers: &mut Vec<&'a Value>) {
    if depth == MAX_DEPTH {
        return;
    }
    for name in ENVELOPES {
        if let Some(inner) = field::get(value, name) {
            collect_from(inner, depth, answers);
        }
    }
    for inner in value.as_array().map_or(&[][..], Vec::as_slice) {
        collect_from(inner, depth, answers);
    }
}

fn collect_from<'a>(inner: &'a Value, depth: usize, answers: &mut Vec<&'a Value>) {
    if is_answer(inner) || (depth > 0 && is_error(inner)) {
        answers.push(inner);
    } else {
        collect(inner, depth + 1, answers);
    }
}

/// Returns `true` for a failed entry in a list of answers or a batch.
fn is_error(value: &Value) -> bool {
    field::get(value, "error").is_some_and(Value::is_object)
}
