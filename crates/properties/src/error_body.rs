//! Any unsuccessful response becomes one error with a message that never contains the key.

use crate::choices::Choices;
use tintype_protocol::error::from_response;
use tintype_protocol::json;
use tintype_protocol::response::listing;
use tintype_protocol::secret::Secret;

/// A key that no other text resembles.
const KEY: &str = "sk-Qz7/wX3vB9-kL2mN8pR4+tY6";
/// The part of the key that must not appear in an excerpt of the body.
const TELLING: &str = "sk-Qz7/wX3v";

/// Checks an error response. Four bytes choose the status and the position of the key in the body, which is the rest.
pub fn error_body(bytes: &[u8]) {
    let (how, body) = bytes.split_at(bytes.len().min(4));
    let mut choices = Choices::new(how);
    let status = choices.pick(&[400, 200, 401, 403, 404, 413, 429, 500, 502, 503, 0, 302, 599]);
    error_is_complete(status, body);
    let at = choices.below(body.len() + 1);
    let quoted = [&body[..at], KEY.as_bytes(), &body[at..]].concat();
    if !String::from_utf8_lossy(body).contains("sk-Q") {
        hides_the_key(status, &quoted);
    }
    if let Ok(document) = json::parse(&String::from_utf8_lossy(body)) {
        assert!(listing::read(&document).iter().all(|model| !model.id.is_empty()) || body.len() > 7);
    }
}

fn error_is_complete(status: u16, body: &[u8]) {
    let error = from_response(status, body);
    assert!(!error.message().is_empty());
    assert!(error.message().len() <= 3 * body.len() + 300, "{} for {}", error.message().len(), body.len());
    assert_eq!(from_response(status, body), error, "the same every time");
}

fn hides_the_key(status: u16, body: &[u8]) {
    let key = Secret::new(KEY);
    let error = from_response(status, body).redacted(std::slice::from_ref(&key));
    let shown = format!("{error} {error:?}");
    assert!(!shown.contains(TELLING), "{shown}");
    assert!(!shown.contains(&key.reveal_for_url()[..TELLING.len()]), "{shown}");
}
