//! The options of a JS call, read member by member.

use super::reader::{Reader, json_of};
use super::{outcome, turns};
use crate::input::PreparedImage;
use crate::js_error::message_of;
use crate::{ApiKey, ClientOptions, ComposeOptions, Content, GenerateOptions, ImageInput, InputPart};
use js_sys::{Array, ArrayBuffer, Function, Promise, Reflect, Uint8Array};
use serde_json::Map;
use std::rc::Rc;
use tintype_protocol::endpoint::Auth;
use tintype_protocol::error::{Error, ErrorKind};
use tintype_protocol::history::Turn;
use tintype_protocol::options::InputLimits;
use tintype_protocol::progress::Progress;
use tintype_protocol::request::Problems;
use tintype_protocol::retry::Retry;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Blob};

/// What one JS call says.
pub struct JsOptions {
    pub client: ClientOptions,
    pub generate: GenerateOptions,
    /// The turns before this one, in a conversation.
    pub turns: Option<Vec<Turn<PreparedImage>>>,
    pub signal: Option<AbortSignal>,
    listener: Option<Function>,
}

impl JsOptions {
    /// Progress goes to the caller's `onProgress` and, in a stream, among the events.
    pub fn on_progress(&self, observe: &Function, is_stream: bool) -> Option<Rc<dyn Fn(Progress)>> {
        let listener = self.listener.clone();
        let observe = is_stream.then(|| observe.clone());
        if listener.is_none() && observe.is_none() {
            return None;
        }
        Some(Rc::new(move |progress| {
            // A listener that throws is the page's own affair; the call goes on.
            if let Some(listener) = &listener {
                let _ = listener.call1(&JsValue::UNDEFINED, &outcome::progress(&progress));
            }
            if let Some(observe) = &observe {
                let _ = observe.call1(&JsValue::UNDEFINED, &outcome::progress_event(&progress));
            }
        }))
    }
}

/// Reads them, with all problems at once.
pub fn read(options: &JsValue) -> Result<JsOptions, Error> {
    let mut problems = Problems::default();
    if !options.is_object() {
        problems.add("options", "must be an object such as { prompt: \"a red fox\" }");
    }
    let mut reader = Reader::new(options, "", &mut problems);
    let read = JsOptions {
        client: client_options(&mut reader),
        generate: generate_options(&mut reader),
        turns: turns::read(&mut reader),
        signal: signal(&mut reader),
        listener: reader.function("onProgress"),
    };
    problems.into_result().map(|()| read)
}

/// The options of `compose`, and its signal.
pub fn read_compose(options: &JsValue) -> Result<(ComposeOptions, Option<AbortSignal>), Error> {
    let mut problems = Problems::default();
    let mut reader = Reader::new(options, "", &mut problems);
    let (base, edit, mask) =
        (one_image(&mut reader, "base"), one_image(&mut reader, "edit"), one_image(&mut reader, "mask"));
    let feather_px = reader.count("featherPx").map_or(0, |px| px as u32);
    let mime_type = reader.string("type");
    let signal = signal(&mut reader);
    problems.into_result()?;
    match (base, edit, mask) {
        (Some(base), Some(edit), Some(mask)) => {
            Ok((ComposeOptions { base, edit, mask, feather_px, mime_type }, signal))
        }
        _ => Err(not_an_input()),
    }
}

fn one_image(reader: &mut Reader<'_>, name: &str) -> Option<ImageInput> {
    match reader.get(name).map(|value| image_input(&value)) {
        Some(Ok(image)) => Some(image),
        Some(Err(error)) => reader.refuse(name, error.message()),
        None => reader.refuse(name, "is missing"),
    }
}

/// The options of a client and the signal of one call of it.
pub fn read_client(options: &JsValue) -> Result<(ClientOptions, Option<AbortSignal>), Error> {
    let mut problems = Problems::default();
    let mut reader = Reader::new(options, "", &mut problems);
    let read = (client_options(&mut reader), signal(&mut reader));
    problems.into_result().map(|()| read)
}

fn client_options(reader: &mut Reader<'_>) -> ClientOptions {
    let defaults = ClientOptions::default();
    ClientOptions {
        base_url: base_url(reader).unwrap_or(defaults.base_url),
        api_key: api_key(reader),
        auth: auth(reader).unwrap_or_default(),
        headers: headers(reader).unwrap_or_default(),
        model: reader.string("model").unwrap_or(defaults.model),
        timeout_ms: reader.count("timeoutMs").map_or(defaults.timeout_ms, |ms| ms as u32),
        retry: retry(reader),
        fetch: reader.function("fetch"),
    }
}

