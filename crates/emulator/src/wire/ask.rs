//! What a request asks for, once it is known to be well-formed: the second round of refusals is here.

use serde_json::{Map, Value, json};

use super::check::{Violation, canonical, decode_base64};
use super::limits;
use super::schema::{self, Field};
use crate::http::Response;
use crate::model::{Makes, Model};
use crate::picture::{Picture, decode};
use crate::placeholder::placeholder;
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
    /// Whether the picture comes as JPEG.
    pub as_jpeg: bool,
    /// Whether the picture is to weigh what the service's do.
    pub is_heavy: bool,
    /// Value of `maxOutputTokens`.
    pub max_output: Option<u32>,
    /// How many of the pictures could not be opened and are only stood in for.
    pub placeholders: usize,
    /// What the request would cost: words.
    pub text_tokens: u32,
    /// What the request would cost: pictures.
    pub image_tokens: u32,
}

/// Reads a body for a model, or says why not.
pub fn read(model: &'static Model, body: &[u8]) -> Result<Ask, Response> {
    let body = message(body, schema::REQUEST)?;
    let config = body.get("generationConfig").cloned().unwrap_or_default();
    limits::config(model, &config)?;
    limits::tools(model, body.get("tools"))?;
    let turns = turns(&body)?;
    limits::length(model, tokens(&turns))?;
    Ok(assemble(model, &config, &turns))
}

/// What `countTokens` answers: the contents stand in the body, or in a whole request inside of it.
pub fn count_tokens(body: &[u8]) -> Result<Response, Response> {
    let body = message(body, schema::COUNT_TOKENS)?;
    let inner = body.get("generateContentRequest").and_then(Value::as_object);
    let (text, image) = tokens(&turns(inner.unwrap_or(&body))?);
    let mut details = vec![json!({ "modality": "TEXT", "tokenCount": text })];
    if image > 0 {
        details.push(json!({ "modality": "IMAGE", "tokenCount": image }));
    }
    let counted = json!({ "totalTokens": text + image, "promptTokensDetails": details });
    Ok(Response::new(200, refusal::JSON, refusal::pretty(&counted)))
}

fn message(body: &[u8], fields: &[Field]) -> Result<Map<String, Value>, Response> {
    if body.len() > MAX_BODY {
        let message = format!(
            "Request payload size exceeds the limit: {MAX_BODY} bytes. Please use the file API to upload your files instead of sending them inline."
        );
        return Err(refusal::invalid(&message));
    }
    canonical(&parse(body)?, fields).map_err(|violations| refusal::violations(&violations))
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

/// One turn of the conversation.
struct Turn {
    by_user: bool,
    text: Vec<String>,
    images: Vec<Input>,
}

/// A picture that came in.
struct Input {
    picture: Picture,
    is_placeholder: bool,
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

fn inline(blob: &Map<String, Value>, path: &str) -> Result<Input, Response> {
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
    let opened = decode(&bytes).map(|picture| Input { picture, is_placeholder: false });
    opened
        .or_else(|| placeholder(&bytes).map(|picture| Input { picture, is_placeholder: true }))
        .ok_or_else(|| refusal::invalid("Unable to process input image. Please retry or report in https://developers.generativeai.google/guide/troubleshooting"))
}

fn assemble(model: &'static Model, config: &Value, turns: &[Turn]) -> Ask {
    let last = turns.iter().rposition(|turn| turn.by_user).unwrap_or(turns.len() - 1);
    let prompt = turns[last].text.join("\n").trim().to_owned();
    // Without pictures of its own, a turn of words is about the newest picture before it.
    let fresh = &turns[last].images;
    let shown: Vec<&Input> = if fresh.is_empty() {
        turns[..last].iter().rev().find_map(|turn| turn.images.last()).into_iter().collect()
    } else {
        fresh.iter().collect()
    };
    let image = &config["imageConfig"];
    let shape_of_input =
        shown.last().map(|input| model.nearest_ratio(input.picture.width, input.picture.height));
    let modalities = config["responseModalities"].as_array();
    let wants = |name: &str| {
        modalities.is_none_or(|list| list.is_empty() || list.iter().any(|modality| modality == name))
    };
    let (text_tokens, image_tokens) = tokens(turns);
    Ask {
        model,
        prompt,
        ratio: image["aspectRatio"].as_str().or(shape_of_input).unwrap_or("1:1").to_owned(),
        size: image["imageSize"].as_str().map(str::to_owned),
        seed: config["seed"].as_i64(),
        wants_text: wants("TEXT"),
        wants_image: wants("IMAGE") && model.makes == Makes::Images,
        as_jpeg: model.answers_jpeg,
        is_heavy: false,
        max_output: config["maxOutputTokens"].as_u64().map(|most| u32::try_from(most).unwrap_or(u32::MAX)),
        placeholders: shown.iter().filter(|input| input.is_placeholder).count(),
        images: shown.into_iter().map(|input| input.picture.clone()).collect(),
        text_tokens,
        image_tokens,
    }
}

/// Tokens of all words and of all pictures.
fn tokens(turns: &[Turn]) -> (u32, u32) {
    let letters: usize = turns.iter().flat_map(|turn| &turn.text).map(|text| text.chars().count()).sum();
    let tiles: u32 = turns.iter().flat_map(|turn| &turn.images).map(|input| input.picture.tiles()).sum();
    ((letters as u32).div_ceil(4).max(1), tiles * 258)
}
