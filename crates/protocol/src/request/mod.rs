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
    /// The conversation; ends with what is asked now.
    pub contents: Vec<Content<I>>,
    /// Everything else of the body, camelCase, `extra` merged in.
    pub fields: Map,
    /// The expectations that the answer is checked against.
    pub expected: Expected,
    /// How the images are to be fitted.
    pub input: InputLimits,
}

/// The caller's expectations of the answer.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Expected {
    /// An image; false when `modalities` leaves it out.
    pub image: bool,
    /// As given.
    pub aspect_ratio: Option<String>,
    /// As given.
    pub image_size: Option<String>,
    /// As given.
    pub service_tier: Option<String>,
    /// How many independent requests.
    pub n: u32,
    /// Addresses of images are as good as images: the host fetches them.
    pub follows_remote_images: bool,
}

impl<I> Request<I> {
    /// Checks `options` against what `model` takes.
    ///
    /// # Errors
    /// `invalid-options` with the first field named and all problems in `details`.
    pub fn new(model: &str, options: Options<I>) -> Result<Self, Error> {
        Self::new_with_problems(Problems::default(), model, options)
    }

    /// Like [`new`](Self::new), but with the other problems of the call in the same error.
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

    /// Every input image, in the order of the body.
    pub fn images(&self) -> impl Iterator<Item = &I> {
        self.contents.iter().flat_map(|content| &content.parts).filter_map(|part| part.image.as_ref())
    }

    /// The request without its images, and the images in the order of the body.
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
    /// The request with these images in place of those that were taken out.
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

/// Finds what `model` does not take of `options`.
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

/// `"16:9"` as 1.78; `None` where it is not two positive numbers.
#[must_use]
pub fn ratio_of(text: &str) -> Option<f64> {
    let (width, height) = cut(text, ":")?;
    let (width, height) = (decimal(width)?, decimal(height)?);
    (width > 0.0 && height > 0.0).then_some(width / height)
}

#[cfg(test)]
mod tests;
