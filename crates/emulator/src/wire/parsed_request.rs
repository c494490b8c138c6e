//! The parsed request and the second stage of its validation.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::check::{Violation, canonical, decode_base64};
use super::limits;
use super::schema::{self, Field};
use crate::files::no_file;
use crate::http::{Request, Response};
use crate::model::{Makes, Model};
use crate::painter::{Format, Input, Painter};
use crate::{auth, error_response};

/// Google's limit of a body, in bytes.
pub const MAX_BODY: usize = 104_857_600;
/// The relays' limit of a body, in bytes. It was Google's until January 2026.
pub const MAX_RELAY_BODY: usize = 20_971_520;

const INPUT_TYPES: &[&str] = &["image/png", "image/jpeg", "image/webp", "image/heic", "image/heif"];

/// A valid request.
#[derive(Debug)]
pub struct ParsedRequest {
    /// The model in the path.
    pub model: &'static Model,
    /// The text of the last user turn, with one line per text part.
    pub prompt: String,
    /// The pictures of the last user turn, or else the newest picture of the history.
    pub images: Vec<Input>,
    /// Value of `aspectRatio`, or else the ratio of the last picture, or else a square.
    pub ratio: String,
    /// Value of `imageSize`.
    pub size: Option<String>,
    /// Value of `seed`.
    pub seed: Option<i64>,
    /// Whether text may accompany the picture.
    pub wants_text: bool,
    /// Whether a picture is requested.
    pub wants_image: bool,
    /// The format of the picture.
    pub format: Format,
    /// Whether the picture is as large as one from the service, in bytes.
    pub is_heavy: bool,
    /// Whether the tool `googleSearch` is on.
    pub searches: bool,
    /// Value of `maxOutputTokens`.
    pub max_output: Option<u32>,
    /// The tokens of the text.
    pub text_tokens: u32,
    /// The tokens of the images.
    pub image_tokens: u32,
}

/// A function that returns type and bytes of a file by its URI.
pub type Files<'a> = &'a dyn Fn(&str) -> Option<(String, Arc<Vec<u8>>)>;

/// The sources of input images.
pub struct Sources<'a> {
    /// The painter that opens the images.
    pub painter: &'a dyn Painter,
    /// The uploaded files.
    pub files: Files<'a>,
}

/// Parses a request for a model, or returns the error response.
pub fn read(
    model: &'static Model,
    request: &Request,
    sources: &Sources<'_>,
) -> Result<ParsedRequest, Response> {
    let body = message(request, schema::REQUEST)?;
    let config = body.get("generationConfig").cloned().unwrap_or_default();
    limits::config(model, &config)?;
    limits::tools(model, body.get("tools"))?;
    let turns = turns(&body, sources)?;
    limits::documents(model, turns.iter().flat_map(|turn| &turn.documents))?;
    limits::length(model, tokens(&turns))?;
    let searches = limits::has_tool(body.get("tools"), "googleSearch");
    Ok(ParsedRequest { searches, ..assemble(model, &config, &turns) })
}

/// Answers `countTokens`. The contents are in the body, or in a request nested in the body.
pub fn count_tokens(request: &Request, painter: &dyn Painter) -> Result<Response, Response> {
    let body = message(request, schema::COUNT_TOKENS)?;
    let inner = body.get("generateContentRequest").and_then(Value::as_object);
    let sources = Sources { painter, files: &|_| None };
    let (text, image) = tokens(&turns(inner.unwrap_or(&body), &sources)?);
    let mut details = vec![json!({ "modality": "TEXT", "tokenCount": text })];
    if image > 0 {
        details.push(json!({ "modality": "IMAGE", "tokenCount": image }));
    }
    let counted = json!({ "totalTokens": text + image, "promptTokensDetails": details });
    Ok(Response::new(200, error_response::JSON, error_response::pretty(&counted)))
}

fn message(request: &Request, fields: &[Field]) -> Result<Map<String, Value>, Response> {
    let most = if auth::is_for_relay(request) { MAX_RELAY_BODY } else { MAX_BODY };
    if request.body.len() > most {
        return Err(error_response::payload_size(most));
    }
    canonical(&parse(&request.body)?, fields).map_err(|violations| error_response::violations(&violations))
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
        error_response::violations(&[(String::new(), complaint)])
    })
}

/// One turn of the conversation.
struct Turn {
    by_user: bool,
    text: Vec<String>,
    images: Vec<Input>,
    /// The types of videos and PDFs, which are accepted but not read.
    documents: Vec<String>,
}

fn turns(body: &Map<String, Value>, sources: &Sources<'_>) -> Result<Vec<Turn>, Response> {
    let contents = body.get("contents").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    if contents.is_empty() {
        return Err(error_response::invalid(
            "* GenerateContentRequest.contents: contents is not specified\n",
        ));
    }
    contents.iter().enumerate().map(|(index, content)| turn(index, content, sources)).collect()
}

fn turn(index: usize, content: &Value, sources: &Sources<'_>) -> Result<Turn, Response> {
    let by_user = match content["role"].as_str() {
        None | Some("" | "user" | "function") => true,
        Some("model") => false,
        Some(_) => return Err(error_response::invalid("Please use a valid role: user, model.")),
    };
    let parts = content["parts"].as_array().map(Vec::as_slice).unwrap_or_default();
    if parts.is_empty() {
        let message =
            format!("* GenerateContentRequest.contents[{index}].parts: contents.parts must not be empty.\n");
        return Err(error_response::invalid(&message));
    }
    let mut turn = Turn { by_user, text: Vec::new(), images: Vec::new(), documents: Vec::new() };
    for (at, part) in parts.iter().enumerate() {
        read_part(part, &format!("contents[{index}].parts[{at}]"), &mut turn, sources)?;
    }
    Ok(turn)
}

