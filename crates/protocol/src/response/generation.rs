//! The outcome of a call: images, text and everything the service said about them, in order.

use crate::error::Error;
use crate::json::Map;
use crate::response::grounding::Grounding;
use crate::response::usage::Usage;
use crate::secret::Secret;
use std::fmt;

/// The outcome of a call. `Img` is what the host makes of an image (in the browser: a Blob with its URL).
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
    /// The final images, in order, of all requests. Holds a draft only when nothing else came
    /// (warning `draft-only`).
    pub images: Vec<Img>,
    /// Images that the model marked as thought.
    pub drafts: Vec<Img>,
    /// The text that is not thought, joined.
    pub text: String,
    /// Everything in order.
    pub parts: Vec<Part<Img>>,
    /// Verbatim; empty when the service gave none.
    pub finish_reason: String,
    /// The token counts.
    pub usage: Usage,
    /// The model that answered, by its own word.
    pub model: Option<String>,
    /// The service's id of the answer.
    pub response_id: Option<String>,
    /// The searches that it rests on.
    pub grounding: Option<Grounding>,
    /// The HTTP response that it came in; of several requests, the last.
    pub response: Option<ResponseHead>,
    /// Warnings about a success.
    pub warnings: Vec<Warning>,
    /// Of `n` requests, those that failed while others succeeded.
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
    /// The last final image.
    #[must_use]
    pub fn image(&self) -> Option<&Img> {
        self.images.last()
    }

    /// False for one whose parts hold signatures alone.
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
        // Each image has warnings of its own; those about the model say the same of all.
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

    /// Removes these keys from the warnings, which may quote an error of the service, and from the headers,
    /// which may quote the request.
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

/// The head of the HTTP response that an answer came in.
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
    /// HTTP status.
    pub status: u16,
    /// The service's name for the request, to be quoted in a report.
    pub request_id: Option<String>,
    /// Those that the page may see: a service of another origin lists the others in `Access-Control-Expose-Headers`.
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
    /// The content.
    pub body: PartBody<Img>,
    /// The model's opaque mark, to be sent back on this very part.
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
    /// The model thinking aloud.
    Thought(String),
    /// An image, final or draft.
    Image(Img),
    /// An image that the relay answered as an address.
    RemoteImage {
        /// Where it is.
        url: String,
        /// As labelled.
        mime_type: Option<String>,
    },
    /// A signed part of another kind, such as a function call, as it stood on the wire.
    Other(Map),
}

/// Something worth knowing about a success.
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
    /// The kind.
    pub code: WarningCode,
    /// One plain sentence.
    pub message: String,
}

impl Warning {
    /// A warning of this kind.
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
    /// The image is not of the ratio or size that was asked for.
    SizeMismatch,
    /// The bytes are not of the type on the label, or no image at all.
    TypeMismatch,
    /// The model gave nothing but a draft.
    DraftOnly,
    /// The answer ended early; what came whole is here.
    Partial,
    /// The model stopped for another reason than being done.
    StoppedEarly,
    /// Older images of a conversation were left out, to keep the request within its limit.
    HistoryTrimmed,
    /// The model is to end; the message names its replacement.
    ModelDeprecated,
    /// Another model answered than the one that was asked for.
    ModelRerouted,
}

impl WarningCode {
    /// The code as the JS API names it.
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

/// An event of a stream while the answer comes in.
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
    /// More of the model's thinking.
    Thought(String),
    /// A whole image.
    Image(Img),
    /// Where the call stands.
    Progress(crate::progress::Progress),
}
