//! Tests of answers with unusual candidates, contents or parts.

use crate::ErrorKind as Kind;
use crate::fixture::{Answer, base64, image_part, png, same_at_every_split, sse, text_part};
use crate::request::history;
use crate::response::generation::{Event, PartBody};
use serde_json::json;

#[track_caller]
fn fails_with(body: &str, kind: Kind) -> crate::Error {
    let decoded = same_at_every_split(body);
    assert_eq!(decoded.error().kind(), kind, "{body}");
    decoded.error().clone()
}

#[test]
fn an_ordinary_answer() {
    let png = png(2, 3);
    let answer = Answer::of(&[text_part("Here:"), image_part("image/png", &png), text_part(" done")]);
    let decoded = same_at_every_split(answer.json());
    let generation = decoded.generation();
    assert_eq!((decoded.images(), generation.text.as_str()), (vec![&*png], "Here: done"));
    assert_eq!((generation.finish_reason.as_str(), generation.parts.len()), ("STOP", 3));
    assert_eq!(
        (generation.model.as_deref(), generation.response_id.as_deref()),
        (Some("gemini-2.5-flash-image"), Some("id-1"))
    );
    assert_eq!((generation.usage.prompt_tokens, generation.usage.total_tokens), (Some(4), Some(1302)));
    assert!(generation.warnings.is_empty() && generation.drafts.is_empty());
    let info = generation.image().unwrap().info;
    assert_eq!((info.width, info.height, info.byte_length), (2, 3, png.len() as u64));
    let kinds = ["Text", "Image", "Text"];
    assert!(decoded.events.iter().zip(kinds).all(|(event, kind)| format!("{event:?}").starts_with(kind)));
    assert_eq!(decoded.events.len(), 3);
}

#[test]
fn content_without_parts_or_without_anything() {
    fails_with(
        &json!({"candidates": [{"content": {"role": "model"}, "finishReason": "STOP"}]}).to_string(),
        Kind::NoImage,
    );
    fails_with(&json!({"candidates": [{"content": {}}]}).to_string(), Kind::EmptyResponse);
    let error = fails_with(
        r#"{"candidates":[{"content":{},"finishReason":"IMAGE_OTHER","finishMessage":"Unable to show it."}]}"#,
        Kind::NoImage,
    );
    assert_eq!(error.finish_reason(), Some("IMAGE_OTHER"));
    assert_eq!(error.all_details().finish_message.as_deref(), Some("Unable to show it."));
    assert!(error.message().contains("IMAGE_OTHER") && error.message().contains("Unable to show it."));
}

