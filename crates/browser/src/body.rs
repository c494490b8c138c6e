//! Reads a body in large chunks where the browser can (BYOB), and as they come where it cannot.

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
    // web-sys knows neither `min` nor a reader that may be of either kind.
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

/// Each read costs a turn of the event loop and a copy; larger reads cost fewer.
const READ_BYTES: u32 = 512 << 10;
/// The bytes of a read that are copied into wasm memory at a time, because that memory never shrinks and many calls may run.
const COPY_BYTES: u32 = 64 << 10;
/// A read that takes longer leaves the page without news; the next ones ask for less.
const SLOW_READ_MS: f64 = 60.0;

/// The body of an answer. Dropping it ends the transfer.
pub struct BodyReader {
    source: Option<Kind>,
    /// Bytes that were read but not returned yet.
    rest: Option<Uint8Array>,
    is_stream: bool,
    least: u32,
    _guard: AbortGuard,
}

enum Kind {
    Default(Reader),
    /// With the buffer that is lent to each read and comes back with it.
    Byob(Reader, Option<JsValue>),
}

impl BodyReader {
    /// For a body that `guard` can end. In a stream every byte may be news; else only the whole counts.
    pub fn new(body: Option<ReadableStream>, guard: AbortGuard, is_stream: bool) -> Self {
        let source = body.and_then(|body| open(body.unchecked_ref()));
        Self { source, rest: None, is_stream, least: 1, _guard: guard }
    }

    /// Replaces the content of `chunk` with the next bytes; `false` at the end.
    ///
    /// # Errors
    /// `truncated-response` when the connection breaks.
    pub async fn read(&mut self, chunk: &mut Vec<u8>) -> Result<bool, Error> {
        let Some(view) = self.next().await? else {
            chunk.clear();
            return Ok(false);
        };
        bytes::read(&view, chunk).map_err(|error| interrupted(&error))?;
        Ok(true)
    }

    /// Reads the next chunk, of the size that the browser chooses.
    async fn view(&mut self) -> Result<Option<Uint8Array>, Error> {
        let started_ms = now_ms();
        let read = self.read_once().await.map_err(|error| interrupted(&error))?;
        let Some((value, is_done)) = read else { return Ok(None) };
        self.adapt(now_ms() - started_ms);
        if is_done && !ArrayBuffer::is_view(&value) {
            return Ok(None);
        }
        let view = bytes_of(&value)?;
        // A read with `min` that the end cuts short brings its bytes and the end at once; the next one says it again.
        Ok((!is_done || view.length() > 0).then_some(view))
    }

    /// A chunk, and whether that was the end.
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

    /// The next stretch that may be copied at once.
    async fn next(&mut self) -> Result<Option<Uint8Array>, Error> {
        // Where bytes come faster than they are read, each read ends at once, and all of them would be one long task.
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

    /// The buffer of a read that is used up is lent to the next one.
    fn give_back(&mut self, view: &Uint8Array) {
        if let (Some(Kind::Byob(_, buffer)), true) = (&mut self.source, view.length() > 0) {
            *buffer = Some(view.buffer().into());
        }
    }

    /// Fewer and larger reads on a fast connection; on a slow one, the bytes that have arrived.
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
        // A transport of the caller's may not listen to the guard's signal. `allSettled` makes nothing of a refusal.
        if let Ok(done) = reader.cancel() {
            let _ = Promise::all_settled(&Array::of1(&done));
        }
    }
}

/// A body that is no byte stream refuses the BYOB mode: some browsers', and many transports of callers. Node is not asked:
/// in 20.20 a byte stream that was cloned, as Next.js clones every response, breaks off at such a read.
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

/// The bytes of a chunk, which may be another realm's and any kind of view.
fn bytes_of(chunk: &JsValue) -> Result<Uint8Array, Error> {
    if !ArrayBuffer::is_view(chunk) {
        let message =
            "The answer comes in pieces that are no bytes; the transport must give a body of Uint8Array.";
        return Err(Error::new(ErrorKind::MalformedResponse, message));
    }
    // The chunk is the caller's where the transport is, and may have members of its own, which may throw.
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
