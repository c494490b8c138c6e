//! The limits of a model: errors for well-formed requests that depend on the model.

use serde_json::Value;

use crate::error_response;
use crate::http::Response;
use crate::model::{Makes, Model};

/// Refuses unsupported features and numbers out of range.
pub fn config(model: &Model, config: &Value) -> Result<(), Response> {
    numbers(config)?;
    let thinking = &config["thinkingConfig"];
    if thinking["thinkingBudget"].is_i64() && thinking["thinkingLevel"].is_string() {
        return Err(error_response::invalid(
            "You can only set only one of thinking budget and thinking level.",
        ));
    }
    if !modalities(config).iter().all(|modality| makes(model, modality)) {
        return Err(error_response::invalid("Model does not support the requested response modalities"));
    }
    let image = &config["imageConfig"];
    if image["aspectRatio"].as_str().is_some_and(|ratio| !model.has_ratio(ratio)) {
        return Err(error_response::invalid("Aspect ratio is not enabled for this model"));
    }
    if image["imageSize"].as_str().is_some_and(|size| !model.sizes.contains(&size)) {
        return Err(error_response::invalid("Request contains an invalid argument."));
    }
    Ok(())
}

fn numbers(config: &Value) -> Result<(), Response> {
    if config["candidateCount"].as_i64().is_some_and(|count| count > 1) {
        return Err(error_response::invalid("Multiple candidates is not enabled for this model"));
    }
    if config["temperature"].as_f64().is_some_and(|t| !(0.0..=2.0).contains(&t)) {
        return Err(field("temperature", "must be in the range [0.0, 2.0]"));
    }
    if config["topP"].as_f64().is_some_and(|p| !(0.0..=1.0).contains(&p)) {
        return Err(field("top_p", "must be in the range [0.0, 1.0]"));
    }
    if config["maxOutputTokens"].as_i64().is_some_and(|most| most < 1) {
        return Err(field("max_output_tokens", "must be positive"));
    }
    Ok(())
}

fn field(name: &str, complaint: &str) -> Response {
    let message = format!("* GenerateContentRequest.generation_config.{name}: {name} {complaint}.\n");
    error_response::invalid(&message)
}

fn modalities(config: &Value) -> &[Value] {
    config["responseModalities"].as_array().map(Vec::as_slice).unwrap_or_default()
}

fn makes(model: &Model, modality: &Value) -> bool {
    match modality.as_str() {
        Some("TEXT") => true,
        Some("IMAGE") => model.makes == Makes::Images,
        _ => false,
    }
}

/// Refuses unsupported tools. The first image model has no tools, and no image model calls functions.
pub fn tools(model: &Model, tools: Option<&Value>) -> Result<(), Response> {
    let has = |name: &str| has_tool(tools, name);
    if model.makes == Makes::Images && has("functionDeclarations") {
        return Err(error_response::invalid(&format!(
            "Function calling is not enabled for models/{}",
            model.id
        )));
    }
    if model.makes == Makes::Images && !model.signs && has("googleSearch") {
        return Err(error_response::invalid("Search Grounding is not supported."));
    }
    Ok(())
}

/// Refuses videos and PDFs if the model accepts only images.
pub fn documents<'a>(model: &Model, mut types: impl Iterator<Item = &'a String>) -> Result<(), Response> {
    match types.next().filter(|_| !model.takes_documents) {
        Some(mime) => Err(error_response::invalid(&format!("Unsupported MIME type: {mime}"))),
        None => Ok(()),
    }
}

/// Returns whether the list contains this tool.
pub fn has_tool(tools: Option<&Value>, name: &str) -> bool {
    tools.and_then(Value::as_array).is_some_and(|tools| tools.iter().any(|tool| tool.get(name).is_some()))
}

/// Refuses more input tokens than the model accepts.
pub fn length(model: &Model, (text, image): (u32, u32)) -> Result<(), Response> {
    let (count, most) = (text.saturating_add(image), model.limits.0);
    if count <= most {
        return Ok(());
    }
    let message =
        format!("The input token count ({count}) exceeds the maximum number of tokens allowed ({most}).");
    Err(error_response::invalid(&message))
}