fn read_part(part: &Value, path: &str, turn: &mut Turn, sources: &Sources<'_>) -> Result<(), Response> {
    if part["thought"] == true {
        return Ok(());
    }
    if let Some(text) = part["text"].as_str() {
        turn.text.push(text.to_owned());
        return Ok(());
    }
    if let Some(blob) = part["inlineData"].as_object() {
        return inline(blob, path, turn, sources.painter);
    }
    if let Some(file) = part["fileData"].as_object() {
        return by_reference(file, sources, turn);
    }
    if part
        .as_object()
        .is_some_and(|fields| fields.keys().all(|key| key == "thought" || key == "thoughtSignature"))
    {
        let message = format!(
            "* GenerateContentRequest.{path}.data: required oneof field 'data' must have one initialized field\n"
        );
        return Err(error_response::invalid(&message));
    }
    Ok(())
}

/// Reads a file of the Files API, or an external one.
fn by_reference(file: &Map<String, Value>, sources: &Sources<'_>, turn: &mut Turn) -> Result<(), Response> {
    let uri = file.get("fileUri").and_then(Value::as_str).unwrap_or_default();
    let named = file.get("mimeType").and_then(Value::as_str);
    let Some((kept_mime, bytes)) = (sources.files)(uri) else {
        let is_elsewhere =
            uri.starts_with("https://") && !uri.contains("/files/") || uri.starts_with("gs://");
        let placeholder =
            is_elsewhere.then(|| sources.painter.of_address(uri)).flatten().ok_or_else(no_file)?;
        turn.documents.extend(named.filter(|mime| is_document(mime)).map(str::to_owned));
        turn.images.push(placeholder);
        return Ok(());
    };
    let mime = named.unwrap_or(&kept_mime);
    if mime.starts_with("image/") {
        turn.images.push(open(&bytes, sources.painter)?);
    } else {
        turn.documents.push(mime.to_owned());
    }
    Ok(())
}

fn is_document(mime: &str) -> bool {
    mime.starts_with("video/") || mime == "application/pdf"
}

fn inline(
    blob: &Map<String, Value>,
    path: &str,
    turn: &mut Turn,
    painter: &dyn Painter,
) -> Result<(), Response> {
    let mime = blob.get("mimeType").and_then(Value::as_str).unwrap_or_default();
    if !INPUT_TYPES.contains(&mime) && !is_document(mime) {
        return Err(error_response::invalid(&format!("Unsupported MIME type: {mime}")));
    }
    let data = blob.get("data").and_then(Value::as_str).unwrap_or_default();
    let bytes = decode_base64(data).filter(|bytes| !bytes.is_empty()).ok_or_else(|| {
        let violation: Violation = (
            format!("{path}.inline_data.data"),
            format!("* GenerateContentRequest.{path}.inline_data.data: must not be empty.\n"),
        );
        error_response::violations(&[violation])
    })?;
    if is_document(mime) {
        turn.documents.push(mime.to_owned());
    } else {
        turn.images.push(open(&bytes, painter)?);
    }
    Ok(())
}

fn open(file: &[u8], painter: &dyn Painter) -> Result<Input, Response> {
    painter
        .open(file)
        .ok_or_else(|| error_response::invalid("Unable to process input image. Please retry or report in https://developers.generativeai.google/guide/troubleshooting"))
}

fn assemble(model: &'static Model, config: &Value, turns: &[Turn]) -> ParsedRequest {
    let last = turns.iter().rposition(|turn| turn.by_user).unwrap_or(turns.len() - 1);
    let prompt = turns[last].text.join("\n").trim().to_owned();
    // A text turn without pictures refers to the newest picture before it.
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
    ParsedRequest {
        model,
        prompt,
        ratio: image["aspectRatio"].as_str().or(shape_of_input).unwrap_or("1:1").to_owned(),
        size: image["imageSize"].as_str().map(str::to_owned),
        seed: config["seed"].as_i64(),
        wants_text: wants("TEXT"),
        wants_image: wants("IMAGE") && model.makes == Makes::Images,
        format: if model.answers_jpeg { Format::Jpeg } else { Format::Png },
        is_heavy: false,
        searches: false,
        max_output: config["maxOutputTokens"].as_u64().map(|most| u32::try_from(most).unwrap_or(u32::MAX)),
        images: shown.into_iter().cloned().collect(),
        text_tokens,
        image_tokens,
    }
}

/// Returns the tokens of all text and of all images.
fn tokens(turns: &[Turn]) -> (u32, u32) {
    let letters: usize = turns.iter().flat_map(|turn| &turn.text).map(|text| text.chars().count()).sum();
    let tiles: u32 = turns.iter().flat_map(|turn| &turn.images).map(tiles).sum();
    ((letters as u32).div_ceil(4).max(1), tiles * 258)
}

/// Returns the number of tiles of 768 pixels that are charged for an image.
fn tiles(Input { picture, .. }: &Input) -> u32 {
    if picture.width <= 384 && picture.height <= 384 {
        1
    } else {
        picture.width.div_ceil(768) * picture.height.div_ceil(768)
    }
}
