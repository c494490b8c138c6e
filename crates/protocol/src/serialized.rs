//! Round trips of the plain types through serde, with the names of the JS API.

#![allow(clippy::unwrap_used)]
use crate::error::{Error, ErrorKind, Hint, Restriction};
use crate::exchange::retry::Retry;
use crate::image::sniff::{ImageInfo, ImageType};
use crate::progress::{Phase, Progress};
use crate::request::endpoint::Auth;
use crate::request::history::Turn;
use crate::request::options::{Content, InputLimits, InputPart};
use crate::request::upload;
use crate::response::generation::{ResponseHead, Warning, WarningCode};
use crate::response::grounding::Grounding;
use crate::response::listing;
use crate::response::usage::Usage;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, from_value, json, to_value};
use std::fmt::Debug;
use std::time::Duration;

/// Serializes a value, compares some of its members, and deserializes it.
#[track_caller]
fn stored<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T, members: &Value) {
    let written = to_value(value).unwrap();
    for (name, member) in members.as_object().unwrap() {
        assert_eq!(&written[name], member, "{name}");
    }
    assert_eq!(&from_value::<T>(written).unwrap(), value);
}

#[test]
fn names_are_those_of_the_js_api() {
    for kind in ErrorKind::ALL {
        assert_eq!(to_value(kind).unwrap(), kind.code());
        assert_eq!(&from_value::<ErrorKind>(json!(kind.code())).unwrap(), kind);
    }
    for image_type in ImageType::ALL {
        assert_eq!(to_value(image_type).unwrap(), image_type.mime_type());
        assert_eq!(from_value::<ImageType>(json!(image_type.mime_type())).unwrap(), image_type);
    }
    for (name, auth) in Auth::NAMES {
        assert_eq!(to_value(auth).unwrap(), *name);
        assert_eq!(&from_value::<Auth>(json!(name)).unwrap(), auth);
    }
    for code in [WarningCode::SizeMismatch, WarningCode::DraftOnly, WarningCode::ModelRerouted] {
        assert_eq!(to_value(code).unwrap(), code.name());
    }
    for phase in [Phase::Preparing, Phase::Done] {
        assert_eq!(to_value(phase).unwrap(), phase.name());
    }
    assert!(from_value::<ErrorKind>(json!("another")).is_err());
    assert!(from_value::<ImageType>(json!("image/svg+xml")).is_err());
}

#[test]
fn what_a_call_brings_is_stored_with_the_members_of_the_js_api() {
    let usage = Usage::read(&json!({"promptTokenCount": 7, "totalTokenCount": 9}).into());
    stored(
        &usage,
        &json!({"promptTokens": 7, "totalTokens": 9, "raw": {"promptTokenCount": 7, "totalTokenCount": 9}}),
    );
    let warning = Warning::new(WarningCode::DraftOnly, "A draft.");
    stored(&warning, &json!({"code": "draft-only", "message": "A draft."}));
    let grounding = Grounding { suggestions_html: Some("<b>".into()), ..Grounding::default() };
    stored(&grounding, &json!({"queries": [], "sources": [], "suggestionsHtml": "<b>"}));
    let head = ResponseHead::new(200, Some("id".into()), vec![("a".into(), "b".into())]);
    stored(&head, &json!({"status": 200, "requestId": "id", "headers": [["a", "b"]]}));
    let info = ImageInfo::new(ImageType::Png, 3, 4, 99);
    stored(&info, &json!({"mimeType": "image/png", "width": 3, "height": 4, "byteLength": 99}));
    let progress = Progress { elapsed: Duration::from_millis(1500), ..Progress::beginning() };
    stored(&progress, &json!({"phase": "preparing", "elapsedMs": 1500.0, "retryInMs": null}));
    let progress = Progress { retry_in: Some(Duration::from_millis(250)), ..progress };
    stored(&progress, &json!({"retryInMs": 250.0}));
}

#[test]
fn an_error_is_stored_whole() {
    let hint = |restriction| Hint::Restricted { restriction, origin: Some("https://a.test".into()) };
    let error = Error::new(ErrorKind::Auth, "No.").with(|details| {
        details.status = Some(401);
        details.body = Some(json!({"error": 1}).into());
        details.hint = Some(hint(Restriction::Website));
        details.attempts = 2;
    });
    let hint = json!({"restricted": {"restriction": "website", "origin": "https://a.test"}});
    stored(
        &error,
        &json!({"code": "auth", "status": 401, "retryable": false, "details": {"error": 1}, "hint": hint, "attempts": 2}),
    );
    let error = error.with(|details| details.retryable = Some(true));
    stored(&error, &json!({"retryable": true}));
    let of_js = r#"{"code":"quota","message":"No more.","retryable":false,"attempts":1,"status":429}"#;
    let error: Error = serde_json::from_str(of_js).unwrap();
    assert_eq!(error.to_record().to_string(), of_js);
    let replacement = Some("gemini-3-pro-image");
    let moved = Hint::Model { is_closed: true, replacement };
    stored(&moved, &json!({"model": {"isClosed": true, "replacement": replacement}}));
    let unknown = json!({"model": {"isClosed": true, "replacement": "imaginary"}});
    assert_eq!(from_value::<Hint>(unknown).unwrap(), Hint::Model { is_closed: true, replacement: None });
}

#[test]
fn a_model_has_the_row_of_the_version_that_reads_it() {
    let listed =
        listing::read(&json!({"models": [{"name": "models/gemini-3-pro-image"}, {"name": "x"}]}).into());
    stored(&listed[0], &json!({"id": "gemini-3-pro-image", "makesImages": true}));
    stored(&listed[1], &json!({"id": "x", "displayName": null, "makesImages": false}));
    let row = to_value(listed[0].known).unwrap();
    assert_eq!((&row["imageSizes"], &row["state"]), (&json!(["1K", "2K", "4K"]), &json!("current")));
}

#[test]
fn files_settings_and_conversations_are_stored() {
    let file = json!({"file": {"name": "files/a", "uri": "https://a.test/a", "mimeType": "image/png"}});
    let file = upload::read(&file.into()).unwrap();
    stored(&file, &json!({"name": "files/a", "mimeType": "image/png", "expiresAt": null}));
    stored(&Retry::default(), &json!({"attempts": 3, "baseDelayMs": 1000.0, "maxDelayMs": 60_000.0}));
    assert_eq!(from_value::<Retry>(json!({"attempts": 5})).unwrap(), Retry::attempts(5));
    stored(&InputLimits::default().max_side_px(9), &json!({"maxSidePx": 9, "convert": true}));
    assert_eq!(from_value::<InputLimits>(json!({})).unwrap(), InputLimits::default());
    let content = |role: &str, part| Content { role: role.into(), parts: vec![part] };
    let turn = Turn {
        user: content("user", InputPart::text("a fox")),
        answer: content("model", InputPart::image("fox.png".to_owned())),
        model: "gemini-3-pro-image".into(),
    };
    stored(&turn, &json!({"answer": {"role": "model", "parts": [{"image": "fox.png", "fields": {}}]}}));
}
