//! Parsing of the options of a JS call from their text.

use super::host::Host;
use super::reader::Reader;
use super::turns::{self, Slots};
use crate::ApiKey;
use crate::before_retry::BeforeRetry;
use crate::client_options::ClientOptions;
use crate::header_source::{HeaderSource, Headers};
use crate::raw;
use js_sys::{Array, Function};
use tintype_browser::caller::{list, pairs, settled};
use tintype_browser::js_error::message_of;
use tintype_protocol::error::{Error, ErrorKind};
use tintype_protocol::exchange::retry::Retry;
use tintype_protocol::json::{self, Map, Value};
use tintype_protocol::progress::duration;
use tintype_protocol::request::endpoint::Auth;
use tintype_protocol::request::options::{InputLimits, Options};
use tintype_protocol::request::{Problems, check, table};
use wasm_bindgen::JsValue;

/// The content of one JS call.
pub struct JsOptions {
    pub question: Question,
    pub is_stream: bool,
    pub client: ClientOptions,
    pub generate: Options<JsValue>,
    /// The earlier turns of the conversation.
    pub turns: Vec<raw::Turn>,
}

/// The purpose of a call. Only a generation has more options to check than those of the client.
#[derive(Clone, Copy, PartialEq)]
pub enum Question {
    Generation,
    Models,
    Upload,
}

/// Reads the options, and reports all problems in one error.
#[inline(never)]
pub fn read(text: &str, values: &Array, host: &Host) -> Result<JsOptions, Error> {
    let document = json::parse(text).unwrap_or_default();
    let nothing = Map::new();
    let mut problems = Problems::default();
    let mut reader = Reader::new(document.as_object().unwrap_or(&nothing), "", &mut problems);
    if document.as_object().is_none() {
        reader.refuse::<()>("options", "must be an object such as { prompt: \"a red fox\" }");
    }
    let is = |name| document[name] == true;
    let slots = Slots(values);
    let read = JsOptions {
        question: if is("asksForModels") {
            Question::Models
        } else if is("isUpload") {
            Question::Upload
        } else {
            Question::Generation
        },
        is_stream: is("isStream"),
        client: client_options(&mut reader, host),
        generate: generate_options(&mut reader, &slots),
        turns: turns::read(&mut reader, &slots),
    };
    functions(&mut reader);
    read.client.endpoint().check(&mut problems);
    if read.question == Question::Generation {
        check(&read.client.model, &read.generate, &mut problems);
    }
    problems.into_result().map(|()| read)
}

fn client_options(reader: &mut Reader<'_>, host: &Host) -> ClientOptions {
    let defaults = ClientOptions::default();
    ClientOptions {
        base_url: base_url(reader).unwrap_or(defaults.base_url),
        api_key: api_key(reader, host),
        auth: auth(reader).unwrap_or_default(),
        headers: headers(reader, host).unwrap_or_default(),
        header_source: host
            .get_headers()
            .map(|callback| HeaderSource::new(move || header_source(callback.clone()))),
        model: reader.string("model").unwrap_or(defaults.model),
        timeout_ms: reader.count("timeoutMs").map_or(defaults.timeout_ms, |ms| ms as u32),
        retry: retry(reader),
        fetch: host.fetch(),
        before_retry: host
            .before_retry()
            .map(|callback| BeforeRetry::new(move |error| allowed(callback.clone(), error))),
    }
}

/// Calls the page's hook before a retry, which only `false` prevents. A hook that throws ends the call through its
/// signal.
async fn allowed(callback: Function, error: Error) -> bool {
    let Ok(answer) = callback.call1(&JsValue::UNDEFINED, &error.to_record().text().into()) else {
        return false;
    };
    settled(&answer).await.is_ok_and(|answer| answer != JsValue::FALSE)
}

fn generate_options(reader: &mut Reader<'_>, slots: &Slots<'_>) -> Options<JsValue> {
    Options {
        prompt: reader.string("prompt"),
        images: turns::images(reader, slots),
        contents: turns::contents(reader, slots),
        settings: settings(reader),
        follow_remote_images: reader.flag("followRemoteImages").unwrap_or(false),
        input: input_limits(reader),
        on_progress: None,
    }
}

/// Copies the options of the table unchanged.
fn settings(reader: &mut Reader<'_>) -> Map {
    let mut settings = Map::new();
    for table::Row { name, kind, .. } in table::TABLE {
        let Some(value) = reader.get(name) else { continue };
        let is_json = matches!(kind, table::Kind::List(_) | table::Kind::Object);
        if is_json && !value.is_array() && is_unreadable(value) {
            reader.refuse::<()>(name, "must be plain JSON");
        }
        settings.push(*name, value.clone());
    }
    settings
}

/// Returns whether a value is the placeholder that `npm/request.js` writes for a function, a cycle or the like. The
/// placeholder is a number out of range.
fn is_unreadable(value: &Value) -> bool {
    value.as_number().is_some() && value.as_f64().is_none()
}

