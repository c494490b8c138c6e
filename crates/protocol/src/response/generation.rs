//! The outcome of a call: images, text and all metadata from the service, in order.

use crate::error::Error;
use crate::json::Map;
use crate::response::grounding::Grounding;
use crate::response::usage::Usage;
use crate::secret::Secret;
use std::fmt;

/// The outcome of a call. `Img` is the host's image type (in the browser, a Blob with its URL).
///
/// ```
/// # use tintype_protocol::response::generation::Generation;
/// # fn example<Img>(generation: &Generation<Img>) {
/// if let Some(image) = generation.image() {
///     // the last final one; earlier ones and drafts are in `images` and `drafts`
/// }
/// # }
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Generation<Img> {
    /// The final images of all requests, in order. Contains a draft only if nothing else arrived (warning
    /// `draft-only`).
    pub images: Vec<Img>,
    /// Images that the model marked as thought.
    pub drafts: Vec<Img>,
    /// The joined text, without thoughts.
    pub text: String,
    /// All parts, in order.
    pub parts: Vec<Part<Img>>,
    /// The finish reason, verbatim; empty if the service sent none.
    pub finish_reason: String,
    /// The token counts and the estimated cost.
    pub usage: Usage,
    /// The model that answered, as reported by the service.
    pub model: Option<String>,
    /// The service's ID of the answer.
    pub response_id: Option<String>,
    /// The searches that the answer is based on.
    pub grounding: Option<Grounding>,
    /// The head of the HTTP response; that of the last response for several requests.
    pub response: Option<ResponseHead>,
    /// Warnings about a successful answer.
    pub warnings: Vec<Warning>,
    /// The errors of those of the `n` requests that failed while others succeeded.
    pub failures: Vec<Error>,
}

impl<Img> Default for Generation<Img> {
    fn default() -> Self {
        Self {
            images: Vec::new(),
            drafts: Vec::new(),
            text: String::new(),
            parts: Vec::new(),
            finish_reason: String::new(),
            usage: Usage::default(),
            model: None,
            response_id: None,
            grounding: None,
            response: None,
            warnings: Vec::new(),
            failures: Vec::new(),
        }
    }
}

impl<Img> Generation<Img> {
    /// Returns the last final image.
    #[must_use]
    pub fn image(&self) -> Option<&Img> {
        self.images.last()
    }

    /// Returns `false` if the parts contain nothing but signatures.
    pub(crate) fn has_output(&self) -> bool {
        let is_silent = |part: &Part<Img>| match &part.body {
            PartBody::Text(text) | PartBody::Thought(text) => text.is_empty(),
            _ => false,
        };
        !self.parts.iter().all(is_silent)
    }

    /// Adds the outcome of another request of the same call.
    pub fn merge(&mut self, other: Self) {
        self.images.extend(other.images);
        self.drafts.extend(other.drafts);
        self.text.push_str(&other.text);
        self.parts.extend(other.parts);
        if !other.finish_reason.is_empty() {
            self.finish_reason = other.finish_reason;
        }
        self.usage.add(other.usage);
        self.model = other.model.or(self.model.take());
        self.response_id = other.response_id.or(self.response_id.take());
        self.add_grounding(other.grounding);
        self.response = other.response.or(self.response.take());
        // Each image has its own warnings, but warnings about the model are identical for all requests.
        let is_new = |warning: &Warning| !warning.code.is_about_model() || !self.warnings.contains(warning);
        let new: Vec<_> = other.warnings.into_iter().filter(is_new).collect();
        self.warnings.extend(new);
        self.failures.extend(other.failures);
    }

    pub(crate) fn add_grounding(&mut self, found: Option<Grounding>) {
        match (&mut self.grounding, found) {
            (Some(grounding), Some(found)) => grounding.add(found),
            (grounding @ None, found) => *grounding = found,
            (Some(_), None) => {}
        }
    }

    /// Removes `keys` from the warnings, which may quote an error of the service, and from the headers, which may quote
    /// the request.
    #[must_use]
    pub fn redacted(mut self, keys: &[Secret]) -> Self {
        let warnings = self.warnings.iter_mut().map(|warning| &mut warning.message);
        let headers = self.response.iter_mut().flat_map(|head| &mut head.headers).map(|(_, value)| value);
        for text in warnings.chain(headers) {
            keys.iter().for_each(|key| *text = key.redact(text));
        }
        self
    }
}

