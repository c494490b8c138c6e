//! The listings of models and scenarios, and the root page.

use serde_json::{Value, json};

use crate::error_response::{self, JSON, page, pretty};
use crate::http::{Request, Response};
use crate::model::{MODELS, Makes, Model};
use crate::scenario::options::{COMMON, OPTIONS};
use crate::scenario::{GROUPS, Group, Scenario};

/// The default of `pageSize`.
const PAGE: usize = 50;

/// Handles `GET /v1beta/models`.
pub fn models(request: &Request) -> Result<Response, Response> {
    let number = |name: &str, usual: usize| match request.query_value(name).filter(|text| !text.is_empty()) {
        None => Ok(usual),
        Some(text) => text.parse().map_err(|_| {
            error_response::invalid(&format!("Invalid value at '{name}' (TYPE_INT32), \"{text}\""))
        }),
    };
    let size = number("pageSize", PAGE)?.clamp(1, 1000);
    let start = number("pageToken", 0)?.min(MODELS.len());
    let end = (start + size).min(MODELS.len());
    let mut page = json!({ "models": MODELS[start..end].iter().map(entry).collect::<Vec<_>>() });
    if end < MODELS.len() {
        page["nextPageToken"] = json!(end.to_string());
    }
    Ok(Response::new(200, JSON, pretty(&page)))
}

/// Handles `GET /v1beta/models/{model}`.
pub fn model(model: &'static Model) -> Response {
    Response::new(200, JSON, pretty(&entry(model)))
}

fn entry(model: &Model) -> Value {
    let mut entry = json!({
        "name": format!("models/{}", model.id),
        "version": "001",
        "displayName": model.display,
        "description": format!("{} (the sandbox's stand-in)", model.display),
        "inputTokenLimit": model.limits.0,
        "outputTokenLimit": model.limits.1,
        "supportedGenerationMethods": model.methods(),
    });
    if model.makes != Makes::Embeddings {
        entry["temperature"] = json!(1);
        entry["topP"] = json!(0.95);
        entry["topK"] = json!(64);
        entry["maxTemperature"] = json!(if model.makes == Makes::Images { 1 } else { 2 });
    }
    if model.signs || model.makes == Makes::Words {
        entry["thinking"] = json!(true);
    }
    entry
}

const HOW: &str = "Use /scenario/{name} as the base URL. \"a+b\" plays both at the same time, \"a,b\" one after \
    the other, an attempt of the same path each, the last one from then on; \";option=value\" follows the names it \
    is for. What stands between this and /v1beta is free, and tells one run from another.";

/// Handles `GET /scenario`.
pub fn scenarios() -> Response {
    let group = |group: &Group| {
        let scenarios: Vec<Value> = group.scenarios.iter().map(scenario).collect();
        json!({ "title": group.title, "scenarios": scenarios })
    };
    let options: Vec<Value> = OPTIONS
        .iter()
        .map(|spec| json!({ "name": spec.name, "takes": spec.takes, "does": spec.does }))
        .collect();
    let groups: Vec<Value> = GROUPS.iter().map(group).collect();
    Response::new(200, JSON, pretty(&json!({ "how": HOW, "groups": groups, "options": options })))
}

fn scenario(scenario: &Scenario) -> Value {
    let options: Vec<&str> = scenario.options.iter().chain(COMMON).copied().collect();
    json!({ "name": scenario.name, "plays": scenario.plays, "tests": scenario.tests, "options": options })
}

/// Handles `GET /`.
pub fn home() -> Response {
    let text = "Tintype emulator: a stand-in for the Gemini image API. It draws; no model is asked.\n\n\
        POST /v1beta/models/{model}:generateContent        (and :streamGenerateContent, with or without ?alt=sse)\n\
        GET  /v1beta/models\n\
        GET  /scenario                                     what it can play; use /scenario/{name} as the base URL\n\n\
        Keys: any that begins with sk- (but not sk-bad), or the word sandbox.\n";
    Response::new(200, "text/plain; charset=utf-8", text)
}

/// Returns the error for a scenario that does not exist or is invalid.
pub fn bad_scenario(complaint: &str) -> Response {
    error_response::google(404, "NOT_FOUND", complaint, Vec::new())
}

/// Returns Google's page for an unknown path.
pub fn not_found(path: &str) -> Response {
    let path: String =
        path.chars().take(200).filter(|letter| !matches!(letter, '<' | '>' | '&' | '"')).collect();
    let text = format!(
        "The requested URL <code>{path}</code> was not found on this server. That\u{2019}s all we know."
    );
    page(404, "Error 404 (Not Found)!!1", &text)
}
