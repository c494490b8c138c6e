//! Network requests through the browser's `fetch`, or the caller's own.

use crate::abort::AbortGuard;
use crate::blob_builder::BlobBuilder;
use crate::body::BodyReader;
use crate::caller::settled;
use crate::js_error::{cause_of, message_of};
use crate::response::Response;
use crate::runtime::{is_browser, is_offline, settle_in_task};
use js_sys::{Date, Function};
use tintype_protocol::decimal::{decimal, text_of, whole};
use tintype_protocol::error::connection::ConnectionFailure;
use tintype_protocol::error::{Error, ErrorKind};
use tintype_protocol::exchange::{Head, Outgoing};
use tintype_protocol::secret::shown_address;
use tintype_protocol::text::{has, replaced};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ReferrerPolicy, Request, RequestCredentials, RequestInit, RequestRedirect, Url};

#[wasm_bindgen]
extern "C" {
    // gloo-net's `send` panics on a rejection that is not an `Error`, and pages patch `fetch`. Its responses do not
    // expect members that throw, which a custom transport's response may have.
    #[wasm_bindgen(js_name = fetch, catch)]
    fn global_fetch(request: &Request) -> Result<JsValue, JsValue>;
}

/// Sends a request that is billed. `own_fetch` is the caller's transport.
pub fn post(
    own_fetch: Option<&Function>,
    request: &Outgoing,
    body: &JsValue,
    is_stream: bool,
) -> Result<Pending, Error> {
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_body(body);
    send(own_fetch, request, &init, Purpose { is_stream, is_billable: true })
}

/// Sends a request without a body.
pub fn get(own_fetch: Option<&Function>, request: &Outgoing) -> Result<Pending, Error> {
    send(own_fetch, request, &RequestInit::new(), Purpose::default())
}

/// The purpose of a request.
#[derive(Default)]
struct Purpose {
    /// Whether every byte of the answer may be news.
    is_stream: bool,
    /// Whether the service bills the request once it arrives.
    is_billable: bool,
}

/// A request in flight. Dropping it aborts the transfer.
pub struct Pending {
    /// The answer, with handlers attached immediately, because a rejection without one is an `unhandledrejection`.
    answer: Result<JsFuture, JsValue>,
    guard: AbortGuard,
    purpose: Purpose,
    was_offline: bool,
}

fn send(
    own_fetch: Option<&Function>,
    outgoing: &Outgoing,
    init: &RequestInit,
    purpose: Purpose,
) -> Result<Pending, Error> {
    let guard = AbortGuard::new().map_err(|error| no_signal(&error))?;
    init.set_headers(&headers_of(&outgoing.headers)?.into());
    init.set_signal(Some(&guard.signal()));
    // On a redirect, a browser would send the body and every header but Authorization to the new target.
    init.set_redirect(RequestRedirect::Manual);
    // A key restricted to a website needs the referrer, regardless of the page's policy. Only the origin is sent, not
    // the path.
    init.set_referrer_policy(ReferrerPolicy::Origin);
    let was_offline = is_offline();
    let answer = called(own_fetch, &request(&outgoing.url, init)?);
    Ok(Pending { answer, guard, purpose, was_offline })
}

impl Pending {
    /// Waits for the head of the response.
    ///
    /// # Errors
    /// `network` if there is no response. It is `retryable` if the request is known not to have arrived.
    pub async fn head(self) -> Result<(Head, BodyReader), Error> {
        let Self { answer, guard, purpose, was_offline } = self;
        let response = respond(answer).await.map_err(|failed| {
            ConnectionFailure {
                message: message_of(&failed.thrown),
                cause: cause_of(&failed.thrown),
                failed_in_task: failed.is_in_task,
                is_offline: was_offline && is_offline(),
                is_browser: is_browser(),
                is_billable: purpose.is_billable,
            }
            .into_error()
        })?;
        if response.is_redirect() {
            return Err(redirected());
        }
        let head = Head {
            status: response.status,
            retry_after_ms: response.header("retry-after").and_then(|value| retry_after_ms(&value)),
            request_id: ["x-request-id", "x-oneapi-request-id"].iter().find_map(|name| response.header(name)),
            headers: response.headers(),
        };
        Ok((head, BodyReader::new(response.body(), guard, purpose.is_stream)))
    }
}

/// Loads a URL that the caller supplied, as a Blob of at most `most` bytes.
pub async fn load_blob(url: &str, most: u64) -> Result<Blob, Error> {
    load(url, &RequestInit::new(), most).await
}

/// Loads a URL that the service supplied, without credentials, referrer or redirects.
pub async fn load_remote_blob(url: &str, most: u64) -> Result<Blob, Error> {
    let init = RequestInit::new();
    init.set_credentials(RequestCredentials::Omit);
    init.set_referrer_policy(ReferrerPolicy::NoReferrer);
    init.set_redirect(RequestRedirect::Error);
    load(url, &init, most).await
}