fn generate_options(reader: &mut Reader<'_>) -> GenerateOptions {
    GenerateOptions {
        prompt: reader.string("prompt"),
        images: images(reader),
        contents: contents(reader),
        system_instruction: reader.string("systemInstruction"),
        aspect_ratio: reader.string("aspectRatio"),
        image_size: reader.string("imageSize"),
        modalities: reader.strings("modalities"),
        n: reader.number("n"),
        temperature: reader.number("temperature"),
        top_p: reader.number("topP"),
        top_k: reader.number("topK"),
        seed: reader.number("seed"),
        max_output_tokens: reader.number("maxOutputTokens"),
        stop_sequences: reader.strings("stopSequences"),
        candidate_count: reader.number("candidateCount"),
        safety_settings: reader.json("safetySettings"),
        tools: reader.json("tools"),
        thinking: reader.json("thinking"),
        extra: reader.json("extra"),
        follow_remote_images: reader.flag("followRemoteImages").unwrap_or(false),
        input: input_limits(reader),
        on_progress: None,
    }
}

fn base_url(reader: &mut Reader<'_>) -> Option<String> {
    let value = reader.get("baseUrl")?;
    let text = value.as_string().or_else(|| value.dyn_ref::<web_sys::Url>().map(web_sys::Url::href));
    text.or_else(|| reader.refuse("baseUrl", "must be a string or a URL"))
}

fn api_key(reader: &mut Reader<'_>) -> Option<ApiKey> {
    let value = reader.get("apiKey")?;
    if let Some(key) = value.as_string() {
        return Some(ApiKey::from(key));
    }
    let ask: Option<Function> = value.dyn_into().ok();
    let Some(ask) = ask else { return reader.refuse("apiKey", "must be a string or a function") };
    Some(ApiKey::asked(move || asked_key(ask.clone())))
}

async fn asked_key(ask: Function) -> Result<String, Error> {
    let failed = |why: &str| {
        let message = format!("The function apiKey gave no key: {why}");
        Error::new(ErrorKind::Auth, message).with(|facts| facts.field = Some("apiKey".to_owned()))
    };
    let promise = ask.call0(&JsValue::UNDEFINED).map(|value| Promise::resolve(&value));
    let value = match promise {
        Ok(promise) => JsFuture::from(promise).await,
        Err(thrown) => Err(thrown),
    };
    let value = value.map_err(|thrown| failed(&message_of(&thrown)))?;
    value.as_string().ok_or_else(|| failed("it must give a string."))
}

fn auth(reader: &mut Reader<'_>) -> Option<Auth> {
    let name = reader.string("auth")?;
    let known = Auth::NAMES.iter().find(|(known, _)| *known == name).map(|(_, auth)| *auth);
    known.or_else(|| reader.refuse("auth", "must be \"bearer\", \"x-goog-api-key\", \"query\" or \"none\""))
}

/// Headers in any form that `new Headers()` takes: it does the reading.
fn headers(reader: &mut Reader<'_>) -> Option<Vec<(String, String)>> {
    let value = reader.get("headers")?;
    let headers = web_sys::Headers::new_with_headers(value.unchecked_ref());
    let Ok(headers) = headers else { return reader.refuse("headers", "must be legal headers") };
    let pair = |entry: JsValue| {
        let entry: Array = entry.dyn_into().ok()?;
        Some((entry.get(0).as_string()?, entry.get(1).as_string()?))
    };
    Some(headers.entries().into_iter().filter_map(|entry| pair(entry.ok()?)).collect())
}

fn retry(reader: &mut Reader<'_>) -> Retry {
    let defaults = Retry::default();
    let Some(value) = reader.get("retry") else { return defaults };
    match value.as_bool() {
        Some(false) => return Retry::NEVER,
        Some(true) => return defaults,
        None if value.is_object() => {}
        None => {
            reader.refuse::<()>("retry", "must be false or an object");
            return defaults;
        }
    }
    let mut reader = Reader::new(&value, "retry.", reader.problems());
    Retry {
        attempts: reader.count("attempts").map_or(defaults.attempts, |attempts| attempts as u32),
        base_delay_ms: reader.count("baseDelayMs").unwrap_or(defaults.base_delay_ms),
        max_delay_ms: reader.count("maxDelayMs").unwrap_or(defaults.max_delay_ms),
    }
}

fn input_limits(reader: &mut Reader<'_>) -> InputLimits {
    let defaults = InputLimits::default();
    let Some(value) = reader.get("input") else { return defaults };
    let mut reader = Reader::new(&value, "input.", reader.problems());
    InputLimits {
        max_bytes: reader.count("maxBytes").map_or(defaults.max_bytes, |bytes| bytes as u64),
        max_side_px: reader.count("maxSidePx").map(|side| side as u32),
        convert: reader.flag("convert").unwrap_or(defaults.convert),
    }
}

fn signal(reader: &mut Reader<'_>) -> Option<AbortSignal> {
    let value = reader.get("signal")?;
    // A polyfill or another realm's signal is no instance of ours and as good.
    let is_signal = Reflect::get(&value, &"aborted".into()).is_ok_and(|aborted| aborted.as_bool().is_some());
    if is_signal { Some(value.unchecked_into()) } else { reader.refuse("signal", "must be an AbortSignal") }
}

