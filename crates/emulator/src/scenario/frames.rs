//! Unusual or broken JSON, and unexpected data between the events of a stream.

use serde_json::{Value, json};

use super::behavior::{Behavior, Scenario};
use crate::content::{Base64Form, Document, escape};
use crate::error_response::{google_body, pretty};
use crate::frame::Frame;
use crate::wire::check::snake;

pub(super) const SCENARIOS: &[Scenario] = &[
    Scenario::new(
        "snake-case",
        "snake_case names and URL-safe base64.",
        "Both spellings are read.",
        Behavior::Frames(|frames| {
            each(frames, |document| rename_fields(&mut document.value));
            set_base64_form(frames, Base64Form::UrlSafe);
        }),
    ),
    Scenario::new(
        "unpadded-base64",
        "Base64 without `=` at its end.",
        "It is read.",
        Behavior::Frames(|frames| set_base64_form(frames, Base64Form::Unpadded)),
    ),
    Scenario::new(
        "wrapped-base64",
        "Base64 in lines of 76 letters.",
        "The line breaks are no part of it.",
        Behavior::Frames(|frames| set_base64_form(frames, Base64Form::Wrapped)),
    ),
    Scenario::new(
        "escaped-json",
        "`\\/`, `\\u002b` and `\\u003d` wherever JSON allows them, in the base64 too.",
        "Every legal spelling of JSON is read.",
        Behavior::Frames(escaped),
    ),
    Scenario::new(
        "unknown-fields",
        "Fields that no documentation has, at every level.",
        "What is not known is passed over.",
        Behavior::Frames(|frames| each(frames, |document| unknown_fields(&mut document.value))),
    ),
    Scenario::new(
        "odd-parts",
        "`{}` and empty words among the parts, the role in capitals.",
        "Empty parts are passed over.",
        Behavior::Frames(|frames| each(frames, |document| odd_parts(&mut document.value))),
    ),
    Scenario::new(
        "number-enums",
        "Finish reasons as numbers, as proxies that speak protobuf leak them.",
        "A reason that is no string breaks nothing.",
        Behavior::Frames(|frames| each(frames, |document| number_enums(&mut document.value))),
    ),
    Scenario::new(
        "no-usage",
        "No usageMetadata, responseId or modelVersion.",
        "Nothing but the candidates is needed.",
        Behavior::Frames(|frames| each(frames, |document| no_usage(&mut document.value))),
    ),
    Scenario::new(
        "empty-object",
        "200 with `{}`.",
        "An empty response.",
        Behavior::Frames(|frames| only(frames, json!({}))),
    )
    .without_picture(),
    Scenario::new(
        "null-candidates",
        "200 with `candidates: null`.",
        "An empty response.",
        Behavior::Frames(|frames| only(frames, json!({ "candidates": null, "usageMetadata": {} }))),
    )
    .without_picture(),
    Scenario::new(
        "no-candidates",
        "200 with an empty list of candidates and a promptFeedback without a reason.",
        "An empty response.",
        Behavior::Frames(|frames| {
            only(frames, json!({ "candidates": [], "promptFeedback": { "safetyRatings": [] } }));
        }),
    )
    .without_picture(),
    Scenario::new(
        "bare-candidate",
        "A candidate with nothing but NO_IMAGE.",
        "No image.",
        Behavior::Frames(|frames| {
            only(frames, json!({ "candidates": [{ "finishReason": "NO_IMAGE", "index": 0 }] }))
        }),
    )
    .without_picture(),
    Scenario::new(
        "empty-content",
        "IMAGE_OTHER with `content: {}` and a finishMessage.",
        "No image, and the message is kept.",
        Behavior::Frames(|frames| {
            let message = "Unable to show the generated image. The model could not generate the image.";
            let candidate =
                json!({ "content": {}, "finishReason": "IMAGE_OTHER", "finishMessage": message, "index": 0 });
            only(frames, json!({ "candidates": [candidate] }));
        }),
    )
    .without_picture(),
    Scenario::new(
        "broken-json",
        "200 with JSON that breaks off its rules.",
        "A malformed response.",
        Behavior::Frames(broken_json),
    ),
    Scenario::new(
        "error-in-200",
        "200 whose body is an error.",
        "The error wins over the status.",
        Behavior::Frames(|frames| only(frames, overloaded())),
    )
    .without_picture(),
    Scenario::new(
        "mid-stream-error",
        "A bare error after some events.",
        "The error is found outside the framing.",
        Behavior::Frames(|frames| {
            frames.truncate(frames.len() / 2);
            frames.push(Frame::Bare(pretty(&overloaded())));
        }),
    ),
    Scenario::new(
        "glued-errors",
        "The same, the error twice without a gap.",
        "One error is reported.",
        Behavior::Frames(|frames| {
            frames.truncate(frames.len() / 2);
            frames.push(Frame::Bare(pretty(&overloaded()).trim_end().repeat(2)));
        }),
    ),
    Scenario::new(
        "lost-end",
        "A stream that ends as it should, but before its picture and without a finish reason.",
        "A truncated response: a relay has lost its upstream.",
        Behavior::Frames(|frames| frames.truncate(frames.len() / 2)),
    ),
    Scenario::new(
        "no-finish",
        "Everything comes but the finish reason.",
        "The picture counts.",
        Behavior::Frames(|frames| {
            each(frames, |document| {
                take_reason(&mut document.value);
            });
        }),
    ),
    Scenario::new(
        "empty-end",
        "The finish reason comes in a last event of its own, without parts.",
        "An event without parts is no fault.",
        Behavior::Frames(empty_end),
    ),
    Scenario::new(
        "done-marker",
        "`data: [DONE]` after the last event, as other APIs have it.",
        "It is passed over.",
        Behavior::Frames(|frames| frames.push(Frame::Text("[DONE]".to_owned(), Vec::new()))),
    ),
    Scenario::new(
        "envelope",
        "Every document inside `response`, as batches and other routes of the service have it.",
        "It is taken out.",
        Behavior::Frames(|frames| {
            each(frames, |document| document.value = json!({ "response": document.value }))
        }),
    ),
    Scenario::new(
        "half-surrogate",
        "Words that end within a surrogate pair: `\\ud83c`.",
        "It becomes U+FFFD and costs no picture.",
        Behavior::Frames(|frames| {
            let half = |text: String| text.replacen("\"text\":\"", "\"text\":\"\\ud83c", 1);
            frames.iter_mut().for_each(|frame| as_text(frame, half));
        }),
    ),
    Scenario::new(
        "broken-event",
        "Empty lines in the middle of every document, at a place where JSON allows them.",
        "The event is put together.",
        Behavior::Frames(|frames| {
            let broken = |text: String| text.replacen("\"parts\":", "\"parts\":\r\n\r\n", 1);
            frames.iter_mut().for_each(|frame| as_text(frame, broken));
        }),
    ),
    Scenario::new(
        "relay-stream",
        "Events with LF and `: PING` comments.",
        "Comments are skipped.",
        Behavior::RelayStream,
    ),
];

