//! All data of one request, captured when Generate is pressed, so that later changes apply to the next one.

use tintype::history::{self, trim_history};
use tintype::json::{Map, Value, array, object};
use tintype::{Client, Content, GenerateBuilder, ImageInput, InputLimits, InputPart};

use crate::browser::picture::{BlobWithUrl, Blobs};
use crate::model::advanced_options::{HARMS, TextOption};
use crate::model::conversation::{self, Image, Weighed};
use crate::model::gallery::ResultList;
use crate::model::numbered::in_words;
use crate::model::result::{RequestOptions, Source};
use crate::store::request::ImageRequest;

/// The bytes that a request needs besides its images, for prompts, answers and signatures.
const TEXT_BYTES: u64 = 64 << 10;

impl ImageRequest {
    /// Prepends the conversation of the first source if that is a result, unless the request has a mask or excludes the
    /// history.
    pub fn with_context(mut self, results: &ResultList<Blobs>) -> Self {
        let is_alone = self.mask.is_some() || self.requested.options.without_history;
        let Some((Source::Result { id }, _)) = self.sources.first().filter(|_| !is_alone) else {
            return self;
        };
        let sizes: Vec<u64> = self.sources.iter().map(|(_, image)| image.blob().size() as u64).collect();
        let budget = conversation::image_budget(
            &sizes,
            InputLimits::default().image_budget(&self.settings.base_url(), TEXT_BYTES),
        );
        let turns = conversation::turns(results, *id);
        let history = trim_history(&turns, &self.requested.model, budget, |(_, byte_length)| *byte_length);
        self.context = history.contents.into_iter().map(|content| with_images(content, results)).collect();
        self
    }

    /// Returns the text that is sent.
    fn words(&self) -> String {
        match &self.mask {
            Some(mask) => format!("{}\n\n{}", self.prompt, mask.words),
            None => in_words(&self.prompt, self.sources.len()),
        }
    }

    /// Builds the call of `client` for this request.
    pub fn call(&self, client: &Client) -> GenerateBuilder {
        let base = self.mask.as_ref().and_then(|mask| mask.base.as_ref());
        let images = self.sources.iter().map(|(_, image)| image).enumerate();
        let images = images.map(|(place, image)| to_input(base.filter(|_| place == 0).unwrap_or(image)));
        let call = if self.context.is_empty() {
            client.generate(self.words()).images(images)
        } else {
            // The history contains the picture to continue. It is sent again only to be numbered among others.
            let images = images.filter(|_| self.sources.len() > 1).map(InputPart::image);
            let now = Content::user(std::iter::once(InputPart::text(&self.words())).chain(images));
            client.generate_contents(self.context.iter().cloned().chain([now]))
        };
        let call = with_advanced_options(with_choices(call, &self.requested), &self.requested);
        // New Google projects store requests unless the request opts out.
        if self.settings.refuses_storage() { call.store(false) } else { call }
    }
}

fn with_choices(call: GenerateBuilder, requested: &RequestOptions) -> GenerateBuilder {
    let RequestOptions { ratio, size, options, .. } = requested;
    let call = given(call, ratio.as_deref(), |call, ratio| call.aspect_ratio(ratio));
    let call = given(call, size.as_deref(), |call, size| call.image_size(size));
    given(call, non_empty(&options.system_instruction), |call, text| call.system_instruction(text))
}

fn with_advanced_options(
    call: GenerateBuilder,
    RequestOptions { model, options, .. }: &RequestOptions,
) -> GenerateBuilder {
    let number = |option| options.number(option);
    let call = given(call, number(TextOption::Temperature), |call, number| call.temperature(number as f32));
    let call = given(call, number(TextOption::TopP), |call, number| call.top_p(number as f32));
    let call = given(call, number(TextOption::TopK), |call, number| call.top_k(number as u32));
    let call = given(call, number(TextOption::Seed), |call, number| call.seed(number as i32));
    let thinking = non_empty(options.thinking(model)).map(|level| object([("thinkingLevel", level)]));
    let call = given(call, thinking, |call, thinking| call.thinking(thinking));
    let call = given(call, non_empty(options.safety()).map(thresholds), |call, settings| {
        call.safety_settings(settings)
    });
    let tools = options.searches(model).then(|| array([object([("googleSearch", Map::new())])]));
    let call = given(call, tools, |call, tools| call.tools(tools));
    if options.images_only { call.modalities(["IMAGE"]) } else { call }
}

/// Sets an option of the call, if the user selected one.
fn given<T>(
    call: GenerateBuilder,
    chosen: Option<T>,
    set: impl FnOnce(GenerateBuilder, T) -> GenerateBuilder,
) -> GenerateBuilder {
    match chosen {
        Some(chosen) => set(call, chosen),
        None => call,
    }
}

fn non_empty(chosen: &str) -> Option<&str> {
    let chosen = chosen.trim();
    (!chosen.is_empty()).then_some(chosen)
}

/// Sets one threshold for every harm category.
fn thresholds(threshold: &str) -> Value {
    let category = |harm: &str| format!("HARM_CATEGORY_{harm}");
    array(
        HARMS.iter().map(|harm| object([("category", category(harm)), ("threshold", threshold.to_owned())])),
    )
}

fn with_images(content: history::Content<Weighed>, results: &ResultList<Blobs>) -> Content {
    let parts = content.parts.into_iter().map(|part| history::InputPart {
        image: part.image.and_then(|(image, _)| find(image, results)),
        fields: part.fields,
    });
    history::Content { role: content.role, parts: parts.collect() }.into()
}

fn to_input(picture: &BlobWithUrl) -> ImageInput {
    picture.blob().clone().into()
}

fn find(image: Image, results: &ResultList<Blobs>) -> Option<ImageInput> {
    match image {
        Image::Picture(id) => Some(to_input(&results.get(id)?.blobs.image)),
        Image::File(id, index) => Some(to_input(results.get(id)?.blobs.files.get(index)?)),
    }
}
