//! What can be looked up: the models, the scenarios, and the page that says there is nothing here.

use serde_json::{Value, json};

use crate::http::Response;
use crate::model::{MODELS, Model};
use crate::refusal::{page, pretty};
use crate::scenario::SCENARIOS;

const JSON: &str = "application/json; charset=UTF-8";

/// `GET /v1beta/models`
pub fn models() -> Response {
    let models: Vec<Value> = MODELS.iter().map(entry).collect();
    Response::new(200, JSON, pretty(&json!({ "models": models })))
}

/// `GET /v1beta/models/{model}`
pub fn model(model: &'static Model) -> Response {
    Response::new(200, JSON, pretty(&entry(model)))
}

fn entry(model: &Model) -> Value {
    json!({
        "name": format!("models/{}", model.id),
        "version": "001",
        "displayName": model.display,
        "description": format!("{} (the sandbox's stand-in)", model.display),
        "inputTokenLimit": model.limits.0,
        "outputTokenLimit": model.limits.1,
        "supportedGenerationMethods": ["generateContent", "countTokens", "batchGenerateContent"],
        "temperature": 1,
        "topP": 0.95,
        "topK": 64,
        "maxTemperature": 1
    })
}

/// `GET /scenario`
pub fn scenarios() -> Response {
    let scenarios: Vec<Value> = SCENARIOS
        .iter()
        .map(|scenario| json!({ "name": scenario.name, "plays": scenario.plays, "tests": scenario.tests }))
        .collect();
    Response::new(200, JSON, pretty(&json!({ "scenarios": scenarios })))
}

/// `GET /`
pub fn home() -> Response {
    let text = "Tintype emulator: a stand-in for the Gemini image API. It draws; no model is asked.\n\n\
        POST /v1beta/models/{model}:generateContent        (and :streamGenerateContent, with or without ?alt=sse)\n\
        GET  /v1beta/models\n\
        GET  /scenario                                     what it can play; use /scenario/{name} as the base URL\n\n\
        Keys: any that begins with sk- (but not sk-bad), or the word sandbox.\n";
    Response::new(200, "text/plain; charset=utf-8", text)
}

/// A scenario that does not exist.
pub fn unknown_scenario(name: &str) -> Response {
    let message = format!("There is no scenario {name:?}. GET /scenario lists them.");
    Response::new(
        404,
        JSON,
        pretty(&json!({ "error": { "code": 404, "message": message, "status": "NOT_FOUND" } })),
    )
}

/// Google's page for a path it does not have.
pub fn not_found(path: &str) -> Response {
    let path: String =
        path.chars().take(200).filter(|letter| !matches!(letter, '<' | '>' | '&' | '"')).collect();
    let text = format!(
        "The requested URL <code>{path}</code> was not found on this server. That\u{2019}s all we know."
    );
    page(404, "Error 404 (Not Found)!!1", &text)
}