/// Checks the options that stay in the page. The page sends `true` for each option of the right type.
fn functions(reader: &mut Reader<'_>) {
    for (name, what) in [
        ("fetch", "must be a function"),
        ("onProgress", "must be a function"),
        ("hooks", "must be functions by the names beforeRequest, afterResponse and beforeRetry"),
        ("signal", "must be an AbortSignal"),
    ] {
        if reader.get(name).is_some_and(|value| *value != true) {
            reader.refuse::<()>(name, what);
        }
    }
}

fn base_url(reader: &mut Reader<'_>) -> Option<String> {
    let value = reader.get("baseUrl")?;
    let text = value.as_str().map(str::to_owned);
    text.or_else(|| reader.refuse("baseUrl", "must be a string or a URL"))
}

fn api_key(reader: &mut Reader<'_>, host: &Host) -> Option<ApiKey> {
    let value = reader.get("apiKey")?;
    if let Some(key) = value.as_str() {
        return Some(ApiKey::from(key));
    }
    let Some(callback) = host.get_key() else {
        return reader.refuse("apiKey", "must be a string or a function");
    };
    Some(ApiKey::from_fn(move || key_from(callback.clone())))
}

async fn key_from(callback: Function) -> Result<String, Error> {
    let failed = |why: &str| no_answer("apiKey", "no key", ErrorKind::Auth, why);
    let value = answer_of(&callback).await.map_err(|thrown| failed(&message_of(&thrown)))?;
    value.as_string().ok_or_else(|| failed("it must give a string."))
}

/// Gets the headers from the page, which parses them with `new Headers()` and returns `undefined` for invalid headers.
async fn header_source(callback: Function) -> Result<Headers, Error> {
    let failed = |why: &str| no_answer("headers", "no headers", ErrorKind::InvalidOptions, why);
    let value = answer_of(&callback).await.map_err(|thrown| failed(&message_of(&thrown)))?;
    list(&value).and_then(|list| pairs(&list)).ok_or_else(|| failed("it must give legal headers."))
}

async fn answer_of(callback: &Function) -> Result<JsValue, JsValue> {
    settled(&callback.call0(&JsValue::UNDEFINED)?).await
}

fn no_answer(name: &str, what: &str, kind: ErrorKind, why: &str) -> Error {
    let message = ["The function ", name, " gave ", what, ": ", why].concat();
    Error::new(kind, message).with(|details| details.field = Some(name.to_owned()))
}

fn auth(reader: &mut Reader<'_>) -> Option<Auth> {
    let name = reader.string("auth")?;
    let known = Auth::NAMES.iter().find(|(known, _)| *known == name).map(|(_, auth)| *auth);
    known.or_else(|| reader.refuse("auth", "must be \"bearer\", \"x-goog-api-key\", \"query\" or \"none\""))
}

/// Reads the headers as pairs, which the page has parsed with `new Headers()`.
fn headers(reader: &mut Reader<'_>, host: &Host) -> Option<Headers> {
    let value = reader.get("headers").filter(|_| host.get_headers().is_none())?;
    pairs_of(value).or_else(|| reader.refuse("headers", "must be legal headers"))
}

fn pairs_of(value: &Value) -> Option<Headers> {
    let mut pairs = Vec::new();
    for pair in value.as_array()? {
        pairs.push((pair[0].as_str()?.to_owned(), pair[1].as_str()?.to_owned()));
    }
    Some(pairs)
}

fn retry(reader: &mut Reader<'_>) -> Retry {
    let defaults = Retry::default();
    let members = match reader.get("retry") {
        None | Some(Value::Bool(true)) => return defaults,
        Some(Value::Bool(false)) => return Retry::NEVER,
        Some(Value::Object(members)) => members,
        Some(_) => {
            reader.refuse::<()>("retry", "must be false or an object");
            return defaults;
        }
    };
    let mut reader = Reader::new(members, "retry.", reader.problems());
    Retry::attempts(reader.count("attempts").map_or(defaults.attempts, |attempts| attempts as u32))
        .base_delay(reader.count("baseDelayMs").map_or(defaults.base_delay, duration))
        .max_delay(reader.count("maxDelayMs").map_or(defaults.max_delay, duration))
}

fn input_limits(reader: &mut Reader<'_>) -> InputLimits {
    let mut limits = InputLimits::default();
    let Some(value) = reader.get("input") else { return limits };
    let Some(members) = value.as_object() else {
        reader.refuse::<()>("input", "must be an object");
        return limits;
    };
    let mut reader = Reader::new(members, "input.", reader.problems());
    limits.max_bytes = reader.count("maxBytes").map(|bytes| bytes as u64);
    // Round up, so that less than a pixel becomes one.
    limits.max_side_px = reader.count("maxSidePx").map(|side| side.ceil() as u32);
    limits.convert = reader.flag("convert").unwrap_or(limits.convert);
    limits.keep_metadata = reader.flag("keepMetadata").unwrap_or(limits.keep_metadata);
    limits
}
