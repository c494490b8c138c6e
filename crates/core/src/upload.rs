//! File uploads to Google's Files API.

use crate::service::{Answer, Service};
use tintype_browser::caller::blob_size;
use tintype_browser::fetch;
use tintype_protocol::error::{Error, ErrorKind};
use tintype_protocol::exchange::Outgoing;
use tintype_protocol::request::upload::{self, UploadedFile};
use web_sys::Blob;

/// The size limit of a response in bytes, far above the record of a file.
const MAX_RECORD: usize = 1 << 20;

/// Uploads the file in two requests, each within the time limit of an attempt.
pub async fn send(service: &Service<'_>, file: &Blob, mime_type: &str) -> Result<UploadedFile, Error> {
    let begin = begin(service, mime_type, blob_size(file).unwrap_or(0));
    let answer = service.post(&begin, &"{}".into(), MAX_RECORD).await?;
    let Some(address) = upload::address_of(&answer.head, &begin.url) else {
        return Err(not_begun(service, &answer));
    };
    let bytes = Outgoing { url: address.to_owned(), headers: upload::bytes() };
    let answer = service.post(&bytes, file, MAX_RECORD).await?;
    let record = answer.document().and_then(|record| upload::read(&record));
    record.ok_or_else(|| service.refusal(&answer))
}

fn begin(service: &Service<'_>, mime_type: &str, length: u64) -> Outgoing {
    let (endpoint, key) = (&service.endpoint, service.key());
    let mut headers = endpoint.generate_headers(key);
    headers.extend(upload::begin(mime_type, length));
    let url = endpoint.upload_url(key);
    Outgoing { url: fetch::absolute(&url).map_or(url, |url| url.href()), headers }
}

/// Creates the error of an upload that did not start. An authentication error or a retryable error is returned as such.
/// Any other response counts as `not-the-api`, because relays respond to an unknown path in many different ways.
fn not_begun(service: &Service<'_>, answer: &Answer) -> Error {
    let error = service.refusal(answer);
    let status = answer.head.status;
    if status == 401 || status == 403 || error.kind() == ErrorKind::Auth || error.retryable() {
        return error;
    }
    let message = "This service does not take files by itself; only Google's own host does. Give the image to the call instead.";
    Error::new(ErrorKind::NotTheApi, message).with(|details| details.status = Some(status))
}
