//! The options of one generation. Every field is optional, and nothing is validated yet.
//!
//! `I` is the caller's handle of an input image (a browser Blob, plain bytes in a test).

use crate::json::{Map, Value};
use crate::progress::Progress;
use crate::text::{among, cut, rfind};
use std::rc::Rc;

/// Options of one call, before validation.
///
/// ```
/// # use tintype_protocol::request::options::Options;
/// # type GenerateOptions = Options<Vec<u8>>;
/// let options = GenerateOptions::new("a lighthouse at dusk").with("aspectRatio", "16:9").with("seed", 7);
/// assert_eq!(options.prompt.as_deref(), Some("a lighthouse at dusk"));
/// ```
#[derive(Clone)]
pub struct Options<I> {
    /// The description of the picture, or of the change.
    pub prompt: Option<String>,
    /// Reference images, sent after the prompt in this order: inline, or as `fileData`.
    pub images: Vec<InputPart<I>>,
    /// The whole conversation, instead of `prompt` and `images`.
    pub contents: Vec<Content<I>>,
    /// The options with a single value, by their names in [the table](crate::request::table::TABLE).
    pub settings: Map,
    /// Whether an image that arrives as a URL is fetched; default `false`.
    pub follow_remote_images: bool,
    /// The limits that input images are fitted to.
    pub input: InputLimits,
    /// The progress callback, called at most once in 16 ms and at every change of phase.
    pub on_progress: Option<Rc<dyn Fn(Progress)>>,
}

impl<I> Options<I> {
    /// Creates options with only a prompt.
    #[must_use]
    pub fn new(prompt: impl Into<String>) -> Self {
        Self { prompt: Some(prompt.into()), ..Self::default() }
    }

    /// Sets one of the options in [the table](crate::request::table::TABLE).
    pub fn set(&mut self, name: &str, value: impl Into<Value>) {
        self.settings.insert(name, value);
    }

    /// Sets one of the options in the table and returns the options.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.set(name, value);
        self
    }
}

// Not derived, because a derive would require `I: Default`.
impl<I> Default for Options<I> {
    fn default() -> Self {
        Self {
            prompt: None,
            images: Vec::new(),
            contents: Vec::new(),
            settings: Map::new(),
            follow_remote_images: false,
            input: InputLimits::default(),
            on_progress: None,
        }
    }
}

/// The limits of input images, and the conversions that are allowed to meet them.
///
/// ```
/// # use tintype_protocol::request::options::InputLimits;
/// // Nothing is scaled or converted behind the caller's back.
/// let limits = InputLimits::default().convert(false);
/// assert_eq!(limits.max_bytes_at("https://api.tokaify.com"), 20 << 20);
/// assert_eq!(limits.max_bytes_at("https://generativelanguage.googleapis.com"), 100_000_000);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    any(test, feature = "serde"),
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "camelCase", default)
)]
#[non_exhaustive]
pub struct InputLimits {
    /// The maximum size of a request with all its images. The default is the service's own limit: 100 MB at Google's
    /// own host, 20 MiB elsewhere.
    pub max_bytes: Option<u64>,
    /// The maximum length of the longer side; `Some(0)` means no limit. Longer images are scaled down. The default of
    /// 3,072 px applies to images that may be converted and can be decoded, and other images are sent unchanged. An
    /// explicit limit is met, or the image is refused.
    pub max_side_px: Option<u32>,
    /// Whether images may be converted, rotated and scaled; default `true`. If `false`, an image that needs any of
    /// these is refused.
    pub convert: bool,
    /// Whether images retain their metadata, such as location and camera: everything except pixels and colour profile.
    /// Default `false`. If `true`, a file that needs no conversion is sent byte for byte, including its orientation.
    pub keep_metadata: bool,
}

impl InputLimits {
    /// The request limit of services other than Google's own host: 20 MiB of JSON.
    pub const SERVICE_MAX_BYTES: u64 = 20 << 20;
    /// The request limit of Google's own host since January 2026.
    pub const GOOGLE_MAX_BYTES: u64 = 100_000_000;
    /// The default limit for the longer side of an image.
    pub const DEFAULT_SIDE_PX: u32 = 3072;

    /// Sets the limit for a whole request.
    #[must_use]
    pub fn max_bytes(self, bytes: u64) -> Self {
        Self { max_bytes: Some(bytes), ..self }
    }

    /// Sets the limit for the longer side of an image; 0 means no limit.
    #[must_use]
    pub fn max_side_px(self, side_px: u32) -> Self {
        Self { max_side_px: Some(side_px), ..self }
    }

    /// Allows or forbids conversion.
    #[must_use]
    pub fn convert(self, convert: bool) -> Self {
        Self { convert, ..self }
    }

    /// Sets whether images retain their metadata.
    #[must_use]
    pub fn keep_metadata(self, keep_metadata: bool) -> Self {
        Self { keep_metadata, ..self }
    }

    /// Returns the limit for the longer side of an image, or `None` if there is none.
    #[doc(hidden)]
    #[must_use]
    pub fn longest_side(&self) -> Option<u32> {
        Some(self.max_side_px.unwrap_or(Self::DEFAULT_SIDE_PX)).filter(|&side| side > 0)
    }