fn images(reader: &mut Reader<'_>) -> Vec<ImageInput> {
    let Some(value) = reader.get("images") else { return Vec::new() };
    let list = value.dyn_into::<Array>().unwrap_or_else(|one| Array::of1(&one));
    let mut images = Vec::new();
    for (at, value) in list.iter().enumerate() {
        match image_input(&value) {
            Ok(image) => images.push(image),
            Err(error) => reader.problems().add(&format!("images[{at}]"), error.message()),
        }
    }
    images
}

/// An image in any of the forms that the package takes.
pub fn image_input(value: &JsValue) -> Result<ImageInput, Error> {
    if let Some(blob) = value.dyn_ref::<Blob>() {
        return Ok(ImageInput::Blob(blob.clone()));
    }
    if let Some(url) = value.as_string() {
        return Ok(ImageInput::Url(url));
    }
    if let Some(url) = value.dyn_ref::<web_sys::Url>() {
        return Ok(ImageInput::Url(url.href()));
    }
    if let Some(buffer) = value.dyn_ref::<ArrayBuffer>() {
        return Ok(ImageInput::Bytes(Uint8Array::new(buffer).to_vec()));
    }
    if ArrayBuffer::is_view(value) {
        return view_bytes(value);
    }
    if is_drawable(value) {
        return Ok(ImageInput::Drawable(value.clone().unchecked_into()));
    }
    // A GeneratedImage of this package, or a record like it.
    match Reflect::get(value, &"blob".into()).ok().and_then(|blob| blob.dyn_into::<Blob>().ok()) {
        Some(blob) => Ok(ImageInput::Blob(blob)),
        None => Err(not_an_input()),
    }
}

/// By name, since most of these classes exist only in some scopes, and a page's elements may be another realm's.
fn is_drawable(value: &JsValue) -> bool {
    const NAMES: &[&str] = &[
        "HTMLImageElement",
        "HTMLCanvasElement",
        "OffscreenCanvas",
        "ImageBitmap",
        "ImageData",
        "VideoFrame",
    ];
    let Some(object) = value.dyn_ref::<js_sys::Object>() else { return false };
    let name = object.to_string().as_string().unwrap_or_default();
    NAMES.iter().any(|known| name == format!("[object {known}]"))
}

/// The bytes that a view shows, not the whole buffer behind it.
fn view_bytes(view: &JsValue) -> Result<ImageInput, Error> {
    let member = |name: &str| Reflect::get(view, &name.into()).map_err(|_| not_an_input());
    let buffer = member("buffer")?;
    let number = |value: JsValue| value.as_f64().map(|number| number as u32).ok_or_else(not_an_input);
    let (offset, length) = (number(member("byteOffset")?)?, number(member("byteLength")?)?);
    Ok(ImageInput::Bytes(Uint8Array::new_with_byte_offset_and_length(&buffer, offset, length).to_vec()))
}

fn not_an_input() -> Error {
    let message =
        "must be a Blob, a File, bytes, a URL, a canvas, an image element, a bitmap or a generated image";
    Error::new(ErrorKind::InvalidOptions, message)
}

fn contents(reader: &mut Reader<'_>) -> Vec<Content> {
    let Some(value) = reader.get("contents") else { return Vec::new() };
    let Ok(list) = value.dyn_into::<Array>() else {
        reader.refuse::<()>("contents", "must be a list");
        return Vec::new();
    };
    let mut contents = Vec::new();
    for (at, value) in list.iter().enumerate() {
        contents.push(content(&value, at, reader.problems()));
    }
    contents
}

fn content(value: &JsValue, at: usize, problems: &mut Problems) -> Content {
    let mut reader = Reader::new(value, "contents[].", problems);
    let role = reader.string("role").unwrap_or_else(|| "user".to_owned());
    let parts = reader.get("parts").and_then(|parts| parts.dyn_into::<Array>().ok());
    let mut content = Content { role, parts: Vec::new() };
    for value in parts.unwrap_or_default().iter() {
        match part(&value) {
            Some(part) => content.parts.push(part),
            None => problems.add(&format!("contents[{at}].parts"), "must be parts as on the wire"),
        }
    }
    content
}

/// A part as on the wire, but that `inlineData.data` may be an image in any form.
fn part(value: &JsValue) -> Option<InputPart> {
    let entries = js_sys::Object::entries(value.dyn_ref()?);
    let (mut image, mut fields) = (None, Map::new());
    for entry in entries.iter() {
        let entry: Array = entry.dyn_into().ok()?;
        let (name, value) = (entry.get(0).as_string()?, entry.get(1));
        if name == "inlineData" || name == "inline_data" {
            image = Some(inline_image(&value)?);
        } else if !value.is_undefined() {
            fields.insert(name, json_of(&value)?);
        }
    }
    Some(InputPart { image, fields })
}

fn inline_image(inline: &JsValue) -> Option<ImageInput> {
    let data = Reflect::get(inline, &"data".into()).ok()?;
    match data.as_string() {
        // The wire's own form: bare base64.
        Some(text) if !text.contains(':') => Some(ImageInput::Url(format!("data:;base64,{text}"))),
        _ => image_input(&data).ok(),
    }
}
