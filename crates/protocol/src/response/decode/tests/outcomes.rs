//! Tests of the end of an answer: finish reasons, errors within a success, and their effect on images that arrived.

use crate::ErrorKind as Kind;
use crate::fixture::{Answer, MemorySink, expected, image_part, png, same_at_every_split, text_part};
use crate::request::Expected;
use crate::response::assemble::Assembler;
use serde_json::json;

#[test]
fn every_refusal_is_refused() {
    for reason in [
        "SAFETY",
        "IMAGE_SAFETY",
        "PROHIBITED_CONTENT",
        "IMAGE_PROHIBITED_CONTENT",
        "RECITATION",
        "IMAGE_RECITATION",
        "BLOCKLIST",
        "SPII",
        "JAILBREAK",
        "PUP_LIMITED_DISABLED",
        "ESCALATION",
        "MODEL_ARMOR",
        "image_safety",
    ] {
        let decoded = same_at_every_split(Answer::of(&[text_part("No.")]).finished(reason).json());
        let error = decoded.error();
        assert_eq!(
            (error.kind(), error.finish_reason(), error.text()),
            (Kind::Refused, Some(reason), Some("No."))
        );
        assert!(!error.retryable(), "{reason}");
    }
}

#[test]
fn other_reasons_without_an_image() {
    for (reason, kind) in [
        ("STOP", Kind::NoImage),
        ("MAX_TOKENS", Kind::MaxTokens),
        ("IMAGE_OTHER", Kind::NoImage),
        ("NO_IMAGE", Kind::NoImage),
        ("LANGUAGE", Kind::NoImage),
        ("MALFORMED_FUNCTION_CALL", Kind::NoImage),
        ("MALFORMED_RESPONSE", Kind::NoImage),
        ("MISSING_THOUGHT_SIGNATURE", Kind::NoImage),
        ("CONTINUATION", Kind::NoImage),
        ("A_REASON_OF_NEXT_YEAR", Kind::NoImage),
    ] {
        let decoded = same_at_every_split(Answer::of(&[]).finished(reason).json());
        assert_eq!((decoded.error().kind(), decoded.error().finish_reason()), (kind, Some(reason)));
    }
}

#[test]
fn every_outcome_without_an_image_has_its_own_message() {
    let words = |reason: &str| {
        let answer = Answer::of(&[text_part("Well.")]).finished(reason).json();
        same_at_every_split(answer).error().message().to_owned()
    };
    for (reason, part) in [
        ("STOP", "say that you want a picture"),
        ("NO_IMAGE", "say that you want a picture"),
        ("IMAGE_SAFETY", "change the prompt"),
        ("PUP_LIMITED_DISABLED", "limited this account"),
        ("ESCALATION", "review"),
        ("MODEL_ARMOR", "Model Armor policy"),
        ("MISSING_THOUGHT_SIGNATURE", "thought signature"),
        ("MALFORMED_RESPONSE", "malformed"),
        ("CONTINUATION", "to continue it"),
        ("LANGUAGE", "language"),
        ("TOO_MANY_TOOL_CALLS", "tool"),
        ("A_REASON_OF_NEXT_YEAR", "stopped"),
    ] {
        assert!(words(reason).contains(part), "{reason}: {}", words(reason));
        let is_advised = words(reason).contains("say that you want a picture");
        assert_eq!(is_advised, matches!(reason, "STOP" | "NO_IMAGE"), "{reason}");
    }
}

#[test]
fn every_block_reason_blocks_the_prompt() {
    for (reason, part) in [
        ("SAFETY", "reword it: SAFETY"),
        ("JAILBREAK", "reword it: JAILBREAK"),
        ("MODEL_ARMOR", "Model Armor policy"),
        ("PUP_LIMITED_DISABLED", "limited this account"),
        ("A_REASON_OF_NEXT_YEAR", "reword it"),
    ] {
        let decoded = same_at_every_split(json!({"promptFeedback": {"blockReason": reason}}).to_string());
        let error = decoded.error();
        assert_eq!(
            (error.kind(), error.all_details().block_reason.as_deref()),
            (Kind::PromptBlocked, Some(reason))
        );
        assert!(error.message().contains(part), "{error}");
    }
}

#[test]
fn json_in_a_services_explanations_is_not_shown() {
    let inner = r#"{"error":{"message":"no","code":400}}"#;
    let mut answer = Answer::of(&[text_part("No.")]).finished("SAFETY").value().clone();
    answer["candidates"][0]["finishMessage"] = json!(format!("Refused: {inner}"));
    let refused = same_at_every_split(answer.to_string());
    assert!(refused.error().message().ends_with(": Refused"), "{}", refused.error());
    let feedback = json!({"promptFeedback": {"blockReason": "OTHER", "blockReasonMessage": inner}});
    let blocked = same_at_every_split(feedback.to_string());
    assert!(blocked.error().message().ends_with(": OTHER"), "{}", blocked.error());
}

