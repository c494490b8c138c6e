//! Reads a body in large chunks if the browser supports it (BYOB), and otherwise in chunks as they arrive.

use crate::abort::AbortGuard;
use crate::bytes;
use crate::caller::settled;
use crate::clock::{now_ms, yield_if_due};
use crate::js_error::message_of;
use crate::runtime::is_browser;
use js_sys::{Array, ArrayBuffer, Object, Promise, Reflect, Uint8Array};
use tintype_protocol::error::{Error, ErrorKind};
use wasm_bindgen::prelude::*;
use web_sys::ReadableStream;

#[wasm_bindgen]
extern "C" {
    // web-sys has neither `min` nor a type for both kinds of readers.
    type Reader;
    #[wasm_bindgen(method, catch)]
    fn read(this: &Reader) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch, js_name = read)]
    fn read_into(this: &Reader, view: &Uint8Array, options: &Object) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn cancel(this: &Reader) -> Result<JsValue, JsValue>;

    type Source;
    #[wasm_bindgen(method, catch, js_name = getReader)]
    fn reader(this: &Source) -> Result<Reader, JsValue>;
    #[wasm_bindgen(method, catch, js_name = getReader)]
    fn reader_of_mode(this: &Source, options: &Object) -> Result<Reader, JsValue>;
}

/// The size of a read. Each read costs a turn of the event loop and a copy, so larger reads are cheaper.
const READ_BYTES: u32 = 512 << 10;
/// The number of bytes that are copied into wasm memory at a time, because that memory never shrinks and many calls may
/// run.
const COPY_BYTES: u32 = 64 << 10;
/// The duration of a slow read. The page receives no data meanwhile, so the next reads request fewer bytes.
const SLOW_READ_MS: f64 = 60.0;

/// The body of an answer. Dropping it aborts the transfer.
pub struct BodyReader {
    source: Option<Kind>,
    /// Bytes that were read but have not been returned yet.
    rest: Option<Uint8Array>,
    is_stream: bool,
    least: u32,
    _guard: AbortGuard,
}

enum Kind {
    Default(Reader),
    /// A BYOB reader, and the buffer that is transferred to each read and returned with its result.
    Byob(Reader, Option<JsValue>),
}

impl BodyReader {
    /// Creates a reader for a body that `guard` can abort. In a stream every byte may be news, and otherwise only the
    /// whole body counts.
    pub fn new(body: Option<ReadableStream>, guard: AbortGuard, is_stream: bool) -> Self {
        let source = body.and_then(|body| open(body.unchecked_ref()));
        Self { source, rest: None, is_stream, least: 1, _guard: guard }
    }

    /// Replaces the content of `chunk` with the next bytes. Returns `false` at the end.
    ///
    /// # Errors
    /// `truncated-response` if the connection breaks.
    pub async fn read(&mut self, chunk: &mut Vec<u8>) -> Result<bool, Error> {
        let Some(view) = self.next().await? else {
            chunk.clear();
            return Ok(false);
        };
        bytes::read(&view, chunk).map_err(|error| interrupted(&error))?;
        Ok(true)
    }

    /// Reads the next chunk, of the size that the browser selects.
    async fn view(&mut self) -> Result<Option<Uint8Array>, Error> {
        let started_ms = now_ms();
        let read = self.read_once().await.map_err(|error| interrupted(&error))?;
        let Some((value, is_done)) = read else { return Ok(None) };
        self.adapt(now_ms() - started_ms);
        if is_done && !ArrayBuffer::is_view(&value) {
            return Ok(None);
        }
        let view = bytes_of(&value)?;
        // A read with `min` that is cut short by the end returns its bytes and `done` together. The next read returns
        // `done` again.
        Ok((!is_done || view.length() > 0).then_some(view))
    }

