//! The turns of a conversation that a caller provides.

use crate::raw;
use tintype_images::ImageInput;
use tintype_protocol::json::Value;

/// One turn of a conversation that the caller stores, for
/// [`Client::generate_contents`](crate::Client::generate_contents).
///
/// ```no_run
/// # async fn example(client: tintype::Client, sketch: web_sys::Blob) -> Result<(), tintype::Error> {
/// use tintype::{Content, InputPart};
///
/// let generation = client
///     .generate_contents([
///         Content::user([InputPart::text("a lighthouse like this"), InputPart::image(sketch)]),
///         Content::model([InputPart::text("At which time of day?")]),
///         Content::user([InputPart::text("at dusk")]),
///     ])
///     .await?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Content(raw::Content);

impl Content {
    /// Creates a turn of the user.
    pub fn user(parts: impl IntoIterator<Item = InputPart>) -> Self {
        Self::new("user", parts)
    }

    /// Creates a turn of the model.
    pub fn model(parts: impl IntoIterator<Item = InputPart>) -> Self {
        Self::new("model", parts)
    }

    fn new(role: &str, parts: impl IntoIterator<Item = InputPart>) -> Self {
        let parts = parts.into_iter().map(|InputPart(part)| part).collect();
        Self(raw::Content { role: role.to_owned(), parts })
    }

    pub(crate) fn into_raw(self) -> raw::Content {
        self.0
    }
}

impl From<raw::Content> for Content {
    fn from(content: raw::Content) -> Self {
        Self(content)
    }
}

/// One part of a turn, with text or an image and any other fields in wire format.
///
/// ```
/// use tintype::InputPart;
///
/// let part = InputPart::text("a lighthouse").with_field("thoughtSignature", "c2lnbmF0dXJl");
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct InputPart(raw::InputPart);

impl InputPart {
    /// Creates a text part.
    #[must_use]
    pub fn text(text: &str) -> Self {
        Self(raw::InputPart::text(text))
    }

    /// Creates an image part.
    pub fn image(image: impl Into<ImageInput>) -> Self {
        Self(raw::InputPart::image(image.into()))
    }

    /// Adds a field, such as `thoughtSignature` or `fileData`, which is sent unchanged.
    #[must_use]
    pub fn with_field(mut self, name: impl Into<String>, value: impl Into<Value>) -> Self {
        self.0.fields.insert(name.into(), value.into());
        self
    }
}

impl From<raw::InputPart> for InputPart {
    fn from(part: raw::InputPart) -> Self {
        Self(part)
    }
}