#[test]
fn a_candidate_that_is_only_a_finish_reason() {
    let error = fails_with(r#"{"candidates":[{"finishReason":"NO_IMAGE","index":0}]}"#, Kind::NoImage);
    assert_eq!(error.finish_reason(), Some("NO_IMAGE"));
    let ratings =
        json!([{"category": "HARM_CATEGORY_HARASSMENT", "probability": "HIGH", "blocked": true}, {}]);
    let body = json!({"candidates": [{"finishReason": "SAFETY", "safetyRatings": ratings}]});
    let error = fails_with(&body.to_string(), Kind::Refused);
    assert_eq!(error.all_details().safety_ratings, Some(ratings.into()));
}

#[test]
fn nothing_in_its_many_forms() {
    for body in [
        "",
        " \r\n",
        "\u{feff}",
        "{}",
        "[]",
        "[{}]",
        "{\"candidates\":null}",
        "{\"candidates\":[]}",
        "{\"candidates\":[],\"usageMetadata\":{},\"modelVersion\":\"string\"}",
        "{\"candidates\":[{\"content\":{\"parts\":null}}],\"promptFeedback\":null}",
        "data: {}\n\n",
        "data: null\n\n",
        ": PING\n\n",
        "null",
    ] {
        fails_with(body, Kind::EmptyResponse);
    }
}

#[test]
fn a_blocked_prompt() {
    let body = json!({"promptFeedback": {"blockReason": "PROHIBITED_CONTENT"}, "usageMetadata": {"promptTokenCount": 7}});
    let error = fails_with(&body.to_string(), Kind::PromptBlocked);
    assert_eq!(error.all_details().block_reason.as_deref(), Some("PROHIBITED_CONTENT"));
    let only_a_message = r#"{"candidates":[],"promptFeedback":{"blockReasonMessage":"Not that."}}"#;
    assert!(fails_with(only_a_message, Kind::PromptBlocked).message().contains("Not that."));
    let number = fails_with(r#"{"promptFeedback":{"blockReason":4}}"#, Kind::PromptBlocked);
    assert_eq!(number.all_details().block_reason.as_deref(), Some("PROHIBITED_CONTENT"));
    // Safety ratings alone do not block a prompt.
    fails_with(r#"{"promptFeedback":{"safetyRatings":[{"probability":"LOW"}]}}"#, Kind::EmptyResponse);
}

#[test]
fn an_empty_part_between_others_is_passed_over() {
    let png = png(1, 1);
    let decoded =
        same_at_every_split(Answer::of(&[text_part("a"), json!({}), image_part("image/png", &png)]).json());
    assert_eq!((decoded.images(), decoded.generation().parts.len()), (vec![&*png], 2));
}

#[test]
fn parts_of_other_kinds_are_passed_over() {
    let png = png(1, 1);
    let call = json!({"functionCall": {"name": "f", "args": {"data": "aGVsbG8=", "text": "data:image/png;base64,"}}});
    let nested = json!({"functionResponse": {"parts": [{"inlineData": {"data": "iVBORw0KGgo="}}]}});
    let code = json!({"executableCode": {"language": "PYTHON", "code": "print(1)"}});
    let decoded =
        same_at_every_split(Answer::of(&[call, nested, code, image_part("image/png", &png)]).json());
    assert_eq!((decoded.images(), decoded.generation().parts.len()), (vec![&*png], 1));
    assert!(decoded.warnings().is_empty());
}

#[test]
fn text_alone() {
    let error = fails_with(&Answer::of(&[text_part("")]).json(), Kind::NoImage);
    assert_eq!(error.text(), None);
    let error = fails_with(&Answer::of(&[text_part("I would rather chat.")]).json(), Kind::NoImage);
    assert_eq!((error.text(), error.finish_reason()), (Some("I would rather chat."), Some("STOP")));
}

#[test]
fn several_images_with_text_on_all_sides() {
    let (first, second) = (png(1, 1), png(2, 2));
    let parts = [
        text_part("a"),
        image_part("image/png", &first),
        text_part("b"),
        image_part("image/png", &second),
        text_part("c"),
    ];
    let decoded = same_at_every_split(Answer::of(&parts).json());
    assert_eq!((decoded.images(), decoded.generation().text.as_str()), (vec![&*first, &*second], "abc"));
    assert_eq!(&*decoded.generation().image().unwrap().bytes, second);
}

#[test]
fn thoughts_and_their_drafts_stay_apart() {
    let (draft, last) = (png(1, 1), png(2, 2));
    let mut thought_image = image_part("image/png", &draft);
    thought_image["thought"] = true.into();
    let parts = [
        json!({"text": "hm", "thought": true}),
        thought_image,
        json!({"inlineData": {"mimeType": "image/png", "data": base64(&last)}, "thoughtSignature": "c2ln"}),
    ];
    let decoded = same_at_every_split(Answer::of(&parts).json());
    let generation = decoded.generation();
    assert_eq!((decoded.images(), generation.text.as_str()), (vec![&*last], ""));
    assert_eq!((generation.drafts.len(), generation.drafts[0].is_final), (1, false));
    assert!(matches!(&generation.parts[0].body, PartBody::Thought(text) if text == "hm"));
    assert_eq!(generation.parts[2].thought_signature.as_deref(), Some("c2ln"));
    assert!(
        matches!(&decoded.events[0], Event::Thought(_)) && generation.parts[1].thought_signature.is_none()
    );
}

#[test]
fn a_draft_stands_in_where_nothing_else_came() {
    let draft = png(1, 1);
    let mut part = image_part("image/png", &draft);
    part["thought"] = true.into();
    let decoded = same_at_every_split(Answer::of(std::slice::from_ref(&part)).json());
    assert_eq!((decoded.images(), decoded.warnings()), (vec![&*draft], vec!["draft-only"]));
    // A draft does not replace a final image that was refused.
    fails_with(&Answer::of(&[part]).finished("IMAGE_SAFETY").json(), Kind::Refused);
}

#[test]
fn signatures_stay_on_their_part() {
    let png = png(1, 1);
    let parts = [
        image_part("image/png", &png),
        json!({"text": "", "thoughtSignature": "bGFzdA=="}),
        json!({"text": "end", "thoughtSignature": ""}),
    ];
    let decoded = same_at_every_split(Answer::of(&parts).json());
    let signatures: Vec<_> =
        decoded.generation().parts.iter().map(|part| part.thought_signature.as_deref()).collect();
    assert_eq!(signatures, [None, Some("bGFzdA=="), None]);
}

#[test]
fn a_part_of_nothing_but_a_signature_keeps_its_place() {
    let png = png(1, 1);
    let call = json!({"name": "f", "args": {"a": 1}});
    let parts = [
        json!({"thought": true, "thoughtSignature": "c2ln"}),
        json!({"inlineData": {"mimeType": "image/png", "data": base64(&png)}, "thought_signature": "aW1n"}),
        json!({"thoughtSignature": "bG9uZQ=="}),
        json!({"text": "", "thought": true, "thoughtSignature": "ZW1wdHk="}),
        json!({"functionCall": call, "thoughtSignature": "Y2FsbA=="}),
        json!({"functionCall": call}),
        json!({"inlineData": {"mimeType": "image/png", "data": "!!"}, "thoughtSignature": "YmFk"}),
        json!({"text": "https://h/i.png", "thoughtSignature": "dXJs"}),
        json!({"fileData": {"fileUri": "https://h/j.png"}, "thoughtSignature": "ZmlsZQ=="}),
        json!({"partMetadata": {"a": {}}, "thoughtSignature": "bWV0YQ=="}),
    ];
    let streamed: Vec<_> = parts
        .iter()
        .map(|part| Answer::of(std::slice::from_ref(part)).finished(serde_json::Value::Null).json())
        .chain([Answer::of(&[]).json()])
        .collect();
    for body in [Answer::of(&parts).json(), sse(&streamed)] {
        let decoded = same_at_every_split(body);
        let sent = history::answer(decoded.generation(), |picture| (picture.bytes.len(), picture.is_final));
        let fields: Vec<_> =
            sent.parts.into_iter().map(|part| serde_json::Value::Object(part.fields.into())).collect();
        let empty = |signature: &str| json!({"text": "", "thoughtSignature": signature});
        let mut thought = empty("c2ln");
        let mut empty_thought = empty("ZW1wdHk=");
        thought["thought"] = true.into();
        empty_thought["thought"] = true.into();
        assert_eq!(
            fields,
            [
                thought,
                json!({"thoughtSignature": "aW1n"}),
                empty("bG9uZQ=="),
                empty_thought,
                json!({"functionCall": call, "thoughtSignature": "Y2FsbA=="}),
                empty("YmFk"),
                json!({"text": "https://h/i.png", "thoughtSignature": "dXJs"}),
                json!({"text": "https://h/j.png", "thoughtSignature": "ZmlsZQ=="}),
                empty("bWV0YQ=="),
            ]
        );
    }
}

#[test]
fn an_answer_in_an_envelope_is_taken_out() {
    let png = png(1, 1);
    let answer = Answer::of(&[text_part("Here"), image_part("image/png", &png)]).value().clone();
    for envelope in [
        json!({"response": answer}),
        json!({"response": answer, "traceId": "t", "error": null}),
        json!({"data": answer, "code": 0, "msg": "success"}),
        json!({"code": 200, "message": "ok", "success": true, "data": {"response": answer}}),
        json!({"result": answer}),
        json!({"data": [answer]}),
        json!({"responses": [{"response": answer}]}),
        json!({"name": "batches/1", "done": true, "response": {"inlinedResponses": {"inlinedResponses": [{"response": answer}]}}}),
        json!({"status": "", "request": {"contents": []}, "response": answer}),
        json!([{"response": answer}]),
        json!({"response": {"response": {"response": answer}}, "usageMetadata": {"totalTokenCount": 1302}}),
    ] {
        for body in [envelope.to_string(), sse(&[envelope.to_string()]), format!("data: [{envelope}]\n\n")] {
            let decoded = same_at_every_split(&body);
            let generation = decoded.generation();
            assert_eq!((decoded.images(), generation.text.as_str()), (vec![&*png], "Here"), "{body}");
            assert_eq!(
                (generation.finish_reason.as_str(), generation.usage.total_tokens),
                ("STOP", Some(1302))
            );
            assert!(decoded.warnings().is_empty(), "{body}: {:?}", decoded.warnings());
        }
    }
}

#[test]
fn an_error_or_a_refusal_in_an_envelope_is_read() {
    let error = json!({"error": {"code": 429, "message": "slow down", "status": "RESOURCE_EXHAUSTED"}});
    for body in [
        json!({"response": error}),
        json!({"data": error}),
        json!({"response": {"inlinedResponses": [error]}}),
        json!([{"response": error}]),
    ] {
        assert_eq!(fails_with(&body.to_string(), Kind::RateLimited).status(), Some(429), "{body}");
    }
    fails_with(r#"{"code":402,"msg":"no balance","data":null}"#, Kind::Billing);
    fails_with(r#"{"response":{"candidates":[{"finishReason":"IMAGE_SAFETY"}]}}"#, Kind::Refused);
    fails_with(r#"{"data":{"promptFeedback":{"blockReason":"SAFETY"}}}"#, Kind::PromptBlocked);
}

#[test]
fn half_a_surrogate_pair_and_broken_utf8_cost_no_picture() {
    let png = png(1, 1);
    let answer = Answer::of(&[text_part("MARK"), image_part("image/png", &png)]).json();
    let key = answer.replace("\"role\"", "\"x\\ud83c\":\"\\udf05\",\"role\"");
    for (mark, text) in
        [("\\ud83c", "\u{fffd}"), ("\\udf05\\ud83c!", "\u{fffd}\u{fffd}!"), ("\\ud83c\\udf05", "🌅")]
    {
        for body in [answer.replace("MARK", mark), sse(&[key.replace("MARK", mark)])] {
            let decoded = same_at_every_split(&body);
            assert_eq!((decoded.images(), decoded.generation().text.as_str()), (vec![&*png], text), "{body}");
        }
    }
    let (before, after) = answer.split_once("MARK").unwrap();
    for bytes in [&b"\xff"[..], b"\xed\xa0\xbc", b"\xf0\x9f"] {
        let body = [before.as_bytes(), bytes, after.as_bytes()].concat();
        for size in [1, 5, body.len()] {
            let decoded = crate::fixture::decode_chunks(body.chunks(size));
            assert_eq!(decoded.images(), [&*png]);
            assert!(decoded.generation().text.starts_with('\u{fffd}'));
        }
    }
}

/// Covers relays that put an empty line after each chunk that they forward, which may break an event anywhere.
#[test]
fn an_empty_line_anywhere_but_within_a_number_costs_no_picture() {
    let png = png(1, 1);
    let answer = Answer::of(&[text_part("Here it is"), image_part("image/png", &png)]);
    let mut value = answer.value().clone();
    value.as_object_mut().unwrap().remove("usageMetadata");
    value["candidates"][0].as_object_mut().unwrap().remove("index");
    let body = value.to_string();
    for at in 1..body.len() {
        for blank in ["\n\n", "\r\n\r\n"] {
            let (before, after) = body.split_at(at);
            for broken in [format!("{before}{blank}{after}"), format!("data: {before}{blank}{after}\n\n")] {
                let decoded = crate::fixture::decode(&broken);
                assert_eq!(decoded.images(), [&*png], "{broken}");
                let generation = decoded.generation();
                assert_eq!(
                    (generation.text.replace(['\r', '\n'], ""), &*generation.finish_reason),
                    ("Here it is".to_owned(), "STOP"),
                    "{broken}"
                );
            }
        }
    }
}

#[test]
fn control_characters_in_strings_cost_no_picture() {
    let png = png(1, 1);
    let answer = Answer::of(&[text_part("MARK"), image_part("image/png", &png)]).json();
    let marked = answer.replace("MARK", "a\tb\u{1}c").replace("\"role\"", "\"x\ty\":\"\u{2}z\",\"role\"");
    for body in [marked.clone(), sse(&[marked])] {
        let decoded = same_at_every_split(&body);
        assert_eq!((decoded.images(), &*decoded.generation().text), (vec![&*png], "a\tbc"));
    }
    // NUL marks an image in a text, so a NUL in the text itself is dropped.
    let decoded = same_at_every_split(answer.replace("MARK", "\0\u{30}\0"));
    assert_eq!((decoded.images(), &*decoded.generation().text), (vec![&*png], "0"));
}

#[test]
fn signatures_alone_are_no_answer() {
    let silent = [json!({"thoughtSignature": "c2ln"})];
    fails_with(&Answer::of(&silent).finished(serde_json::Value::Null).json(), Kind::EmptyResponse);
    fails_with(&Answer::of(&silent).json(), Kind::NoImage);
}

#[test]
fn roles_in_capitals_or_missing() {
    let png = png(1, 1);
    let mut answer = Answer::of(&[image_part("image/png", &png)]).value().clone();
    answer["candidates"][0]["content"]["role"] = "MODEL".into();
    assert_eq!(same_at_every_split(answer.to_string()).images(), [&*png]);
    answer["candidates"][0]["content"].as_object_mut().unwrap().remove("role");
    assert_eq!(same_at_every_split(answer.to_string()).images(), [&*png]);
}