/// Parses a URL in the browser. It may be relative to the page.
pub fn absolute(url: &str) -> Option<Url> {
    let absolute = Request::new_with_str(url).ok()?.url();
    Url::new(&absolute).ok()
}

async fn load(url: &str, init: &RequestInit, most: u64) -> Result<Blob, Error> {
    let guard = AbortGuard::new().map_err(|error| no_signal(&error))?;
    init.set_signal(Some(&guard.signal()));
    let response = respond(called(None, &request(url, init)?)).await.map_err(|failed| {
        let why = message_of(&failed.thrown);
        not_loaded(&["; its host must allow this page (CORS). ", &why].concat())
    })?;
    if !(200..300).contains(&response.status) {
        return Err(not_loaded(
            &[": its host answers HTTP ", &text_of(response.status.into()), "."].concat(),
        ));
    }
    let promised = response.header("content-length").and_then(|length| whole(&length));
    check_length(promised.unwrap_or(0), most)?;
    let mut body = BodyReader::new(response.body(), guard, false);
    let (mut blob, mut chunk, mut length) = (BlobBuilder::default(), Vec::new(), 0);
    while body.read(&mut chunk).await.map_err(|_| not_loaded(": the connection was cut."))? {
        length += chunk.len() as u64;
        check_length(length, most)?;
        blob.write(&chunk);
    }
    blob.finish("")
}

/// Refuses a file of more than `most` bytes.
///
/// # Errors
/// `unsupported-input`, with both numbers in the message.
pub fn check_length(length: u64, most: u64) -> Result<(), Error> {
    if length <= most {
        return Ok(());
    }
    let (length, most) = (text_of(length), text_of(most));
    let message =
        ["An image of ", &length, " bytes or more is too large; at most ", &most, " can be read."].concat();
    Err(Error::new(ErrorKind::UnsupportedInput, message))
}

fn not_loaded(why: &str) -> Error {
    Error::new(ErrorKind::UnsupportedInput, ["An image could not be loaded", why].concat())
}

/// Creates a request directly, because gloo-net's builder would turn the query into `?alt=sse&`.
fn request(url: &str, init: &RequestInit) -> Result<Request, Error> {
    Request::new_with_str_and_init(url, init).map_err(|error| {
        // Browsers quote the whole URL, which may contain a key.
        unusable(&replaced(&message_of(&error), url, &shown_address(url)))
    })
}

fn headers_of(pairs: &[(String, String)]) -> Result<web_sys::Headers, Error> {
    let headers = web_sys::Headers::new().map_err(|error| unusable(&message_of(&error)))?;
    for (name, value) in pairs {
        headers.append(name, value).map_err(|error| unusable(&message_of(&error)))?;
    }
    Ok(headers)
}

/// The failure of a transport.
struct Failed {
    thrown: JsValue,
    /// Whether the transport failed in the task that called it.
    is_in_task: bool,
}

fn called(own_fetch: Option<&Function>, request: &Request) -> Result<JsFuture, JsValue> {
    let answer = match own_fetch {
        Some(own) => own.call1(&JsValue::UNDEFINED, request),
        None => global_fetch(request),
    };
    answer.map(|answer| settled(&answer))
}

async fn respond(answer: Result<JsFuture, JsValue>) -> Result<Response, Failed> {
    let failed = |is_in_task| move |thrown| Failed { thrown, is_in_task };
    let (outcome, is_in_task) = settle_in_task(answer.map_err(failed(true))?).await;
    let response = outcome.map_err(failed(is_in_task))?;
    Response::of(response).ok_or_else(|| failed(false)("The transport gave no Response.".into()))
}

/// Parses a `Retry-After` header: seconds, which may have a fraction, or a date.
fn retry_after_ms(value: &str) -> Option<u64> {
    if let Some(seconds) = decimal(value.trim()) {
        return Some((seconds * 1000.0).ceil() as u64);
    }
    // A date contains a time. Browsers parse many other values, such as `-1`, as a date in the past.
    let at = has(value, ":").then(|| Date::parse(value))?;
    let wait = at - Date::now();
    wait.is_finite().then_some(wait.max(0.0) as u64)
}

fn redirected() -> Error {
    let message = "The service answers with a redirect, which is not followed: it could carry the key elsewhere. Set \
                   baseUrl to where it leads.";
    Error::new(ErrorKind::NotTheApi, message)
}

fn unusable(why: &str) -> Error {
    let message = ["The request cannot be made; check baseUrl and headers. ", why].concat();
    Error::new(ErrorKind::InvalidOptions, message).with(|details| details.field = Some("baseUrl".to_owned()))
}

fn no_signal(error: &JsValue) -> Error {
    Error::new(ErrorKind::Network, ["This runtime cannot make a request. ", &message_of(error)].concat())
}
