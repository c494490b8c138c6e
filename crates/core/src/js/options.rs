//! The options of a JS call, read member by member.

use super::inputs::{contents, images, not_an_input, one_image};
use super::reader::Reader;
use super::values::text_of_url;
use super::{outcome, turns};
use crate::asked_headers::{AskedHeaders, Headers};
use crate::caller::{member, settled};
use crate::client_builder::ClientOptions;
use crate::compose::ComposeOptions;
use crate::js_error::message_of;
use crate::{ApiKey, raw};
use js_sys::{Array, Function};
use std::rc::Rc;
use tintype_protocol::endpoint::Auth;
use tintype_protocol::error::{Error, ErrorKind};
use tintype_protocol::options::InputLimits;
use tintype_protocol::progress::{Progress, duration};
use tintype_protocol::request::Problems;
use tintype_protocol::retry::Retry;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::AbortSignal;

/// What one JS call says.
pub struct JsOptions {
    pub client: ClientOptions,
    pub generate: raw::Options,
    /// The turns before this one, in a conversation.
    pub turns: Option<Vec<raw::Turn>>,
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
    read.client.find_problems(&read.generate, &mut problems);
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
        asked_headers: asked_headers(reader),
        model: reader.string("model").unwrap_or(defaults.model),
        timeout_ms: reader.count("timeoutMs").map_or(defaults.timeout_ms, |ms| ms as u32),
        retry: retry(reader),
        fetch: reader.function("fetch"),
    }
}

fn generate_options(reader: &mut Reader<'_>) -> raw::Options {
    raw::Options {
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
    let text = value.as_string().or_else(|| text_of_url(&value));
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
    let value = match ask.call0(&JsValue::UNDEFINED) {
        Ok(value) => settled(&value).await,
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

fn headers(reader: &mut Reader<'_>) -> Option<Headers> {
    let value = reader.get("headers").filter(|value| !value.is_function())?;
    header_pairs(&value).or_else(|| reader.refuse("headers", "must be legal headers"))
}

fn asked_headers(reader: &mut Reader<'_>) -> Option<AskedHeaders> {
    let ask: Function = reader.get("headers")?.dyn_into().ok()?;
    Some(AskedHeaders::new(move || headers_from(ask.clone())))
}

async fn headers_from(ask: Function) -> Result<Headers, Error> {
    let failed = |why: &str| {
        let message = format!("The function headers gave no headers: {why}");
        Error::new(ErrorKind::InvalidOptions, message).with(|facts| facts.field = Some("headers".to_owned()))
    };
    let value = match ask.call0(&JsValue::UNDEFINED) {
        Ok(value) => settled(&value).await,
        Err(thrown) => Err(thrown),
    };
    let value = value.map_err(|thrown| failed(&message_of(&thrown)))?;
    header_pairs(&value).ok_or_else(|| failed("it must give legal headers."))
}

/// Headers in any form that `new Headers()` takes: it does the reading.
fn header_pairs(value: &JsValue) -> Option<Headers> {
    let headers = web_sys::Headers::new_with_headers(value.unchecked_ref()).ok()?;
    let pair = |entry: JsValue| {
        let entry: Array = entry.unchecked_into();
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
    Retry::attempts(reader.count("attempts").map_or(defaults.attempts, |attempts| attempts as u32))
        .base_delay(reader.count("baseDelayMs").map_or(defaults.base_delay, duration))
        .max_delay(reader.count("maxDelayMs").map_or(defaults.max_delay, duration))
}

fn input_limits(reader: &mut Reader<'_>) -> InputLimits {
    let mut limits = InputLimits::default();
    let Some(value) = reader.get("input") else { return limits };
    let mut reader = Reader::new(&value, "input.", reader.problems());
    limits.max_bytes = reader.count("maxBytes").map(|bytes| bytes as u64);
    // Less than a pixel is one, and without end is any length.
    let whole = |side: f64| if side.is_infinite() { 0 } else { side.ceil() as u32 };
    limits.max_side_px = reader.count("maxSidePx").map(whole);
    limits.convert = reader.flag("convert").unwrap_or(limits.convert);
    limits.keep_metadata = reader.flag("keepMetadata").unwrap_or(limits.keep_metadata);
    limits
}

fn signal(reader: &mut Reader<'_>) -> Option<AbortSignal> {
    let value = reader.get("signal")?;
    // A polyfill or another realm's signal is no instance of ours and as good.
    let is_signal = member(&value, "aborted").as_bool().is_some();
    if is_signal { Some(value.unchecked_into()) } else { reader.refuse("signal", "must be an AbortSignal") }
}
