//! A client of the pure function: builds requests and parses answers.

// Each test file uses a different part of this module.
#![allow(dead_code)]

mod flat_painter;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
pub use flat_painter::FlatPainter;
use serde_json::{Value, json};
use tintype_emulator::{Painter, Request, Response, Step, respond};

pub const FLASH: &str = "gemini-2.5-flash-image";

/// The model with the smallest pictures, which are fast to draw. Used by tests that do not depend on the size.
pub const SMALL: &str = "gemini-3.1-flash-image";

pub fn request(path: &str, body: &Value) -> Request {
    Request {
        method: "POST".into(),
        path: path.into(),
        headers: vec![("x-goog-api-key".into(), "sandbox".into())],
        body: body.to_string().into_bytes(),
        attempt: 1,
        ..Request::default()
    }
}

pub fn post(path: &str, body: &Value) -> Response {
    respond(&request(path, body), &FlatPainter)
}

pub fn get(path: &str) -> (u16, Value) {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let request = Request { method: "GET".into(), query: query.into(), ..request(path, &json!(null)) };
    let response = respond(&request, &FlatPainter);
    (response.status, serde_json::from_slice(&response.body.into_bytes()).unwrap())
}

pub fn generate(model: &str, body: &Value) -> (u16, Value) {
    generate_with(&FlatPainter, model, body)
}

pub fn generate_with(painter: &dyn Painter, model: &str, body: &Value) -> (u16, Value) {
    let path = format!("/v1beta/models/{model}:generateContent");
    let response = respond(&request(&path, body), painter);
    (response.status, serde_json::from_slice(&response.body.into_bytes()).unwrap())
}

pub fn prompt(text: &str, config: Value) -> Value {
    json!({ "contents": [{ "role": "user", "parts": [{ "text": text }] }], "generationConfig": config })
}

/// Returns the label and the bytes of the first picture in an answer.
pub fn blob(answer: &Value) -> (String, Vec<u8>) {
    let parts = answer["candidates"][0]["content"]["parts"].as_array().unwrap();
    let blob = parts.iter().find_map(|part| part.get("inlineData")).unwrap();
    let bytes = STANDARD.decode(blob["data"].as_str().unwrap()).unwrap();
    (blob["mimeType"].as_str().unwrap().to_owned(), bytes)
}

pub fn inline(bytes: &[u8], mime: &str) -> Value {
    json!({ "inlineData": { "mimeType": mime, "data": STANDARD.encode(bytes) } })
}

pub fn picture(model: &str, body: &Value) -> (String, image::DynamicImage, Vec<u8>) {
    picture_with(&FlatPainter, model, body)
}

pub fn picture_with(
    painter: &dyn Painter,
    model: &str,
    body: &Value,
) -> (String, image::DynamicImage, Vec<u8>) {
    let (status, answer) = generate_with(painter, model, body);
    assert_eq!(status, 200, "{answer}");
    let (mime, bytes) = blob(&answer);
    (mime, image::load_from_memory(&bytes).unwrap(), bytes)
}

/// A response that was read to its end.
pub struct Received {
    pub status: u16,
    pub headers: Vec<(&'static str, String)>,
    pub steps: Vec<Step>,
    pub text: String,
}

impl Received {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| *key == name).map(|(_, value)| value.as_str())
    }
}

/// Requests a scenario for a small picture of hills. `alt=sse` requests events.
pub fn scenario(spec: &str, method: &str, query: &str, attempt: u32) -> Received {
    let path = format!("/scenario/{spec}/v1beta/models/{SMALL}:{method}");
    let body = prompt("Hills", json!({ "imageConfig": { "imageSize": "512" } }));
    let now_s = 1_795_369_373;
    let request = Request { attempt, now_s, query: query.into(), ..request(&path, &body) };
    let Response { status, headers, body } = respond(&request, &FlatPainter);
    let steps: Vec<Step> = body.collect();
    let bytes: Vec<u8> = steps
        .iter()
        .flat_map(|step| if let Step::Send(chunk) = step { &chunk[..] } else { &[] })
        .copied()
        .collect();
    Received { status, headers, steps, text: String::from_utf8_lossy(&bytes).into_owned() }
}

pub fn unary(spec: &str) -> Received {
    scenario(spec, "generateContent", "", 1)
}

pub fn events(spec: &str) -> Received {
    scenario(spec, "streamGenerateContent", "alt=sse", 1)
}
