//! What a request asks for, once it is known to be well-formed: the second round of refusals is here.

use serde_json::{Map, Value};

use super::check::{Violation, canonical, decode_base64};
use crate::http::Response;
use crate::model::Model;
use crate::picture::{Picture, decode};
use crate::refusal;

/// The service takes no bodies larger than this.
pub const MAX_BODY: usize = 20_971_520;

const INPUT_TYPES: &[&str] = &["image/png", "image/jpeg", "image/webp", "image/heic", "image/heif"];

/// A legal request, read.
#[derive(Debug)]
pub struct Ask {
    /// The model in the path.
    pub model: &'static Model,
    /// The words of the last user turn, in order, one text part a line.
    pub prompt: String,
    /// The pictures of the last user turn, or else the newest picture of the history.
    pub images: Vec<Picture>,
    /// Value of `aspectRatio`; without it, the shape of the last picture, or else a square.
    pub ratio: String,
    /// Value of `imageSize`.
    pub size: Option<String>,
    /// Value of `seed`.
    pub seed: Option<i64>,
    /// Whether words may come with the picture.
    pub wants_text: bool,
    /// Whether a picture is wanted at all.
    pub wants_image: bool,
    /// What the request would cost: words.
    pub text_tokens: u32,
    /// What the request would cost: pictures.
    pub image_tokens: u32,
}

/// Reads a body for a model, or says why not.
pub fn read(model: &'static Model, body: &[u8]) -> Result<Ask, Response> {
    if body.len() > MAX_BODY {
        let message = format!(
            "Request payload size exceeds the limit: {MAX_BODY} bytes. Please use the file API to upload your files instead of sending them inline."
        );
        return Err(refusal::invalid(&message));
    }
    let json = parse(body)?;
    let body = canonical(&json).map_err(|violations| refusal::violations(&violations))?;
    let config = body.get("generationConfig").cloned().unwrap_or_default();
    check_config(model, &config)?;
    let turns = turns(&body)?;
    assemble(model, &config, &turns)
}

fn parse(body: &[u8]) -> Result<Value, Response> {
    serde_json::from_slice(body).map_err(|error| {
        let text = String::from_utf8_lossy(body);
        let line = text.lines().nth(error.line().saturating_sub(1)).unwrap_or_default();
        let shown: String = line.chars().skip(error.column().saturating_sub(20)).take(40).collect();
        let what = if error.is_eof() { "Unexpected end of string" } else { "Unexpected token" };
        let complaint = format!(
            "Invalid JSON payload received. {what}.\n{shown}\n{}^",
            " ".repeat(error.column().min(20).saturating_sub(1))
        );
        refusal::violations(&[(String::new(), complaint)])
    })
}

fn check_config(model: &Model, config: &Value) -> Result<(), Response> {
    let image = &config["imageConfig"];
    if config["candidateCount"].as_i64().is_some_and(|count| count > 1) {
        return Err(refusal::invalid("Multiple candidates is not enabled for this model"));
    }
    if config["temperature"].as_f64().is_some_and(|t| !(0.0..=2.0).contains(&t)) {
        return Err(range("temperature", "[0.0, 2.0]"));
    }
    if config["topP"].as_f64().is_some_and(|p| !(0.0..=1.0).contains(&p)) {
        return Err(range("top_p", "[0.0, 1.0]"));
    }
    let modalities = config["responseModalities"].as_array().map(Vec::as_slice).unwrap_or_default();
    if modalities.iter().any(|modality| !matches!(modality.as_str(), Some("TEXT" | "IMAGE"))) {
        return Err(refusal::invalid("Model does not support the requested response modalities"));
    }
    if image["aspectRatio"].as_str().is_some_and(|ratio| !model.has_ratio(ratio)) {
        return Err(refusal::invalid("Aspect ratio is not enabled for this model"));
    }
    if image["imageSize"].as_str().is_some_and(|size| !model.sizes.contains(&size)) {
        return Err(refusal::invalid("Request contains an invalid argument."));
    }
    Ok(())
}

fn range(field: &str, range: &str) -> Response {
    let message = format!(
        "* GenerateContentRequest.generation_config.{field}: {field} must be in the range {range}.\n"
    );
    refusal::invalid(&message)
}

/// One turn of the conversation.
struct Turn {
    by_user: bool,
    text: Vec<String>,
    images: Vec<Picture>,
}