fn each(frames: &mut [Frame], mut change: impl FnMut(&mut Document)) {
    for frame in frames {
        if let Frame::Json(document) = frame {
            change(document);
        }
    }
}

fn only(frames: &mut Vec<Frame>, value: Value) {
    *frames = vec![Frame::Json(value.into())];
}

fn set_base64_form(frames: &mut [Frame], form: Base64Form) {
    each(frames, |document| document.blobs.iter_mut().for_each(|blob| blob.form = form));
}

/// Replaces a document by its text, changed in a form that JSON values cannot represent.
fn as_text(frame: &mut Frame, change: impl FnOnce(String) -> String) {
    if let Frame::Json(document) = frame {
        *frame = Frame::Text(change(document.value.to_string()), std::mem::take(&mut document.blobs));
    }
}

fn escaped(frames: &mut Vec<Frame>) {
    set_base64_form(frames, Base64Form::Escaped);
    for frame in frames {
        as_text(frame, |text| escape(&text));
    }
}

/// Removes a quote, which makes the JSON invalid.
fn broken_json(frames: &mut Vec<Frame>) {
    for frame in frames {
        as_text(frame, |text| text.replacen("\"content\"", "content\"", 1));
    }
}

fn empty_end(frames: &mut Vec<Frame>) {
    let Some(Frame::Json(last)) = frames.last_mut() else { return };
    let mut end = last.value.clone();
    if take_reason(&mut last.value).is_some() {
        end["candidates"][0]["content"] = json!({ "role": "model" });
        frames.push(Frame::Json(end.into()));
    }
}

fn take_reason(value: &mut Value) -> Option<Value> {
    value.pointer_mut("/candidates/0")?.as_object_mut()?.remove("finishReason")
}

fn parts(value: &mut Value) -> Option<&mut Vec<Value>> {
    value.pointer_mut("/candidates/0/content/parts")?.as_array_mut()
}

fn odd_parts(value: &mut Value) {
    if let Some(parts) = parts(value) {
        let whole = std::mem::take(parts);
        parts.extend(whole.into_iter().flat_map(|part| [json!({}), part, json!({ "text": "" })]));
        value["candidates"][0]["content"]["role"] = json!("MODEL");
    }
}

fn number_enums(value: &mut Value) {
    let number = match take_reason(value).as_ref().and_then(Value::as_str) {
        None => return,
        Some("STOP") => 1,
        Some("MAX_TOKENS") => 2,
        Some("IMAGE_SAFETY") => 11,
        Some("NO_IMAGE") => 16,
        Some(_) => 5,
    };
    value["candidates"][0]["finishReason"] = json!(number);
}

fn no_usage(value: &mut Value) {
    if let Some(fields) = value.as_object_mut() {
        fields.retain(|name, _| name == "candidates" || name == "promptFeedback");
    }
}

fn unknown_fields(value: &mut Value) {
    value["turnToken"] = json!("v1_ChdleGFtcGxl");
    value["modelStatus"] = json!({ "modelStage": "LEGACY", "retirementTime": "2027-03-15T00:00:00Z" });
    if let Some(candidate) = value.pointer_mut("/candidates/0") {
        candidate["avgLogprobs"] = json!(-0.25);
        candidate["citationMetadata"] = json!({ "citationSources": [{}] });
        candidate["somethingNew"] = json!([{ "deeper": [null, true, 1e300] }]);
    }
    for part in parts(value).into_iter().flatten() {
        part["partMetadata"] = json!({ "origin": "new" });
    }
}

fn overloaded() -> Value {
    google_body(503, "UNAVAILABLE", "The model is overloaded. Please try again later.", Vec::new())
}

fn rename_fields(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(rename_fields),
        Value::Object(fields) => {
            for (key, mut value) in std::mem::take(fields) {
                if let ("thoughtSignature", Value::String(data)) = (key.as_str(), &mut value) {
                    *data = data.replace('+', "-").replace('/', "_");
                }
                rename_fields(&mut value);
                fields.insert(snake(&key), value);
            }
        }
        _ => {}
    }
}