    /// Returns the limit for a whole request to `base_url`.
    #[doc(hidden)]
    #[must_use]
    pub fn max_bytes_at(&self, base_url: &str) -> u64 {
        self.max_bytes.unwrap_or(match host(base_url) {
            Some(host) if host.eq_ignore_ascii_case("generativelanguage.googleapis.com") => {
                Self::GOOGLE_MAX_BYTES
            }
            _ => Self::SERVICE_MAX_BYTES,
        })
    }

    /// Returns the number of image bytes that fit beside `json_length` bytes of JSON. Base64 encodes three bytes as
    /// four.
    #[doc(hidden)]
    #[must_use]
    pub fn image_budget(&self, base_url: &str, json_length: u64) -> u64 {
        self.max_bytes_at(base_url).saturating_sub(json_length) / 4 * 3
    }
}

/// Returns the host of a URL, without port and user.
fn host(base_url: &str) -> Option<&str> {
    let (_, rest) = cut(base_url.trim(), "://")?;
    let authority = rest.split(among("/?#\\")).next()?;
    let host = rfind(authority, "@").map_or(authority, |at| &authority[at + 1..]);
    Some(host.split(among(":")).next()?.trim_end_matches(among(".")))
}

impl Default for InputLimits {
    fn default() -> Self {
        Self { max_bytes: None, max_side_px: None, convert: true, keep_metadata: false }
    }
}

/// One turn of a conversation.
///
/// ```
/// # use tintype_protocol::request::options::{Content, InputPart};
/// # type Turn = Content<Vec<u8>>;
/// let asked = Turn { role: "user".into(), parts: vec![InputPart::text("a lighthouse at dusk")] };
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(
    any(test, feature = "serde"),
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "camelCase")
)]
pub struct Content<I> {
    /// The role, `user` or `model`.
    pub role: String,
    /// The parts of the turn, in order.
    pub parts: Vec<InputPart<I>>,
}

/// One part of a turn: its fields in wire format, and an image that is not encoded yet.
///
/// ```
/// # use tintype_protocol::request::options::InputPart;
/// let words = InputPart::<Vec<u8>>::text("make it blue");
/// assert_eq!(words.fields["text"], "make it blue");
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(
    any(test, feature = "serde"),
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "camelCase")
)]
pub struct InputPart<I> {
    /// The image, which is sent as `inlineData`.
    pub image: Option<I>,
    /// The other fields, such as `text`, `thoughtSignature` and `fileData`, verbatim.
    pub fields: Map,
}

impl<I> InputPart<I> {
    /// Creates a text part.
    #[must_use]
    pub fn text(text: &str) -> Self {
        let mut fields = Map::new();
        fields.insert("text", text);
        Self { image: None, fields }
    }

    /// Creates a part that refers to a file by its URI. The service fetches the file itself, from its Files API or a
    /// public URL.
    #[must_use]
    pub fn file(uri: &str, mime_type: Option<&str>) -> Self {
        let mut file = Map::new();
        if let Some(mime_type) = mime_type {
            file.push("mimeType", mime_type);
        }
        file.push("fileUri", uri);
        let mut fields = Map::new();
        fields.push("fileData", file);
        Self { image: None, fields }
    }

    /// Moves the image of the part to the end of `images`.
    pub(crate) fn without_image(self, images: &mut Vec<I>) -> InputPart<()> {
        InputPart { image: self.image.map(|image| images.push(image)), fields: self.fields }
    }

    /// Creates an image part.
    #[must_use]
    pub fn image(image: I) -> Self {
        Self { image: Some(image), fields: Map::new() }
    }
}

impl InputPart<()> {
    /// Puts the next of `images` into the part, if it had one.
    pub(crate) fn with_image<I>(self, images: &mut impl Iterator<Item = I>) -> InputPart<I> {
        InputPart { image: self.image.and_then(|()| images.next()), fields: self.fields }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_of_a_request_is_that_of_its_host() {
        let limits = InputLimits::default();
        for google in [
            "https://generativelanguage.googleapis.com",
            " HTTPS://GenerativeLanguage.GoogleAPIs.com:443/v1beta/",
            "https://generativelanguage.googleapis.com./",
        ] {
            assert_eq!(limits.max_bytes_at(google), InputLimits::GOOGLE_MAX_BYTES, "{google}");
        }
        for other in [
            "https://api.tokaify.com",
            "/api",
            "https://proxy.example/generativelanguage.googleapis.com",
            "https://generativelanguage.googleapis.com@relay.example",
            "https://generativelanguage.googleapis.com.relay.example",
            "",
        ] {
            assert_eq!(limits.max_bytes_at(other), InputLimits::SERVICE_MAX_BYTES, "{other}");
        }
        let own = InputLimits { max_bytes: Some(7), ..limits };
        assert_eq!(own.max_bytes_at("https://generativelanguage.googleapis.com"), 7);
    }

    #[test]
    fn a_side_of_none_is_the_default_and_of_zero_any() {
        let side = |max_side_px| InputLimits { max_side_px, ..InputLimits::default() }.longest_side();
        assert_eq!([side(None), side(Some(0)), side(Some(9))], [Some(3072), None, Some(9)]);
    }
}
