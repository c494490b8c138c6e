//! Options of any kind are rejected with the field named, or become a body with exactly their values that the service
//! accepts.

mod js;
mod options;

pub use js::js_options;

use crate::choices::Choices;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use options::{Input, Made};
use serde_json::Value;
use tintype_emulator::{DemoPainter, respond};
use tintype_protocol::request::Request;
use tintype_protocol::request::encode::{BodyChunk, encode};
use tintype_protocol::request::endpoint::{Delivery, Endpoint};
use tintype_protocol::request::options::Options;
use tintype_protocol::request::table::TABLE;
use tintype_protocol::secret::Secret;
use tintype_protocol::{Error, ErrorKind, model};

/// Checks the options that the bytes choose.
pub fn request(bytes: &[u8]) {
    let Made { model, options, is_plain, .. } = options::made(&mut Choices::new(bytes));
    let request = match Request::new(&model, options.clone()) {
        Ok(request) => request,
        Err(error) => return names_fields(&error),
    };
    let path = path_of(&request.model);
    let body = body_of(&request);
    let document: Value = serde_json::from_str(&body).expect("a body is JSON");
    is_equivalent(&document, &options);
    if model::find(&request.model).is_some() {
        is_taken(path, document, is_plain);
    }
}

/// The fields besides those of the options table.
const OTHER_FIELDS: &[&str] = &["model", "prompt", "contents"];

fn names_fields(error: &Error) {
    assert_eq!((error.kind(), error.retryable()), (ErrorKind::InvalidOptions, false));
    let details =
        error.all_details().body.as_ref().and_then(|details| details.as_array()).expect("a list of problems");
    let fields: Vec<_> = details.iter().map(|detail| detail["field"].as_str().expect("a field")).collect();
    assert_eq!(error.field(), fields.first().copied());
    for field in fields {
        let name = field.split('[').next().unwrap_or_default();
        assert!(OTHER_FIELDS.contains(&name) || TABLE.iter().any(|row| row.name == name), "{field}");
        assert!(error.message().contains(field));
    }
}

/// Returns the path of a model, and checks that its name cannot lead to another path.
fn path_of(model: &str) -> String {
    let endpoint = Endpoint { base_url: "https://service.example/base".to_owned(), ..Endpoint::default() };
    let url = endpoint.generate_url(model, Delivery::Unary, Some(&Secret::new("sk-key")));
    let path = url.strip_prefix("https://service.example/base").expect("under the base URL");
    assert!(path.starts_with("/v1beta/models/") && path.ends_with(":generateContent"), "{path}");
    assert!(!path.contains(['?', '#', '\\', ' ']) && !path.contains("..") && path.is_ascii(), "{path}");
    path.to_owned()
}

fn body_of(request: &Request<Input>) -> String {
    let text = |chunk: &BodyChunk<'_, Input>| match chunk {
        BodyChunk::Json(json) => json.clone(),
        BodyChunk::Base64(image) => STANDARD.encode(&image.0),
    };
    encode(request).iter().map(text).collect()
}

/// Checks that the body has the caller's values unchanged.
fn is_equivalent(body: &Value, options: &Options<Input>) {
    let parts = |content: &Value| content["parts"].as_array().cloned().unwrap_or_default();
    let contents = body["contents"].as_array().expect("contents");
    let sent: Vec<Value> = contents.iter().flat_map(parts).collect();
    let shown = sent.iter().filter_map(|part| part["inlineData"]["data"].as_str());
    let of_contents =
        options.contents.iter().flat_map(|content| &content.parts).filter_map(|part| part.image.as_ref());
    let given: Vec<_> = options
        .images
        .iter()
        .filter_map(|part| part.image.as_ref())
        .chain(of_contents)
        .map(|image| STANDARD.encode(&image.0))
        .collect();
    assert_eq!(shown.collect::<Vec<_>>(), given);
    if let Some(prompt) = options.prompt.as_deref().filter(|prompt| !prompt.trim().is_empty()) {
        assert_eq!(sent[0]["text"], prompt);
    }
    let config = &body["generationConfig"];
    let is_overruled = options.settings.contains_key("extra");
    for name in ["temperature", "topP", "topK", "seed", "maxOutputTokens"] {
        let given = options.settings[name].as_f64();
        // The JSON parser of these tests may round the last bit.
        let is_same = |sent: f64, given: f64| (sent - given).abs() <= given.abs() * 1e-15;
        let sent = config[name].as_f64();
        let holds =
            is_overruled || sent.zip(given).map_or(sent.is_none() && given.is_none(), |(a, b)| is_same(a, b));
        assert!(holds, "{name}: {given:?} became {sent:?}");
    }
}

/// Checks that the emulator, which shares no code with the library, accepts the body.
fn is_taken(path: String, mut body: Value, is_plain: bool) {
    // With a limit of one token, the emulator makes all checks but draws nothing.
    if body["generationConfig"]["maxOutputTokens"].as_i64().is_none_or(|most| most > 0)
        && body["generationConfig"].is_object()
    {
        body["generationConfig"]["maxOutputTokens"] = 1.into();
    }
    let headers = vec![("authorization".to_owned(), "Bearer sk-key".to_owned())];
    let body = body.to_string().into_bytes();
    let sent =
        tintype_emulator::Request { method: "POST".to_owned(), path, headers, body, ..Default::default() };
    let response = respond(&sent, &DemoPainter::default());
    let accepted = if is_plain { response.status == 200 } else { [200, 400].contains(&response.status) };
    let (status, message) = (response.status, response.body.into_bytes());
    assert!(
        accepted,
        "{status} {}\n{}",
        String::from_utf8_lossy(&message),
        String::from_utf8_lossy(&sent.body)
    );
}