/// The head of the HTTP response that contained an answer.
///
/// ```
/// # use tintype_protocol::response::generation::Generation;
/// fn requests_left<Img>(generation: &Generation<Img>) -> Option<&str> {
///     let head = generation.response.as_ref()?;
///     let header = head.headers.iter().find(|(name, _)| name == "x-ratelimit-remaining")?;
///     Some(&header.1)
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    any(test, feature = "serde"),
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "camelCase")
)]
#[non_exhaustive]
pub struct ResponseHead {
    /// The HTTP status code.
    pub status: u16,
    /// The service's ID of the request, to be quoted in a report.
    pub request_id: Option<String>,
    /// The headers that the page may read. A cross-origin service lists additional ones in
    /// `Access-Control-Expose-Headers`.
    pub headers: Vec<(String, String)>,
}

impl ResponseHead {
    pub(crate) fn new(status: u16, request_id: Option<String>, headers: Vec<(String, String)>) -> Self {
        Self { status, request_id, headers }
    }
}

/// One part of an answer.
///
/// ```
/// # use tintype_protocol::response::generation::{Generation, PartBody};
/// # fn example<Img>(generation: &Generation<Img>) {
/// let pictures = generation.parts.iter().filter(|part| matches!(part.body, PartBody::Image(_))).count();
/// # }
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Part<Img> {
    /// The content of the part.
    pub body: PartBody<Img>,
    /// The model's opaque signature, which must be sent back on the same part.
    pub thought_signature: Option<String>,
}

/// The content of a part.
///
/// ```
/// # use tintype_protocol::response::generation::PartBody;
/// # fn example<Img>(body: &PartBody<Img>) {
/// match body {
///     PartBody::Text(words) => { /* what the model says */ }
///     PartBody::Image(image) => { /* what it shows */ }
///     PartBody::Thought(_) | PartBody::RemoteImage { .. } | PartBody::Other(_) => {}
/// }
/// # }
/// ```
#[derive(Debug, Clone, PartialEq)]
pub enum PartBody<Img> {
    /// Text meant for the reader.
    Text(String),
    /// A thought of the model.
    Thought(String),
    /// An image, final or draft.
    Image(Img),
    /// An image that the relay returned as a URL.
    RemoteImage {
        /// The URL of the image.
        url: String,
        /// The media type that the relay declared.
        mime_type: Option<String>,
    },
    /// A signed part of another kind, such as a function call, exactly as received.
    Other(Map),
}

/// A notice about a successful answer.
///
/// ```
/// # use tintype_protocol::response::generation::{Generation, WarningCode};
/// # fn example<Img>(generation: &Generation<Img>) {
/// let is_cropped = generation.warnings.iter().any(|warning| warning.code == WarningCode::SizeMismatch);
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    any(test, feature = "serde"),
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "camelCase")
)]
#[non_exhaustive]
pub struct Warning {
    /// The kind of the warning.
    pub code: WarningCode,
    /// The description in one plain sentence.
    pub message: String,
}

impl Warning {
    /// Creates a warning of this kind.
    #[must_use]
    pub fn new(code: WarningCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

/// The kinds of warning.
///
/// ```
/// # use tintype_protocol::response::generation::WarningCode;
/// assert_eq!(WarningCode::DraftOnly.name(), "draft-only");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    any(test, feature = "serde"),
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "kebab-case")
)]
#[non_exhaustive]
pub enum WarningCode {
    /// The image does not have the requested ratio or size.
    SizeMismatch,
    /// The bytes are not of the declared media type, or not an image at all.
    TypeMismatch,
    /// The model returned only a draft.
    DraftOnly,
    /// The answer ended early and contains only complete parts.
    Partial,
    /// The model stopped for a reason other than being done.
    StoppedEarly,
    /// Older images of a conversation were omitted to keep the request within its limit.
    HistoryTrimmed,
    /// The model is deprecated; the message names its replacement.
    ModelDeprecated,
    /// A model other than the requested one answered.
    ModelRerouted,
}

impl WarningCode {
    /// Returns the name of the code in the JS API.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::SizeMismatch => "size-mismatch",
            Self::TypeMismatch => "type-mismatch",
            Self::DraftOnly => "draft-only",
            Self::Partial => "partial",
            Self::StoppedEarly => "stopped-early",
            Self::HistoryTrimmed => "history-trimmed",
            Self::ModelDeprecated => "model-deprecated",
            Self::ModelRerouted => "model-rerouted",
        }
    }

    fn is_about_model(self) -> bool {
        matches!(self, Self::ModelDeprecated | Self::ModelRerouted)
    }
}

/// An event of a stream while the answer arrives.
///
/// ```
/// # use tintype_protocol::response::generation::Event;
/// # fn example<Img>(event: Event<Img>) {
/// if let Event::Progress(progress) = event {
///     let seconds = progress.elapsed.as_secs_f32();
/// }
/// # }
/// ```
#[derive(Debug, Clone, PartialEq)]
pub enum Event<Img> {
    /// More text.
    Text(String),
    /// More text of the model's thoughts.
    Thought(String),
    /// A complete image.
    Image(Img),
    /// The progress of the call.
    Progress(crate::progress::Progress),
}
