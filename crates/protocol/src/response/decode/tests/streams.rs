//! Tests of streams in every framing, with all the lines that relays put between the events.

use crate::ErrorKind as Kind;
use crate::fixture::{
    Answer, Decoded, decode, decode_chunks, image_part, png, same_at_every_split, sse, text_part,
};
use crate::response::generation::Event;
use serde_json::Value;
use serde_json::json;

/// Returns an image stream as Google sends it: a word, the image in one event, then the end.
fn documents(png: &[u8]) -> Vec<String> {
    let word = Answer::of(&[text_part("Here")]).finished(Value::Null).json();
    let image = Answer::of(&[image_part("image/png", png)]).finished(Value::Null).json();
    let end = json!({"candidates": [{"content": {"role": "model"}, "finishReason": "STOP"}],
        "usageMetadata": {"totalTokenCount": 9}});
    vec![word, image, end.to_string()]
}

#[track_caller]
fn is_good(body: &str, png: &[u8]) -> Decoded {
    let decoded = same_at_every_split(body);
    let generation = decoded.generation();
    assert_eq!((decoded.images(), generation.text.as_str()), (vec![png], "Here"), "{body}");
    assert_eq!((generation.finish_reason.as_str(), generation.usage.total_tokens), ("STOP", Some(9)));
    assert!(decoded.warnings().is_empty(), "{body}");
    assert!(matches!(&decoded.events[..], [Event::Text(_), Event::Image(_)]));
    decoded
}

#[test]
fn every_line_end() {
    let png = png(1, 1);
    let google = sse(&documents(&png));
    is_good(&google, &png);
    is_good(&google.replace("\r\n", "\n"), &png);
    is_good(&google.replace("\r\n", "\r"), &png);
    is_good(&format!("\u{feff}{google}"), &png);
    is_good(google.trim_end(), &png);
    is_good(&google.replace("data: ", "data:"), &png);
}

#[test]
fn lines_that_relays_put_between_events() {
    let png = png(1, 1);
    let pinged: String =
        documents(&png).iter().map(|document| format!(": PING\n\n: PING\n\ndata: {document}\n\n")).collect();
    is_good(&pinged, &png);
    is_good(&format!("{pinged}data: [DONE]\n\n"), &png);
    is_good(&format!("{pinged}data: [DONE]"), &png);
    is_good(
        &format!("retry: 3000\r\n\r\nid: 7\r\nevent: message\r\n{}event\r\n\r\n", sse(&documents(&png))),
        &png,
    );
    is_good(&format!("{}upstream closed\n", sse(&documents(&png))), &png);
    is_good(&format!("{}data: ping\n\ndata: 7\n\ndata: \"x\"\n\ndata:\n\n", sse(&documents(&png))), &png);
}

#[test]
fn one_document_over_several_data_lines() {
    let png = png(1, 1);
    let body: String = documents(&png)
        .iter()
        .map(|document| {
            let pretty =
                serde_json::to_string_pretty(&serde_json::from_str::<Value>(document).unwrap()).unwrap();
            pretty.lines().map(|line| format!("data: {line}\n")).collect::<String>() + "\n"
        })
        .collect();
    is_good(&body, &png);
    is_good(&body.replace('\n', "\r\n"), &png);
    // Some relays write `data:` only on the first line, which is invalid.
    let lines = body.replace("\ndata: ", "\n").replace("\n\n{", "\n\ndata: {");
    assert_eq!(lines.matches("data:").count(), 3);
    is_good(&lines, &png);
    is_good(&lines.replace('\n', "\r"), &png);
}

#[test]
fn an_error_that_comes_as_the_text_of_an_event_is_read() {
    let error =
        json!({"error": {"code": 429, "message": "slow down", "status": "RESOURCE_EXHAUSTED"}}).to_string();
    for event in [
        format!("upstream error: {error}"),
        json!(error).to_string(),
        format!("error: {error} (request id: 1)"),
    ] {
        for body in [format!("data: {event}\n\n"), format!("event: error\ndata: {event}\n\ndata: [DONE]\n\n")]
        {
            let decoded = same_at_every_split(&body);
            assert_eq!(
                (decoded.error().kind(), decoded.error().all_details().service_message.as_deref()),
                (Kind::RateLimited, Some("slow down"))
            );
        }
    }
    assert_eq!(decode("data: ping\n\n").error().kind(), Kind::EmptyResponse);
}