fn turns(body: &Map<String, Value>) -> Result<Vec<Turn>, Response> {
    let contents = body.get("contents").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    if contents.is_empty() {
        return Err(refusal::invalid("* GenerateContentRequest.contents: contents is not specified\n"));
    }
    contents.iter().enumerate().map(|(index, content)| turn(index, content)).collect()
}

fn turn(index: usize, content: &Value) -> Result<Turn, Response> {
    let by_user = match content["role"].as_str() {
        None | Some("" | "user" | "function") => true,
        Some("model") => false,
        Some(_) => return Err(refusal::invalid("Please use a valid role: user, model.")),
    };
    let parts = content["parts"].as_array().map(Vec::as_slice).unwrap_or_default();
    if parts.is_empty() {
        let message =
            format!("* GenerateContentRequest.contents[{index}].parts: contents.parts must not be empty.\n");
        return Err(refusal::invalid(&message));
    }
    let mut turn = Turn { by_user, text: Vec::new(), images: Vec::new() };
    for (at, part) in parts.iter().enumerate() {
        read_part(part, &format!("contents[{index}].parts[{at}]"), &mut turn)?;
    }
    Ok(turn)
}

fn read_part(part: &Value, path: &str, turn: &mut Turn) -> Result<(), Response> {
    if part["thought"] == true {
        return Ok(());
    }
    if let Some(text) = part["text"].as_str() {
        turn.text.push(text.to_owned());
        return Ok(());
    }
    if let Some(blob) = part["inlineData"].as_object() {
        turn.images.push(inline(blob, path)?);
        return Ok(());
    }
    if part["fileData"].is_object() {
        return Err(refusal::google(
            403,
            "PERMISSION_DENIED",
            "You do not have permission to access the File or it may not exist.",
            Vec::new(),
        ));
    }
    if part
        .as_object()
        .is_some_and(|fields| fields.keys().all(|key| key == "thought" || key == "thoughtSignature"))
    {
        let message = format!(
            "* GenerateContentRequest.{path}.data: required oneof field 'data' must have one initialized field\n"
        );
        return Err(refusal::invalid(&message));
    }
    Ok(())
}

fn inline(blob: &Map<String, Value>, path: &str) -> Result<Picture, Response> {
    let mime = blob.get("mimeType").and_then(Value::as_str).unwrap_or_default();
    if !INPUT_TYPES.contains(&mime) {
        return Err(refusal::invalid(&format!("Unsupported MIME type: {mime}")));
    }
    let data = blob.get("data").and_then(Value::as_str).unwrap_or_default();
    let bytes = decode_base64(data).filter(|bytes| !bytes.is_empty()).ok_or_else(|| {
        let violation: Violation = (
            format!("{path}.inline_data.data"),
            format!("* GenerateContentRequest.{path}.inline_data.data: must not be empty.\n"),
        );
        refusal::violations(&[violation])
    })?;
    decode(&bytes).ok_or_else(|| refusal::invalid("Unable to process input image. Please retry or report in https://developers.generativeai.google/guide/troubleshooting"))
}

fn assemble(model: &'static Model, config: &Value, turns: &[Turn]) -> Result<Ask, Response> {
    let last = turns.iter().rposition(|turn| turn.by_user).unwrap_or(turns.len() - 1);
    let prompt = turns[last].text.join("\n").trim().to_owned();
    // Without pictures of its own, a turn of words is about the newest picture before it.
    let fresh = &turns[last].images;
    let images = if fresh.is_empty() {
        turns[..last].iter().rev().find_map(|turn| turn.images.last()).cloned().into_iter().collect()
    } else {
        fresh.clone()
    };
    let image = &config["imageConfig"];
    let shape_of_input =
        images.last().map(|picture: &Picture| model.nearest_ratio(picture.width, picture.height));
    let ratio = image["aspectRatio"].as_str().or(shape_of_input).unwrap_or("1:1").to_owned();
    let modalities = config["responseModalities"].as_array();
    let wants = |name: &str| {
        modalities.is_none_or(|list| list.is_empty() || list.iter().any(|modality| modality == name))
    };
    let letters: usize = turns.iter().flat_map(|turn| &turn.text).map(|text| text.chars().count()).sum();
    let tiles: u32 = turns.iter().flat_map(|turn| &turn.images).map(Picture::tiles).sum();
    Ok(Ask {
        model,
        prompt,
        ratio,
        size: image["imageSize"].as_str().map(str::to_owned),
        seed: config["seed"].as_i64(),
        wants_text: wants("TEXT"),
        wants_image: wants("IMAGE"),
        text_tokens: (letters as u32).div_ceil(4).max(1),
        image_tokens: tiles * 258,
        images,
    })
}
