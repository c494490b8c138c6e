//! Validates options into a request, or reports all of their problems at once.

mod check;
pub mod encode;
pub mod endpoint;
mod fields;
pub mod history;
pub mod options;
mod problems;
pub mod table;
pub mod upload;

use crate::decimal::decimal;
use crate::error::Error;
use crate::json::Map;
use crate::model;
use crate::request::options::{Content, InputLimits, InputPart, Options};
use crate::text::cut;
pub use problems::Problems;

/// A request that passed every check, so that the service has no formal reason to refuse it.
#[derive(Debug, Clone, PartialEq)]
pub struct Request<I> {
    /// The model's name, without `models/`.
    pub model: String,
    /// The conversation, which ends with the current turn of the user.
    pub contents: Vec<Content<I>>,
    /// All other fields of the body in camelCase, with `extra` merged in.
    pub fields: Map,
    /// The expectations that the answer is checked against.
    pub expected: Expected,
    /// The limits that the input images are fitted to.
    pub input: InputLimits,
}

/// The caller's expectations of the answer.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Expected {
    /// Whether an image is expected; `false` if `modalities` excludes it.
    pub image: bool,
    /// The requested aspect ratio, as given by the caller.
    pub aspect_ratio: Option<String>,
    /// The requested image size, as given by the caller.
    pub image_size: Option<String>,
    /// The requested service tier, as given by the caller.
    pub service_tier: Option<String>,
    /// The number of independent requests.
    pub n: u32,
    /// Whether the host fetches images that arrive as URLs, so that a URL counts as an image.
    pub follows_remote_images: bool,
}

impl<I> Request<I> {
    /// Checks `options` against the limits of `model` and creates the request.
    ///
    /// # Errors
    /// `invalid-options` with the first field named and all problems in `details`.
    pub fn new(model: &str, options: Options<I>) -> Result<Self, Error> {
        Self::new_with_problems(Problems::default(), model, options)
    }

    /// Creates a request like [`new`](Self::new), but reports the other problems of the call in the same error.
    ///
    /// # Errors
    /// As for [`new`](Self::new).
    #[inline(never)]
    pub fn new_with_problems(
        mut problems: Problems,
        model: &str,
        options: Options<I>,
    ) -> Result<Self, Error> {
        check(model, &options, &mut problems);
        problems.into_result()?;
        let model = name_of(model);
        let settings = &options.settings;
        let fields = fields::of(settings);
        let text = |name: &str| settings[name].as_str().map(str::to_owned);
        let expected = Expected {
            image: fields::expect_image(&fields),
            aspect_ratio: text("aspectRatio"),
            image_size: text("imageSize"),
            service_tier: text("serviceTier"),
            n: settings["n"].as_f64().unwrap_or(1.0) as u32,
            follows_remote_images: options.follow_remote_images,
        };
        let input = options.input;
        Ok(Self { model: model.to_owned(), contents: contents(options), fields, expected, input })
    }

    /// Returns all input images in the order of the body.
    pub fn images(&self) -> impl Iterator<Item = &I> {
        self.contents.iter().flat_map(|content| &content.parts).filter_map(|part| part.image.as_ref())
    }

    /// Returns the request without its images, and the images in the order of the body.
    #[must_use]
    pub fn take_images(self) -> (Request<()>, Vec<I>) {
        let mut images = Vec::new();
        let contents = self.contents.into_iter().map(|content| Content {
            role: content.role,
            parts: content.parts.into_iter().map(|part| part.without_image(&mut images)).collect(),
        });
        let contents = contents.collect();
        let request = Request {
            model: self.model,
            contents,
            fields: self.fields,
            expected: self.expected,
            input: self.input,
        };
        (request, images)
    }
}

impl Request<()> {
    /// Returns the request with `images` in place of those that `take_images` removed.
    #[must_use]
    pub fn with_images<I>(self, images: Vec<I>) -> Request<I> {
        let mut images = images.into_iter();
        let contents = self.contents.into_iter().map(|content| Content {
            role: content.role,
            parts: content.parts.into_iter().map(|part| part.with_image(&mut images)).collect(),
        });
        let contents = contents.collect();
        Request {
            model: self.model,
            contents,
            fields: self.fields,
            expected: self.expected,
            input: self.input,
        }
    }
}

/// Checks `options` against the limits of `model`, and adds each problem to `problems`.
pub fn check<I>(model: &str, options: &Options<I>, problems: &mut Problems) {
    let model = name_of(model);
    check::model_name(model, problems);
    check::options(options, model::find(model), problems);
}

fn name_of(model: &str) -> &str {
    let model = model.trim();
    model.strip_prefix("models/").unwrap_or(model)
}

fn contents<I>(options: Options<I>) -> Vec<Content<I>> {
    if !options.contents.is_empty() {
        return options.contents;
    }
    let prompt = options.prompt.filter(|prompt| !prompt.trim().is_empty());
    let text = prompt.iter().map(|prompt| InputPart::text(prompt));
    let parts = text.chain(options.images).collect();
    vec![Content { role: "user".to_owned(), parts }]
}

/// Parses a ratio such as `"16:9"` (1.78). Returns `None` if the text is not two positive numbers.
#[must_use]
pub fn ratio_of(text: &str) -> Option<f64> {
    let (width, height) = cut(text, ":")?;
    let (width, height) = (decimal(width)?, decimal(height)?);
    (width > 0.0 && height > 0.0).then_some(width / height)
}

#[cfg(test)]
mod tests;