/// Lines that relays put into the middle of an event.
const BREAKS: &[&str] = &[
    "\n\n",
    "\r\n\r\n",
    "\r\r",
    "\n",
    "\n\n\n\n",
    "\n\ndata: ",
    "\ndata:",
    "\r\n\r\ndata: ",
    "\n: PING\n\n",
    "\n\n: PING\n\ndata: ",
    "\r\n\r\n: keep-alive\r\n\r\n",
    "\n\nevent: message\nid: 7\ndata: ",
    "\n\nretry: 3000\n",
];

#[test]
fn an_event_that_a_relay_broke_anywhere_is_put_together() {
    let png = png(1, 1);
    let image =
        Answer::of(&[text_part("It is 12:30, data: {\"id\": 1}, dear"), image_part("image/png", &png)]);
    let body = sse(&[image.json()]);
    let whole = decode(&body);
    let (begin, end) = ("data: ".len(), body.trim_end().len());
    for at in begin..end {
        // Line breaks are inserted only between characters, as relays do.
        let Some((before, after)) = body.split_at_checked(at) else { continue };
        for broken in BREAKS {
            let body = format!("{before}{broken}{after}");
            // A line that begins like a field is a field, and the space after its colon is not part of its value.
            let is_prefixed = broken.trim_end().ends_with("data:");
            if (after.starts_with("data: {") && !is_prefixed)
                || (after.starts_with(' ') && broken.ends_with("data:"))
            {
                continue;
            }
            for size in [body.len(), 1, 7] {
                let decoded = decode_chunks(body.as_bytes().chunks(size));
                assert_eq!(decoded.outcome.as_ref().ok(), whole.outcome.as_ref().ok(), "{body} by {size}");
            }
        }
    }
}

#[test]
fn a_truncated_event_before_others_is_an_error_or_gives_the_complete_images() {
    let png = png(1, 1);
    let documents = documents(&png);
    let begun = sse(&documents[..2]);
    let rest = sse(&documents);
    for at in 1..documents[1].len() {
        let Some(cut) = documents[1].get(..at) else { continue };
        let decoded = decode(format!("{begun}data: {cut}\n\n{rest}"));
        assert_eq!(decoded.generation().images[0].bytes.as_ref(), &*png, "{cut}");
        assert!(decode(format!("data: {cut}\n\n")).outcome.is_err(), "{cut}");
    }
}

#[test]
fn json_documents_in_an_array_or_in_a_row() {
    let png = png(1, 1);
    let documents = documents(&png);
    is_good(&format!("[{}]", documents.join(",\r\n")), &png);
    is_good(&format!("[{}\r\n]\r\n", documents.join("\r\n,\r\n")), &png);
    is_good(&documents.join("\n"), &png);
    is_good(&documents.concat(), &png);
    is_good(&format!("\u{feff} \r\n{}", documents.concat()), &png);
}

#[test]
fn the_last_usage_and_reason_count() {
    let documents = [
        json!({"candidates": [{"content": {"parts": [{"text": "a"}]}}], "usageMetadata": {"totalTokenCount": 1}}),
        json!({"candidates": [{"finishReason": "MAX_TOKENS"}], "usageMetadata": {"totalTokenCount": 2}}),
        json!({"candidates": [{"finishReason": ""}], "usageMetadata": {}}),
    ];
    let decoded = same_at_every_split(sse(&documents.map(|document| document.to_string())));
    assert_eq!((decoded.error().kind(), decoded.error().text()), (Kind::MaxTokens, Some("a")));
}

#[test]
fn an_empty_usage_at_the_end_takes_nothing_back() {
    let documents = [
        json!({"candidates": [{"content": {"parts": [image_part("image/png", &png(1, 1))]}}],
            "usageMetadata": {"totalTokenCount": 1}}),
        json!({"candidates": [{"finishReason": "STOP"}], "usageMetadata": {"totalTokenCount": 2}}),
        json!({"usageMetadata": {}, "modelVersion": ""}),
    ];
    let decoded = same_at_every_split(sse(&documents.map(|document| document.to_string())));
    assert_eq!(decoded.generation().usage.total_tokens, Some(2));
}