#[test]
fn reasons_by_their_numbers() {
    for (number, name, kind) in [
        (1, "STOP", Kind::NoImage),
        (2, "MAX_TOKENS", Kind::MaxTokens),
        (3, "SAFETY", Kind::Refused),
        (4, "RECITATION", Kind::Refused),
        (5, "OTHER", Kind::NoImage),
        (7, "BLOCKLIST", Kind::Refused),
        (8, "PROHIBITED_CONTENT", Kind::Refused),
        (9, "SPII", Kind::Refused),
        (10, "MALFORMED_FUNCTION_CALL", Kind::NoImage),
        (11, "IMAGE_SAFETY", Kind::Refused),
        (12, "UNEXPECTED_TOOL_CALL", Kind::NoImage),
        (13, "TOO_MANY_TOOL_CALLS", Kind::NoImage),
        (14, "IMAGE_PROHIBITED_CONTENT", Kind::Refused),
        (15, "IMAGE_OTHER", Kind::NoImage),
        (16, "NO_IMAGE", Kind::NoImage),
        (17, "IMAGE_RECITATION", Kind::Refused),
        (99, "99", Kind::NoImage),
    ] {
        let decoded = same_at_every_split(Answer::of(&[]).finished(number).json());
        assert_eq!((decoded.error().finish_reason(), decoded.error().kind()), (Some(name), kind));
    }
}

#[test]
fn a_received_image_is_kept_at_every_finish_reason() {
    let png = png(1, 1);
    for reason in ["IMAGE_SAFETY", "MAX_TOKENS", "A_REASON_OF_NEXT_YEAR"] {
        let decoded =
            same_at_every_split(Answer::of(&[image_part("image/png", &png)]).finished(reason).json());
        assert_eq!((decoded.images(), decoded.warnings()), (vec![&*png], vec!["stopped-early"]));
        assert_eq!(decoded.generation().finish_reason, reason);
    }
    let silent =
        same_at_every_split(Answer::of(&[image_part("image/png", &png)]).finished(json!(null)).json());
    assert_eq!((silent.images(), silent.warnings().len()), (vec![&*png], 0));
}

#[test]
fn an_error_inside_a_success() {
    for (body, kind, status) in [
        (r#"{"error":{"code":429,"message":"slow down"}}"#, Kind::RateLimited, 429),
        (r#"{"error":{"message":"no","status":"PERMISSION_DENIED"}}"#, Kind::Permission, 403),
        (r#"{"error":{"message":"no money","code":"insufficient_user_quota"}}"#, Kind::Billing, 200),
        (r#"{"error":{"message":"something broke"}}"#, Kind::Server, 200),
        (r#"{"error":"something broke"}"#, Kind::Server, 200),
        (r#"[{"error":{"code":503,"message":"overloaded"}}]"#, Kind::Unavailable, 503),
        (r#"{"type":"error","error":{"type":"overloaded_error","message":"busy"}}"#, Kind::Unavailable, 200),
        (r#"{"success":false,"message":"no access token"}"#, Kind::Server, 200),
        (r#"{"code":401,"msg":"who are you"}"#, Kind::Auth, 401),
    ] {
        let decoded = same_at_every_split(body);
        assert_eq!((decoded.error().kind(), decoded.error().status()), (kind, Some(status)), "{body}");
    }
}

#[test]
fn an_error_next_to_candidates_wins_only_without_an_image() {
    let png = png(1, 1);
    let with = |parts: &[serde_json::Value]| {
        let mut answer = Answer::of(parts).value().clone();
        answer["error"] = json!({"code": 500, "message": "late failure"});
        same_at_every_split(answer.to_string())
    };
    let good = with(&[image_part("image/png", &png)]);
    assert_eq!((good.images(), good.warnings()), (vec![&*png], vec!["partial"]));
    let bad = with(&[text_part("well")]);
    assert_eq!((bad.error().kind(), bad.error().text()), (Kind::Server, Some("well")));
}

#[test]
fn an_empty_error_is_ignored() {
    let png = png(1, 1);
    for error in [json!(null), json!({}), json!(""), json!(false)] {
        let mut answer = Answer::of(&[image_part("image/png", &png)]).value().clone();
        answer["error"] = error;
        let decoded = same_at_every_split(answer.to_string());
        assert_eq!((decoded.images(), decoded.warnings().len()), (vec![&*png], 0));
    }
}

#[test]
fn text_alone_is_a_success_where_no_image_was_requested() {
    let outcome = |answer: &Answer| {
        let expected = Expected { image: false, ..expected() };
        let mut assembler = Assembler::<MemorySink>::new("m", &expected);
        assembler.push(&answer.value().clone().into(), 200, Vec::new(), &mut Vec::new());
        assembler.finish(None, false)
    };
    let generation = outcome(&Answer::of(&[text_part("A poem.")])).unwrap();
    assert_eq!((generation.text.as_str(), generation.warnings.len()), ("A poem.", 0));
    let cut_short = outcome(&Answer::of(&[text_part("A po")]).finished("MAX_TOKENS")).unwrap();
    assert_eq!(cut_short.warnings[0].code.name(), "stopped-early");
    let refused = outcome(&Answer::of(&[text_part("No.")]).finished("SAFETY")).unwrap_err();
    assert_eq!(refused.kind(), Kind::Refused);
    let empty = outcome(&Answer::of(&[])).unwrap_err();
    assert_eq!((empty.kind(), empty.finish_reason()), (Kind::EmptyResponse, Some("STOP")));
    let cut_short = outcome(&Answer::of(&[]).finished("MAX_TOKENS")).unwrap_err();
    assert_eq!(cut_short.kind(), Kind::MaxTokens);
    let other = outcome(&Answer::of(&[]).finished("LANGUAGE")).unwrap_err();
    assert_eq!(other.kind(), Kind::EmptyResponse);
}
