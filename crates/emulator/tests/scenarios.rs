//! Tests that every scenario behaves as its row in the README states, alone and together with others.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod client;

use std::collections::BTreeSet;

use client::*;
use serde_json::Value;
use tintype_emulator::scenario::options::OPTIONS;
use tintype_emulator::scenario::{GROUPS, all};
use tintype_emulator::{Request, Step, respond};

/// A scenario, the expected status, a text that the response contains, and one that it does not contain.
type Case = (&'static str, u16, &'static str, &'static str);

const UNARY: &[Case] = &[
    ("ok", 200, "\"inlineData\"", "error"),
    ("rate-limited", 429, "\"retryDelay\": \"0.25s\"", "PerDay"),
    ("rate-limited;delay=38s", 429, "Please retry in 38s.", "0.25"),
    ("retry-after", 429, "RESOURCE_EXHAUSTED", "RetryInfo"),
    ("retry-after-date", 429, "RESOURCE_EXHAUSTED", "RetryInfo"),
    ("quota-day", 429, "PerDay", "RetryInfo"),
    ("quota-day;delay=40s", 429, "\"retryDelay\": \"40s\"", "PerMinute"),
    ("no-free-quota", 429, "limit: 0, model: gemini", "PerDay"),
    ("overloaded", 503, "The model is overloaded", "candidates"),
    ("recovers", 503, "The model is overloaded", "candidates"),
    ("deadline", 504, "DEADLINE_EXCEEDED", "candidates"),
    ("cancelled", 499, "\"status\": \"CANCELLED\"", "candidates"),
    ("server-error", 500, "INTERNAL", "candidates"),
    ("bad-key", 400, "API_KEY_INVALID", "candidates"),
    ("bad-request", 400, "fieldViolations", "candidates"),
    ("permission", 403, "SERVICE_DISABLED", "candidates"),
    ("suspended-key", 403, "CONSUMER_SUSPENDED", "candidates"),
    ("restricted-key", 403, "API_KEY_HTTP_REFERRER_BLOCKED", "candidates"),
    ("closed-model", 404, "no longer available to new users", "candidates"),
    ("region", 400, "FAILED_PRECONDITION", "candidates"),
    ("too-large", 413, "<html", "candidates"),
    ("payload-size", 400, "exceeds the limit: 104857600 bytes.", "candidates"),
    ("html-login", 200, "<title>Sign in</title>", "candidates"),
    ("html-502", 502, "502 Bad Gateway", "candidates"),
    ("html-524", 524, "<html", "candidates"),
    ("empty-429", 429, "", " "),
    ("empty-404", 404, "", " "),
    ("not-allowed", 405, "", " "),
    ("saturated", 429, "饱和", "status"),
    ("retry-in-message;delay=1.5s", 429, "Please retry in 1.5s. (request id: ", "details"),
    ("relay-no-quota", 403, "insufficient_user_quota", "status"),
    ("billing", 402, "new_api_error", "status"),
    ("model-not-found", 503, "\"code\":\"model_not_found\"", "UNAVAILABLE"),
    ("relay-blocked", 400, "\"code\":\"prompt_blocked\"", "candidates"),
    ("relay-upstream", 500, "bad_response_status_code", "candidates"),
    ("relay-nested", 503, "\"status_code\":503", "candidates"),
    ("relay-wrapped;delay=1.5s", 500, "\\\"retryDelay\\\": \\\"1.5s\\\"", "candidates"),
    ("relay-convert", 500, "convert_request_failed", "candidates"),
    ("validation-error", 422, "\"msg\":\"Field required\"", "error"),
    ("anthropic-error", 529, "overloaded_error", "candidates"),
    ("text-only", 200, "I can describe it", "inlineData"),
    ("refused", 200, "IMAGE_SAFETY", "parts"),
    ("refused;reason=PROHIBITED_CONTENT", 200, "\"finishReason\": \"PROHIBITED_CONTENT\"", "IMAGE_SAFETY"),
    ("refused-with-image", 200, "IMAGE_SAFETY", "STOP"),
    ("prompt-blocked", 200, "\"blockReason\": \"PROHIBITED_CONTENT\"", "candidates"),
    ("prompt-blocked;reason=SAFETY", 200, "\"blockReason\": \"SAFETY\"", "candidates"),
    ("no-image", 200, "NO_IMAGE", "parts"),
    ("max-tokens", 200, "MAX_TOKENS", "parts"),
    ("draft-then-final", 200, "\"thought\": true", "error"),
    ("draft-only", 200, "\"thought\": true", "thoughtSignature"),
    ("words-around", 200, "Shall I change anything", "error"),
    ("markdown-image", 200, "![image](data:image/jpeg;base64,/9j/", "inlineData"),
    ("data-url", 200, "\"text\": \"data:image/jpeg;base64,/9j/", "inlineData"),
    ("data-prefix", 200, "\"data\": \"data:image/jpeg;base64,/9j/", "error"),
    ("remote-image", 200, "https://images.example/", "inlineData"),
    ("file-image", 200, "\"fileUri\": \"https://images.example/", "inlineData"),
    ("url-beside", 200, "\"inlineData\": {}", "/9j/"),
    ("bare-signature", 200, "\"thoughtSignature\": \"bGFzdA==\"", "error"),
    ("account-limited", 200, "PUP_LIMITED_DISABLED", "parts"),
    ("escalated", 200, "ESCALATION", "parts"),
    ("model-armor", 200, "MODEL_ARMOR", "parts"),
    ("missing-signature", 200, "MISSING_THOUGHT_SIGNATURE", "parts"),
    ("malformed-by-model", 200, "MALFORMED_RESPONSE", "parts"),
    ("continuation", 200, "CONTINUATION", "parts"),
    ("empty-signature", 200, "\"thoughtSignature\": \"\"", "error"),
    ("rerouted", 200, "\"modelVersion\": \"gemini-nano-banana-2.1\"", "error"),
    ("wrong-label", 200, "\"mimeType\": \"image/png\"", "image/jpeg"),
    ("broken-image", 200, "image/jpeg", "/9j/"),
    ("svg-image", 200, "\"data\": \"PHN2Zy", "/9j/"),
    ("as-png", 200, "\"data\": \"iVBORw0KGgo", "/9j/"),
    ("as-jpeg", 200, "\"data\": \"/9j/", "iVBORw0KGgo"),
    ("snake-case", 200, "\"inline_data\"", "+"),
    ("unpadded-base64", 200, "\"data\": \"/9j/", "="),
    ("wrapped-base64", 200, "\\n", "error"),
    ("escaped-json", 200, "\"data\":\"\\/9j\\/", "+"),
    ("unknown-fields", 200, "\"turnToken\"", "error"),
    ("odd-parts", 200, "\"role\": \"MODEL\"", "error"),
    ("number-enums", 200, "\"finishReason\": 1", "STOP"),
    ("no-usage", 200, "\"candidates\"", "usageMetadata"),
    ("empty-object", 200, "{}", "candidates"),
    ("null-candidates", 200, "\"candidates\": null", "content"),
    ("no-candidates", 200, "\"candidates\": []", "content"),
    ("bare-candidate", 200, "\"finishReason\": \"NO_IMAGE\"", "content"),
    ("empty-content", 200, "\"content\": {}", "parts"),
    ("broken-json", 200, "{content\":", "error"),
    ("error-in-200", 200, "UNAVAILABLE", "candidates"),
    ("mid-stream-error", 200, "UNAVAILABLE", "candidates"),
    ("no-finish", 200, "inlineData", "finishReason"),
    ("envelope", 200, "\"response\": {", "error"),
    ("half-surrogate", 200, "\"text\":\"\\ud83c", "error"),
    ("broken-event", 200, "\"parts\":\r\n\r\n[", "error"),
    ("relay-stream", 200, "inlineData", "PING"),
];

const EVENTS: &[Case] = &[
    ("relay-stream", 200, ": PING\n\ndata: {", "\r"),
    ("envelope", 200, "data: {\"response\":{", "error"),
    ("half-surrogate", 200, "\"text\":\"\\ud83c", "error"),
    ("broken-event", 200, "\"parts\":\r\n\r\n[", "error"),
    ("mid-stream-error", 200, "\r\n\r\n{\n  \"error\"", "inlineData"),
    ("glued-errors", 200, "}{\n  \"error\"", "inlineData"),
    ("lost-end", 200, "data: {", "finishReason"),
    ("no-finish", 200, "inlineData", "finishReason"),
    ("empty-end", 200, "\"content\":{\"role\":\"model\"},\"finishReason\":\"STOP\"", "error"),
    ("done-marker", 200, "data: [DONE]\r\n\r\n", "error"),
    ("overloaded", 503, "{\n  \"error\"", "data:"),
];

/// Scenarios whose effect is not visible in the text of the response. Each has its own test.
const ELSEWHERE: &[&str] = &[
    "chaos",
    "slow",
    "bandwidth",
    "drip",
    "crumbs",
    "cut",
    "reset-in-body",
    "short",
    "stall",
    "reset",
    "close",
    "hang",
    "several-images",
    "heavy",
    "huge",
    "wrong-size",
    "cors-echo",
    "cors-star",
    "no-cors",
    "cors-lost",
];

#[test]
fn scenarios_say_what_their_rows_say() {
    for (cases, send) in [(UNARY, unary as fn(&str) -> Received), (EVENTS, events)] {
        for (spec, status, there, absent) in cases {
            let received = send(spec);
            let start: String = received.text.chars().take(400).collect();
            assert_eq!(received.status, *status, "{spec}: {start}");
            assert!(received.text.contains(there), "{spec} lacks {there:?}: {start}");
            assert!(!received.text.contains(absent), "{spec} has {absent:?}: {start}");
        }
    }
}

#[test]
fn an_error_is_labelled_as_events_where_events_were_asked_for() {
    for (spec, sse, unary_label) in [
        ("overloaded", "text/event-stream", "application/json; charset=UTF-8"),
        ("relay-no-quota", "application/json; charset=utf-8", "application/json; charset=utf-8"),
        ("html-502", "text/html; charset=utf-8", "text/html; charset=utf-8"),
    ] {
        assert_eq!(events(spec).header("content-type"), Some(sse), "{spec}");
        assert_eq!(unary(spec).header("content-type"), Some(unary_label), "{spec}");
    }
}

#[test]
fn every_scenario_has_a_case() {
    let cases = UNARY.iter().chain(EVENTS).map(|(spec, ..)| spec.split(';').next().unwrap());
    let tested: BTreeSet<&str> = cases.chain(ELSEWHERE.iter().copied()).collect();
    let there: BTreeSet<&str> = all().map(|scenario| scenario.name).collect();
    assert_eq!(tested, there);
}

#[test]
fn odd_json_is_still_json_with_the_same_picture() {
    let bytes = |spec: &str| {
        let text = unary(spec).text.replace("inline_data", "inlineData").replace("mime_type", "mimeType");
        let mut answer: Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{spec}: {error}"));
        let parts = answer["candidates"][0]["content"]["parts"].as_array_mut().unwrap();
        let part = parts.iter_mut().find(|part| part.get("inlineData").is_some()).unwrap();
        let data = part["inlineData"]["data"].as_str().unwrap();
        data.replace('\n', "").replace('-', "+").replace('_', "/").trim_end_matches('=').to_owned()
    };
    let plain = bytes("ok");
    for spec in [
        "snake-case",
        "unpadded-base64",
        "wrapped-base64",
        "escaped-json",
        "unknown-fields",
        "odd-parts",
        "number-enums",
        "no-usage",
        "snake-case+unknown-fields+odd-parts",
        "crumbs+escaped-json",
    ] {
        assert_eq!(bytes(spec), plain, "{spec}");
    }
}

#[test]
fn pictures_are_as_many_and_as_large_as_requested() {
    let count = |spec| unary(spec).text.matches("\"inlineData\"").count();
    assert_eq!(
        (count("several-images"), count("several-images;count=5"), count("draft-then-final")),
        (3, 5, 2)
    );

    let size = |spec| {
        let answer: Value = serde_json::from_str(&unary(spec).text).unwrap();
        let (_, bytes) = blob(&answer);
        let image = image::load_from_memory(&bytes).unwrap();
        (image.width(), image.height())
    };
    assert_eq!(size("wrong-size").0, 688);
    assert_eq!(size("huge"), (4096, 4096));
}

#[test]
fn connections_break_where_they_should() {
    let whole = unary("ok").text.len();
    let cut = unary("cut;at=1000");
    assert_eq!((cut.text.len(), cut.steps.last()), (1000, Some(&Step::Cut)));
    assert!(unary("cut").text.len().abs_diff(whole / 2) <= 1);
    assert_eq!(unary("short;at=-1").text.len(), whole - 1);
    assert_eq!(unary("reset-in-body").steps.last(), Some(&Step::Reset));
    assert_eq!(unary("stall").steps.iter().filter(|step| **step == Step::Hang).count(), 1);
    for (spec, step) in [("reset", Step::Reset), ("close", Step::Cut), ("hang", Step::Hang)] {
        assert_eq!(unary(spec).steps, [step], "{spec}");
    }
    let late = [Step::Wait { ms: 3000 }, Step::Cut];
    assert_eq!(unary("close+slow;wait=3s").steps, late);
}

#[test]
fn errors_are_late_and_cut_too() {
    let slow = unary("overloaded+slow;wait=3s");
    assert_eq!((slow.status, &slow.steps[0]), (503, &Step::Wait { ms: 3000 }));
    let cut = unary("html-502+cut;at=10");
    assert_eq!((cut.status, cut.text.len(), cut.steps.last()), (502, 10, Some(&Step::Cut)));
    let dripping = unary("text-only+drip");
    assert!(dripping.steps.len() > 100 && dripping.text.contains("I can describe it"));
}

#[test]
fn turns_follow_the_attempts_of_a_path() {
    let statuses = |spec: &str| {
        (1..=5).map(|attempt| scenario(spec, "generateContent", "", attempt).status).collect::<Vec<_>>()
    };
    assert_eq!(statuses("recovers/7"), [503, 200, 200, 200, 200]);
    assert_eq!(statuses("retry-after"), [429, 200, 200, 200, 200]);
    assert_eq!(statuses("overloaded,rate-limited,server-error,ok"), [503, 429, 500, 200, 200]);
    assert_eq!(statuses("overloaded,retry-after,text-only"), [503, 429, 200, 200, 200]);
}

#[test]
fn delays_are_stated_in_each_way() {
    assert_eq!(unary("retry-after").header("retry-after"), Some("1"));
    assert_eq!(unary("retry-after;delay=2500ms").header("retry-after"), Some("3"));
    assert_eq!(
        unary("retry-after-date;delay=7s").header("retry-after"),
        Some("Sun, 22 Nov 2026 17:43:00 GMT")
    );
}

#[test]
fn chaos_is_repeatable_and_of_many_kinds() {
    let run = |seed: u32| -> Vec<(u16, usize)> {
        (1..=30)
            .map(|attempt| scenario(&format!("chaos;seed={seed}"), "generateContent", "", attempt))
            .map(|received| (received.status, received.text.len()))
            .collect()
    };
    let (first, again, other) = (run(4), run(4), run(5));
    assert_eq!(first, again);
    assert_ne!(first, other);
    let statuses: BTreeSet<u16> = first.into_iter().map(|(status, _)| status).collect();
    assert!(statuses.len() >= 3, "{statuses:?}");
}

#[test]
fn an_unplayable_scenario_is_reported() {
    for spec in ["no-such-thing", "cut;at=x", "overloaded;at=5", "overloaded+hang", "ok;color=red"] {
        let received = unary(spec);
        assert_eq!(received.status, 404, "{spec}");
        let error: Value = serde_json::from_str(&received.text).unwrap();
        assert!(error["error"]["message"].as_str().unwrap().len() > 20, "{spec}");
    }
}

#[test]
fn the_listing_and_the_readme_have_every_row() {
    let (_, listing) = get("/scenario");
    let groups = listing["groups"].as_array().unwrap();
    let listed: usize = groups.iter().map(|group| group["scenarios"].as_array().unwrap().len()).sum();
    assert_eq!((listed, listing["options"].as_array().unwrap().len()), (all().count(), OPTIONS.len()));
    let readme = include_str!("../README.md");
    let wanted = tables();
    assert!(readme.contains(&wanted), "the README lacks these tables:\n{wanted}");
}

/// Returns the tables of the README.
fn tables() -> String {
    let code = |names: &[&str]| names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let mut text = "| option | takes | does |\n|---|---|---|\n".to_owned();
    for spec in OPTIONS {
        text += &format!("| `{}` | {} | {} |\n", spec.name, spec.takes, spec.does);
    }
    for group in GROUPS {
        text += &format!(
            "\n### {}\n\n| scenario | plays | tests of a client | options |\n|---|---|---|---|\n",
            group.title
        );
        for scenario in group.scenarios {
            let options = code(scenario.options);
            text +=
                &format!("| `{}` | {} | {} | {options} |\n", scenario.name, scenario.plays, scenario.tests);
        }
    }
    text
}

#[test]
fn pages_of_other_origins_may_read_unless_the_scenario_says_no() {
    let allowed = |spec: &str, method: &str| {
        let headers = vec![
            ("origin".into(), "https://page.example".into()),
            ("access-control-request-headers".into(), "authorization,content-type".into()),
        ];
        let path = format!("/scenario/{spec}/v1beta/models/{FLASH}:generateContent");
        let request = Request { method: method.into(), path, headers, ..Request::default() };
        let answer = respond(&request, &FlatPainter);
        let value =
            |name| answer.headers.iter().find(|(key, _)| *key == name).map(|(_, value)| value.clone());
        (value("access-control-allow-origin"), value("access-control-allow-headers"))
    };
    let text = |text: &str| Some(text.to_owned());
    for spec in ["ok", "cors-echo", "overloaded"] {
        assert_eq!(
            allowed(spec, "OPTIONS"),
            (text("https://page.example"), text("authorization,content-type"))
        );
        assert_eq!(allowed(spec, "POST").0, text("https://page.example"), "{spec}");
    }
    for spec in ["cors-star", "overloaded+cors-star"] {
        assert_eq!(allowed(spec, "OPTIONS"), (text("*"), text("*")), "{spec}");
        assert_eq!(allowed(spec, "POST").0, text("*"), "{spec}");
    }
    assert_eq!((allowed("no-cors", "OPTIONS").0, allowed("html-502+no-cors", "POST").0), (None, None));
    assert_eq!(
        (allowed("cors-lost", "OPTIONS").0, allowed("cors-lost", "POST").0),
        (text("https://page.example"), None)
    );
}