#[test]
fn an_error_before_the_start_is_plain_json() {
    let error =
        json!({"error": {"code": 503, "message": "The model is overloaded.", "status": "UNAVAILABLE"}});
    let pretty = serde_json::to_string_pretty(&error).unwrap();
    for body in
        [pretty.clone(), format!("[{pretty}]"), format!(": PING\n\n{pretty}"), format!("data: {error}\n\n")]
    {
        let decoded = same_at_every_split(&body);
        assert_eq!(
            (decoded.error().kind(), decoded.error().status()),
            (Kind::Unavailable, Some(503)),
            "{body}"
        );
        assert!(decoded.error().retryable(), "nothing was done yet: {body}");
    }
}

#[test]
fn a_bare_error_between_events_in_every_layout() {
    let error = json!({"error": {"code": 503, "message": "Deadline\nexpired.", "status": "UNAVAILABLE"}});
    let pretty = serde_json::to_string_pretty(&error).unwrap();
    let begun = sse(&[Answer::of(&[text_part("Well")]).finished(Value::Null).json()]);
    for bare in [
        error.to_string(),
        pretty.clone(),
        format!("{pretty}\r\n\r\n"),
        format!("{pretty}{pretty}"),
        format!("{pretty}\n{pretty}\n"),
        format!("[{pretty}]\n"),
        format!("[{pretty}\n,\n{pretty}\n]\n"),
        format!("  {pretty}"),
        format!("data: {error}\n\n"),
    ] {
        for bare in [bare.replace('\n', "\r\n"), bare.replace('\n', "\r"), bare] {
            let decoded = same_at_every_split(format!("{begun}{bare}"));
            let error = decoded.error();
            assert_eq!((error.kind(), error.text()), (Kind::Unavailable, Some("Well")), "{bare}");
            assert!(!error.retryable(), "the work had begun: {bare}");
        }
    }
}

#[test]
fn a_bare_error_that_is_itself_cut_is_a_cut() {
    let error = json!({"error": {"code": 503, "message": "Deadline expired."}}).to_string();
    let begun = sse(&[Answer::of(&[text_part("Well")]).finished(Value::Null).json()]);
    for at in 1..error.len() {
        let decoded = decode_chunks([begun.as_bytes(), &error.as_bytes()[..at]]);
        assert_eq!(decoded.error().kind(), Kind::TruncatedResponse, "cut at {at}");
        // The first of two errors counts, however the second ends.
        let decoded = decode_chunks([begun.as_bytes(), error.as_bytes(), &error.as_bytes()[..at]]);
        assert_eq!(decoded.error().kind(), Kind::Unavailable, "second cut at {at}");
    }
}

#[test]
fn an_image_that_had_come_survives_a_late_failure() {
    let png = png(1, 1);
    let begun = sse(&documents(&png)[..2]);
    for rest in [
        "{\"error\":{\"code\":500,\"message\":\"boom\"}}",
        "{\"error\":",
        "data: {\"cand",
        "data: {\"candidates\":\r\n\r\n",
        "data: {]\r\n\r\n",
        "<html>Bad gateway</html>",
        "",
    ] {
        let decoded = same_at_every_split(format!("{begun}{rest}"));
        assert_eq!((decoded.images(), decoded.warnings()), (vec![&*png], vec!["partial"]), "{rest}");
        assert!(decoded.events.iter().any(|event| matches!(event, Event::Image(_))), "{rest}");
    }
}

#[test]
fn an_end_without_a_finish_reason_is_a_cut() {
    let begun = sse(&[Answer::of(&[text_part("Well")]).finished(Value::Null).json()]);
    let decoded = same_at_every_split(begun);
    assert_eq!((decoded.error().kind(), decoded.error().text()), (Kind::TruncatedResponse, Some("Well")));
    let glued = Answer::of(&[text_part("Well")]).finished(Value::Null).json().repeat(2);
    assert_eq!(same_at_every_split(glued).error().kind(), Kind::TruncatedResponse);
    // A blocked prompt has no candidate, and so no finish reason.
    let blocked = decode(sse(&[json!({"promptFeedback": {"blockReason": "SAFETY"}}).to_string()]));
    assert_eq!(blocked.error().kind(), Kind::PromptBlocked);
}
