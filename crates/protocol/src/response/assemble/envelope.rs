//! Answers inside another object: `{"response": {…}}` of Code Assist and of batches, `{"code": 0, "data": {…}}` of
//! relays with an interface of their own.

use crate::field;
use crate::json::Value;

/// Fields that hold an answer, or a list of answers.
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
/// Fields of an answer of this API.
const OWN: &[&str] = &["candidates", "promptFeedback", "usageMetadata", "modelVersion", "responseId"];
/// Envelopes within envelopes.
const MAX_DEPTH: usize = 6;

/// True for an object that has something of an answer in it.
pub fn is_answer(document: &Value) -> bool {
    OWN.iter().any(|name| field::has(document, name))
}

/// The answers within a document that is none itself, in order; nothing for one that is, or that holds none.
pub fn opened(document: &Value) -> Vec<&Value> {
    let mut answers = Vec::new();
    if !["candidates", "promptFeedback"].iter().any(|name| field::has(document, name)) {
        collect(document, 0, &mut answers);
    }
    // Counts that stand beside the envelope belong to the answer as well.
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

/// A failed one of several answers, or of a batch.
fn is_error(value: &Value) -> bool {
    field::get(value, "error").is_some_and(Value::is_object)
}
