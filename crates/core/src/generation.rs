//! The outcome of a call, with its images as Blobs.

use crate::image::GeneratedImage;
use crate::raw;
use tintype_protocol::error::Error;
use tintype_protocol::json::Map;
use tintype_protocol::progress::Progress;
use tintype_protocol::request::history;
use tintype_protocol::request::options::Content;
use tintype_protocol::response::generation::{ResponseHead, Warning};
use tintype_protocol::response::grounding::Grounding;
use tintype_protocol::response::usage::Usage;

/// The outcome of a call: images, text and everything that the service reported about them, in order.
///
/// ```no_run
/// # async fn example(client: tintype::Client) -> Result<(), tintype::Error> {
/// let generation = client.generate("a lighthouse at dusk").count(2).await?;
/// for image in &generation.images {
///     let address = image.url(); // for an <img>; lives as long as the image
/// }
/// let words = &generation.text;
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Generation {
    /// The final images of all requests, in order. Contains a draft only if there is no final image (warning
    /// `draft-only`).
    pub images: Vec<GeneratedImage>,
    /// Images that the model marked as thought.
    pub drafts: Vec<GeneratedImage>,
    /// The joined text, without thoughts.
    pub text: String,
    /// All parts of the answer, in order.
    pub parts: Vec<Part>,
    /// The service's finish reason, verbatim; empty if there is none.
    pub finish_reason: String,
    /// The token counts, and their cost at list prices.
    pub usage: Usage,
    /// The model that answered, as reported by the service.
    pub model: Option<String>,
    /// The service's id of the answer.
    pub response_id: Option<String>,
    /// The searches on which the answer is based.
    pub grounding: Option<Grounding>,
    /// The HTTP response that contained the answer; the last one of several requests.
    pub response: Option<ResponseHead>,
    /// The warnings about a successful call.
    pub warnings: Vec<Warning>,
    /// The errors of failed requests, if other requests of the call succeeded.
    pub failures: Vec<Error>,
}

impl Generation {
    /// Returns the last final image. There is one unless the call requested only text or keeps remote images.
    #[must_use]
    pub fn image(&self) -> Option<&GeneratedImage> {
        self.images.last()
    }

    /// Converts the answer to the content that the next turn sends back. `input` returns the input for an image, and
    /// whether the image is final.
    #[must_use]
    pub fn to_content<I>(&self, input: impl Fn(&GeneratedImage) -> (I, bool)) -> Content<I> {
        history::answer(&raw::Generation::from(self.clone()), input)
    }

    /// Consumes the generation and returns its last final image.
    #[must_use]
    pub fn into_image(mut self) -> Option<GeneratedImage> {
        self.images.pop()
    }
}

/// One part of an answer.
///
/// ```no_run
/// # fn example(generation: tintype::Generation) {
/// use tintype::PartBody;
///
/// let pictures = generation.parts.iter().filter(|part| matches!(part.body, PartBody::Image(_))).count();
/// # }
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Part {
    /// The content of the part.
    pub body: PartBody,
    /// The model's opaque signature, which the next turn sends back with this part.
    pub thought_signature: Option<String>,
}

/// The content of a part.
///
/// ```no_run
/// # fn example(body: &tintype::PartBody) {
/// use tintype::PartBody;
///
/// match body {
///     PartBody::Text(words) => { /* what the model says */ }
///     PartBody::Image(image) => { /* what it shows */ }
///     _ => {}
/// }
/// # }
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum PartBody {
    /// Text for the reader.
    Text(String),
    /// Text of the model's thinking.
    Thought(String),
    /// An image, final or draft.
    Image(GeneratedImage),
    /// An image that the relay returned as a URL.
    RemoteImage {
        /// The URL of the image.
        url: String,
        /// The media type that the relay reported.
        mime_type: Option<String>,
    },
    /// A signed part of another kind, such as a function call, in wire format.
    Other(Map),
}

/// An event of a stream.
///
/// ```no_run
/// # fn example(event: tintype::Event) {
/// use tintype::Event;
///
/// if let Event::Progress(progress) = event {
///     let seconds = progress.elapsed.as_secs();
/// }
/// # }
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Event {
    /// The next piece of text.
    Text(String),
    /// The next piece of the model's thinking.
    Thought(String),
    /// A complete image.
    Image(GeneratedImage),
    /// The state of the call.
    Progress(Progress),
}

impl From<raw::Generation> for Generation {
    fn from(raw: raw::Generation) -> Self {
        Self {
            images: raw.images,
            drafts: raw.drafts,
            text: raw.text,
            parts: raw.parts.into_iter().map(Part::from).collect(),
            finish_reason: raw.finish_reason,
            usage: raw.usage,
            model: raw.model,
            response_id: raw.response_id,
            grounding: raw.grounding,
            response: raw.response,
            warnings: raw.warnings,
            failures: raw.failures,
        }
    }
}

impl From<Generation> for raw::Generation {
    fn from(own: Generation) -> Self {
        Self {
            images: own.images,
            drafts: own.drafts,
            text: own.text,
            parts: own.parts.into_iter().map(raw::Part::from).collect(),
            finish_reason: own.finish_reason,
            usage: own.usage,
            model: own.model,
            response_id: own.response_id,
            grounding: own.grounding,
            response: own.response,
            warnings: own.warnings,
            failures: own.failures,
        }
    }
}

impl From<raw::Part> for Part {
    fn from(raw: raw::Part) -> Self {
        let body = match raw.body {
            raw::PartBody::Text(text) => PartBody::Text(text),
            raw::PartBody::Thought(text) => PartBody::Thought(text),
            raw::PartBody::Image(image) => PartBody::Image(image),
            raw::PartBody::RemoteImage { url, mime_type } => PartBody::RemoteImage { url, mime_type },
            raw::PartBody::Other(fields) => PartBody::Other(fields),
        };
        Self { body, thought_signature: raw.thought_signature }
    }
}

impl From<Part> for raw::Part {
    fn from(own: Part) -> Self {
        let body = match own.body {
            PartBody::Text(text) => raw::PartBody::Text(text),
            PartBody::Thought(text) => raw::PartBody::Thought(text),
            PartBody::Image(image) => raw::PartBody::Image(image),
            PartBody::RemoteImage { url, mime_type } => raw::PartBody::RemoteImage { url, mime_type },
            PartBody::Other(fields) => raw::PartBody::Other(fields),
        };
        Self { body, thought_signature: own.thought_signature }
    }
}

impl From<raw::Event> for Event {
    fn from(raw: raw::Event) -> Self {
        match raw {
            raw::Event::Text(text) => Self::Text(text),
            raw::Event::Thought(text) => Self::Thought(text),
            raw::Event::Image(image) => Self::Image(image),
            raw::Event::Progress(progress) => Self::Progress(progress),
        }
    }
}
