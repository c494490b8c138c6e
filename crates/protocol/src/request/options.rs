//! The options of one generation: every field optional, nothing checked yet.
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
    /// The options that are one value each, by their names in [the table](crate::request::table::TABLE).
    pub settings: Map,
    /// Whether an image that is answered as an address is fetched; default false.
    pub follow_remote_images: bool,
    /// How input images are fitted to what the service takes.
    pub input: InputLimits,
    /// Told where the call stands, at most once in 16 ms and at every change of phase.
    pub on_progress: Option<Rc<dyn Fn(Progress)>>,
}

impl<I> Options<I> {
    /// Creates options with a prompt alone.
    #[must_use]
    pub fn new(prompt: impl Into<String>) -> Self {
        Self { prompt: Some(prompt.into()), ..Self::default() }
    }

    /// Sets one of the options in [the table](crate::request::table::TABLE).
    pub fn set(&mut self, name: &str, value: impl Into<Value>) {
        self.settings.insert(name, value);
    }

    /// Adds one more option to these.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.set(name, value);
        self
    }
}

// Not derived: a derive would ask for `I: Default`.
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

/// How input images are fitted.
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
    /// For a whole request with all its images; default the service's own: 100 MB at Google's own host, 20 MiB elsewhere.
    pub max_bytes: Option<u64>,
    /// Longer images are scaled down; `Some(0)` is any length. Default 3,072 px, for what may be converted and can be
    /// decoded: where nothing decodes it, an image goes as it is. What is asked for is done or refused.
    pub max_side_px: Option<u32>,
    /// Whether images may be converted, turned and scaled; default true. With false, what would have to be is refused.
    pub convert: bool,
    /// Whether images keep their metadata: where a photo was taken, with which camera, and all else that is no pixel
    /// or colour profile. Default false. With true, a file that need not be converted is sent byte for byte, and its
    /// orientation as metadata too.
    pub keep_metadata: bool,
}

impl InputLimits {
    /// The limit of services: 20 MiB of JSON.
    pub const SERVICE_MAX_BYTES: u64 = 20 << 20;
    /// The limit of Google's own host since January 2026.
    pub const GOOGLE_MAX_BYTES: u64 = 100_000_000;
    /// The longest side that an image has by default.
    pub const DEFAULT_SIDE_PX: u32 = 3072;

    /// Sets the limit for a whole request.
    #[must_use]
    pub fn max_bytes(self, bytes: u64) -> Self {
        Self { max_bytes: Some(bytes), ..self }
    }

    /// Sets the limit for the longer side of an image; 0 is any length.
    #[must_use]
    pub fn max_side_px(self, side_px: u32) -> Self {
        Self { max_side_px: Some(side_px), ..self }
    }

    /// Allows or forbids conversion.
    #[must_use]
    pub fn convert(self, convert: bool) -> Self {
        Self { convert, ..self }
    }

    /// Keeps or removes the metadata of images.
    #[must_use]
    pub fn keep_metadata(self, keep_metadata: bool) -> Self {
        Self { keep_metadata, ..self }
    }

    /// The longest side that an image may have.
    #[must_use]
    pub fn longest_side(&self) -> Option<u32> {
        Some(self.max_side_px.unwrap_or(Self::DEFAULT_SIDE_PX)).filter(|&side| side > 0)
    }

    /// The limit of a whole request to this base URL.
    #[must_use]
    pub fn max_bytes_at(&self, base_url: &str) -> u64 {
        self.max_bytes.unwrap_or(match host(base_url) {
            Some(host) if host.eq_ignore_ascii_case("generativelanguage.googleapis.com") => {
                Self::GOOGLE_MAX_BYTES
            }
            _ => Self::SERVICE_MAX_BYTES,
        })
    }

    /// Bytes of image files that fit beside so many bytes of JSON: base64 makes four of three.
    #[must_use]
    pub fn image_budget(&self, base_url: &str, json_length: u64) -> u64 {
        self.max_bytes_at(base_url).saturating_sub(json_length) / 4 * 3
    }
}

/// The host of an address, without port and user.
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
    /// `user` or `model`.
    pub role: String,
    /// In order.
    pub parts: Vec<InputPart<I>>,
}

/// One part of a turn: the fields as on the wire and, beside them, an image still to be encoded.
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
    /// Becomes `inlineData`.
    pub image: Option<I>,
    /// `text`, `thoughtSignature`, `fileData` …, verbatim.
    pub fields: Map,
}

impl<I> InputPart<I> {
    /// A part of text.
    #[must_use]
    pub fn text(text: &str) -> Self {
        let mut fields = Map::new();
        fields.insert("text", text);
        Self { image: None, fields }
    }

    /// A part that is a file by its address, which the service fetches itself: one of its Files API, or a public one.
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

    /// The part with its image moved to the end of `images`.
    pub(crate) fn without_image(self, images: &mut Vec<I>) -> InputPart<()> {
        InputPart { image: self.image.map(|image| images.push(image)), fields: self.fields }
    }

    /// A part that is an image.
    #[must_use]
    pub fn image(image: I) -> Self {
        Self { image: Some(image), fields: Map::new() }
    }
}

impl InputPart<()> {
    /// The part with the next of `images` in its place, if it had one.
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
