//! Google's Files API. A file is sent once, in two requests, and referenced by its URI from then on.

use crate::decimal::text_of;
use crate::exchange::Head;
use crate::field;
use crate::json::Value;
use crate::text::{among, find};

/// An uploaded file, which the service stores for two days.
///
/// ```no_run
/// # use tintype_protocol::request::upload::UploadedFile;
/// fn is_image(file: &UploadedFile) -> bool {
///     file.mime_type.starts_with("image/")
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    any(test, feature = "serde"),
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "camelCase")
)]
#[non_exhaustive]
pub struct UploadedFile {
    /// The service's name of the file, such as `files/abc`.
    pub name: String,
    /// The URI of the file, for use in requests.
    pub uri: String,
    /// The media type that the file was sent with.
    pub mime_type: String,
    /// The time at which the service deletes the file, in RFC 3339 format.
    pub expires_at: Option<String>,
}

/// Returns the headers that begin a resumable upload.
#[must_use]
pub fn begin(mime_type: &str, length: u64) -> Vec<(String, String)> {
    headers([
        ("x-goog-upload-protocol", "resumable"),
        ("x-goog-upload-command", "start"),
        ("x-goog-upload-header-content-length", &text_of(length)),
        ("x-goog-upload-header-content-type", mime_type),
    ])
}

/// Returns the headers of the request that sends the bytes.
#[must_use]
pub fn bytes() -> Vec<(String, String)> {
    headers([("x-goog-upload-command", "upload, finalize"), ("x-goog-upload-offset", "0")])
}

fn headers<const N: usize>(headers: [(&str, &str); N]) -> Vec<(String, String)> {
    headers.map(|(name, value)| (name.to_owned(), value.to_owned())).into()
}

/// Returns the upload URL from the response to the first request. Accepts only a URL of the same origin, because the
/// bytes belong to the caller.
#[must_use]
pub fn address_of<'a>(head: &'a Head, begun_at: &str) -> Option<&'a str> {
    let header = head.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("x-goog-upload-url"));
    let address =
        header.map(|(_, address)| address.as_str()).filter(|_| (200..300).contains(&head.status))?;
    (origin_of(address)? == origin_of(begun_at)?).then_some(address)
}

fn origin_of(url: &str) -> Option<&str> {
    let start = find(url, "://")? + "://".len();
    let end = url[start..].find(among("/?#")).map_or(url.len(), |at| start + at);
    Some(&url[..end])
}

/// Reads the record of a file.
#[must_use]
pub fn read(document: &Value) -> Option<UploadedFile> {
    let file = field::get(document, "file")?;
    let text = |name| field::text(file, name).map(str::to_owned);
    Some(UploadedFile {
        name: text("name")?,
        uri: text("uri")?,
        mime_type: text("mimeType")?,
        expires_at: text("expirationTime"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::json;

    fn head(status: u16, address: &str) -> Head {
        Head { status, headers: vec![("X-Goog-Upload-URL".into(), address.into())], ..Head::default() }
    }

    #[test]
    fn the_bytes_go_to_no_other_host() {
        let begun = "https://service.test/upload/v1beta/files?key=k";
        let own = "https://service.test/upload/v1beta/files?upload_id=7";
        assert_eq!(address_of(&head(200, own), begun), Some(own));
        for other in [
            "https://evil.test/upload",
            "http://service.test/upload",
            "https://service.test.evil/",
            "/upload",
            "",
        ] {
            assert_eq!(address_of(&head(200, other), begun), None, "{other}");
        }
        assert_eq!(address_of(&head(404, own), begun), None);
        assert_eq!(address_of(&Head { status: 200, ..Head::default() }, begun), None);
    }

    #[test]
    fn a_record_needs_name_address_and_type() {
        let whole = json!({"file": {"name": "files/a", "uri": "https://x/v1beta/files/a", "mimeType": "image/png", "expirationTime": "2026-12-01T00:00:00Z"}});
        let file = read(&whole);
        assert_eq!(file.and_then(|file| file.expires_at).as_deref(), Some("2026-12-01T00:00:00Z"));
        assert_eq!(read(&json!({"file": {"name": "files/a"}})), None);
        assert_eq!(read(&json!({"name": "files/a"})), None);
    }
}
