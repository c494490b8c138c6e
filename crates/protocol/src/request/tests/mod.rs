//! Tests of the request body: its exact bytes, and the options that are not part of it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod body;
mod checks;
mod extra;
mod turns;

use super::*;
use crate::error::ErrorKind;
use crate::fixture::{TestImage, base64, json};
use crate::json::Value;
use crate::model::DEFAULT_MODEL;
use crate::request::encode::{BodyChunk, encode};
use serde_json::Value as Wire;

fn options() -> Options<TestImage> {
    Options { prompt: Some("A cat".to_owned()), ..Options::default() }
}

fn settings(members: Value) -> Map {
    members.as_object().expect("they are members").clone()
}

fn png() -> TestImage {
    TestImage { mime_type: "image/png", bytes: crate::fixture::png(1, 1) }
}

fn jpeg() -> TestImage {
    TestImage { mime_type: "image/jpeg", bytes: crate::fixture::jpeg(8, 8) }
}

/// Returns the body as text, with images in base64.
fn text_of(request: &Request<TestImage>) -> String {
    let text = |chunk: &BodyChunk<'_, TestImage>| match chunk {
        BodyChunk::Json(json) => json.clone(),
        BodyChunk::Base64(image) => base64(&image.bytes),
    };
    encode(request).iter().map(text).collect()
}

/// Returns the body of a request for `model`, and checks that it is strict JSON without duplicate keys.
#[track_caller]
fn wire_of(model: &str, options: Options<TestImage>) -> Wire {
    let text = text_of(&Request::new(model, options).unwrap());
    let value: Wire = serde_json::from_str(&text).expect("the body is JSON");
    assert_eq!(value.to_string().len(), text.len(), "no white space and no key twice: {text}");
    value
}

#[track_caller]
fn wire(options: Options<TestImage>) -> Wire {
    wire_of(DEFAULT_MODEL, options)
}

/// Returns the value at `pointer` in the body after `change` modified the default options.
#[track_caller]
fn field(pointer: &str, change: impl FnOnce(&mut Options<TestImage>)) -> Wire {
    let mut options = options();
    change(&mut options);
    wire(options).pointer(pointer).cloned().unwrap_or_else(|| "absent".into())
}

/// Returns the invalid fields, in order.
#[track_caller]
fn problems(model: &str, options: Options<TestImage>) -> Vec<String> {
    let Err(error) = Request::new(model, options) else { return Vec::new() };
    assert_eq!(error.kind(), ErrorKind::InvalidOptions);
    let details = error.all_details().body.clone().unwrap();
    let fields: Vec<_> = details
        .as_array()
        .unwrap()
        .iter()
        .map(|problem| problem["field"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(error.field(), fields.first().map(String::as_str), "the first is named");
    for problem in details.as_array().unwrap() {
        assert!(error.message().contains(problem["message"].as_str().unwrap()), "all are in the sentence");
    }
    fields
}
