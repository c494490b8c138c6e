//! Turns a status and a body into one [`Error`]. The innermost error of the body decides, judged by [`rules`].

use super::body::ErrorBody;
use super::call_error::Error;
use super::embedded::Embedded;
use super::hint::sentence;
use super::kind::ErrorKind;
use super::{delay, rules};
use crate::json::Value;
use crate::text::{self, among, beginning, either, has_any, squeezed};

/// Returns the error of an unsuccessful response, from its complete body.
#[must_use]
pub fn from_response(status: u16, body: &[u8]) -> Error {
    let text = String::from_utf8_lossy(body);
    let text = text.trim_start_matches(among("\u{feff}")).trim();
    if text.starts_with('<') {
        return from_text(status, text);
    }
    // Relays send the same error twice, concatenated, so only the first document counts. It may be truncated.
    let Embedded { words, documents } = Embedded::read(text);
    match documents.first() {
        Some(document) if words.is_empty() && !text.starts_with('"') => from_document(status, document),
        // Text between the parts of damaged JSON is not a message if the JSON describes no error, such as a list
        // without an end.
        Some(document)
            if status < 400 && text.starts_with(among("{[")) && ErrorBody::read(document).is_none() =>
        {
            not_the_api(status, String::new())
        }
        Some(_) => from_document(status, &Value::String(text.to_owned())),
        None if matches!(text, "null" | "[]") => from_document(status, &Value::Null),
        None => from_text(status, text.trim_matches(among("\"")).trim()),
    }
}

/// Returns the error of a parsed body.
#[must_use]
pub fn from_document(status: u16, document: &Value) -> Error {
    let body = ErrorBody::read(document);
    let has_body = body.is_some();
    let silent = || ErrorBody { raw: document.clone(), ..ErrorBody::default() };
    from_body(status, body.unwrap_or_else(silent), has_body)
}

fn from_body(status: u16, body: ErrorBody, has_body: bool) -> Error {
    let own_status = body.own_status();
    // An error body with a success status states the actual status.
    let status = own_status.filter(|_| status < 400).unwrap_or(status);
    let is_inner = body.is_wrapped || body.is_text;
    // The body also decides if the error is nested, or if a 5xx of the relay contains a status of the caller's fault.
    let judged = own_status.filter(|own| is_inner || (status >= 500 && *own < 500)).unwrap_or(status);
    let (kind, hint) = match rules::judge(judged, &body) {
        (ErrorKind::EmptyResponse, _) if has_body && status < 400 && body.code != "empty_response" => {
            (ErrorKind::Server, None)
        }
        // This API names the model that it lacks, so an empty 404 is a wrong path on another server.
        (ErrorKind::ModelNotFound, None) if judged == 404 && !body.has_content() && body.code.is_empty() => {
            (ErrorKind::NotTheApi, None)
        }
        judged => judged,
    };
    let retry_after_ms = body.retry_delay_ms().filter(|_| kind.passes());
    let (request_id, message) = (body.request_id(), body.message);
    let message = if is_page(&message) { page_title(&message) } else { message };
    // Waiting does not help against a billing error, so drop the sentences that suggest it.
    let message = if kind == ErrorKind::Billing { delay::without_waits(&message) } else { message };
    Error::new(kind, sentence(kind, hint.as_ref(), &message, status)).with(|details| {
        details.status = Some(status);
        details.retry_after_ms = retry_after_ms;
        details.request_id = request_id;
        details.service_message = Some(message).filter(|message| !message.is_empty());
        details.retryable = refine_retryable(kind, judged);
        details.body = Some(body.raw).filter(|raw| !raw.is_null());
        details.hint = hint;
    })
}

/// Returns `true` for a document that is not an answer but contains an error message.
pub(crate) fn has_message(document: &Value) -> bool {
    ErrorBody::read(document).is_some_and(|body| !body.message.is_empty())
}

fn from_text(status: u16, text: &str) -> Error {
    let is_markup = text.starts_with('<');
    let message = if is_markup { page_title(text) } else { excerpt(text) };
    let error = from_body(status, ErrorBody { message: message.clone(), ..ErrorBody::default() }, false);
    let is_not_the_api = match status {
        413 => false,
        // This API would answer in JSON, so "404 page not found" or an empty body comes from another server.
        404 | 405 => error.all_details().hint.is_none(),
        200..=299 if text.is_empty() => false,
        ..400 => true,
        _ => is_markup,
    };
    if is_not_the_api { not_the_api(status, message) } else { error }
}

/// Returns the error of a server that does not implement this API.
fn not_the_api(status: u16, message: String) -> Error {
    let kind = ErrorKind::NotTheApi;
    Error::new(kind, sentence(kind, None, &message, status)).with(|details| {
        details.status = Some(status);
        details.service_message = Some(message).filter(|message| !message.is_empty());
    })
}

/// Marks 504 and similar statuses as not retryable: the work may have been done and billed before the gateway timed
/// out.
fn refine_retryable(kind: ErrorKind, status: u16) -> Option<bool> {
    (kind == ErrorKind::Unavailable && matches!(status, 408 | 504)).then_some(false)
}

/// Returns `true` for a complete HTML page in place of a message. A message may also begin with markup, for example
/// that of a quoted prompt.
fn is_page(message: &str) -> bool {
    const SIGNS: &str = either!["<!doctype", "<html", "<head", "<title", "<body"];
    let lower = message.to_ascii_lowercase();
    message.starts_with('<') && has_any(&lower, SIGNS)
}

fn page_title(html: &str) -> String {
    // `to_ascii_lowercase` preserves the byte offsets of the original.
    let lower = html.to_ascii_lowercase();
    let inside = || {
        let open = text::find(&lower, "<title")?;
        let start = open + text::find(&lower[open..], ">")? + 1;
        let end = start + text::find(&lower[start..], "</title")?;
        html.get(start..end)
    };
    excerpt(inside().unwrap_or_default())
}

fn excerpt(text: &str) -> String {
    beginning(&squeezed(text), 200).to_owned()
}