    /// Returns a chunk, and whether the body has ended.
    async fn read_once(&mut self) -> Result<Option<(JsValue, bool)>, JsValue> {
        let least = self.least;
        let Some(source) = &mut self.source else { return Ok(None) };
        let promise = match source {
            Kind::Default(reader) => reader.read()?,
            Kind::Byob(reader, buffer) => {
                let view = match buffer.take() {
                    Some(buffer) => bytes::view(&buffer, 0, READ_BYTES)?,
                    None => bytes::zeros(READ_BYTES)?,
                };
                reader.read_into(&view, &object("min", &least.into()))?
            }
        };
        let result = settled(&promise).await?;
        let value = Reflect::get(&result, &"value".into())?;
        Ok(Some((value, Reflect::get(&result, &"done".into())?.is_truthy())))
    }

    /// Returns the next bytes that may be copied in one step.
    async fn next(&mut self) -> Result<Option<Uint8Array>, Error> {
        // If bytes arrive faster than they are read, each read completes immediately and all of them would be one long
        // task.
        yield_if_due().await;
        let view = match self.rest.take() {
            Some(rest) => rest,
            None => match self.view().await? {
                Some(view) => view,
                None => return Ok(None),
            },
        };
        if view.length() <= COPY_BYTES {
            self.give_back(&view);
            return Ok(Some(view));
        }
        self.rest = Some(part(&view, COPY_BYTES, view.length())?);
        part(&view, 0, COPY_BYTES).map(Some)
    }

    /// Reuses the buffer of a finished read for the next one.
    fn give_back(&mut self, view: &Uint8Array) {
        if let (Some(Kind::Byob(_, buffer)), true) = (&mut self.source, view.length() > 0) {
            *buffer = Some(view.buffer().into());
        }
    }

    /// Requests fewer and larger reads on a fast connection, and any bytes that have arrived on a slow one.
    fn adapt(&mut self, took_ms: f64) {
        if self.is_stream || took_ms > SLOW_READ_MS {
            self.least = 1;
        } else {
            self.least = (self.least * 4).clamp(64 << 10, READ_BYTES);
        }
    }
}

impl Drop for BodyReader {
    fn drop(&mut self) {
        let Some(Kind::Default(reader) | Kind::Byob(reader, _)) = &self.source else { return };
        // A transport of the caller may ignore the guard's signal. `allSettled` swallows a rejection.
        if let Ok(done) = reader.cancel() {
            let _ = Promise::all_settled(&Array::of1(&done));
        }
    }
}

/// Opens a reader. A body that is not a byte stream refuses the BYOB mode, as in some browsers and in many transports
/// of callers. Node uses the default mode: in 20.20 a cloned byte stream breaks off at a BYOB read, and Next.js clones
/// every response.
fn open(body: &Source) -> Option<Kind> {
    if !is_browser() {
        return body.reader().ok().map(Kind::Default);
    }
    match body.reader_of_mode(&object("mode", &"byob".into())) {
        Ok(reader) => Some(Kind::Byob(reader, None)),
        Err(_) => body.reader().ok().map(Kind::Default),
    }
}

fn object(name: &str, value: &JsValue) -> Object {
    let object = Object::new();
    // Setting a member of a plain new object cannot fail.
    let _ = Reflect::set(&object, &name.into(), value);
    object
}

/// Returns the bytes of a chunk, which may be any kind of view and from another realm.
fn bytes_of(chunk: &JsValue) -> Result<Uint8Array, Error> {
    if !ArrayBuffer::is_view(chunk) {
        let message =
            "The answer comes in pieces that are no bytes; the transport must give a body of Uint8Array.";
        return Err(Error::new(ErrorKind::MalformedResponse, message));
    }
    // A chunk from the caller's transport may have its own members, which may throw.
    let member = |name: &str| Reflect::get(chunk, &name.into());
    let number = |name: &str| Ok::<_, JsValue>(member(name)?.as_f64().unwrap_or(0.0) as u32);
    let view = || bytes::view(&member("buffer")?, number("byteOffset")?, number("byteLength")?);
    view().map_err(|error| interrupted(&error))
}

fn part(view: &Uint8Array, start: u32, end: u32) -> Result<Uint8Array, Error> {
    bytes::part(view, start, end).map_err(|error| interrupted(&error))
}

fn interrupted(error: &JsValue) -> Error {
    let message =
        ["The answer ended early; the connection was cut. Try again. ", &message_of(error)].concat();
    Error::new(ErrorKind::TruncatedResponse, message.trim_end())
}
