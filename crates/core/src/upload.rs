//! File uploads to Google's Files API.

use crate::drive;
use js_sys::Function;
use tintype_browser::caller::blob_size;
use tintype_browser::fetch;
use tintype_protocol::error::{self, Error, ErrorKind};
use tintype_protocol::exchange::Outgoing;
use tintype_protocol::json;
use tintype_protocol::request::endpoint::Endpoint;
use tintype_protocol::request::upload::{self, UploadedFile};
use tintype_protocol::secret::Secret;
use web_sys::Blob;

/// The size limit of a response in bytes, far above the record of a file.
const MAX_RECORD: usize = 1 << 20;

/// Uploads the file in two requests, each within the time limit of an attempt.
pub async fn send(
    endpoint: &Endpoint,
    key: Option<&Secret>,
    own_fetch: Option<&Function>,
    file: &Blob,
    mime_type: &str,
    limit_ms: f64,
) -> Result<UploadedFile, Error> {
    endpoint.require_key(key)?;
    let upload = async {
        let begin = Outgoing {
            url: absolute(endpoint.upload_url(key)),
            headers: with(
                endpoint.generate_headers(key),
                upload::begin(mime_type, blob_size(file).unwrap_or(0)),
            ),
        };
        let answer = fetch::post(own_fetch, &begin, &"{}".into(), false)?;
        let (head, text) = drive::read_text(answer, MAX_RECORD, limit_ms).await?;
        let address = upload::address_of(&head, &begin.url).ok_or_else(|| not_begun(head.status, &text))?;
        let bytes = Outgoing { url: address.to_owned(), headers: upload::bytes() };
        let answer = fetch::post(own_fetch, &bytes, file, false)?;
        let (head, text) = drive::read_text(answer, MAX_RECORD, limit_ms).await?;
        let record =
            json::parse(&String::from_utf8_lossy(&text)).ok().and_then(|record| upload::read(&record));
        record
            .filter(|_| (200..300).contains(&head.status))
            .ok_or_else(|| error::from_response(head.status, &text))
    };
    upload.await.map_err(|error: Error| error.redacted(&endpoint.secrets(key)))
}

fn absolute(url: String) -> String {
    fetch::absolute(&url).map_or(url, |url| url.href())
}

fn with(mut headers: Vec<(String, String)>, more: Vec<(String, String)>) -> Vec<(String, String)> {
    headers.extend(more);
    headers
}

/// Creates the error of an upload that did not start. An authentication error or a retryable error is returned as such.
/// Any other response counts as `not-the-api`, because relays respond to an unknown path in many different ways.
fn not_begun(status: u16, text: &[u8]) -> Error {
    let error = error::from_response(status, text);
    if status == 401 || status == 403 || error.kind() == ErrorKind::Auth || error.retryable() {
        return error;
    }
    let message = "This service does not take files by itself; only Google's own host does. Give the image to the call instead.";
    Error::new(ErrorKind::NotTheApi, message).with(|details| details.status = Some(status))
}
