//! Options that passed every check: legal by construction, and all problems of the others at once.

use crate::error::{Error, ErrorKind};
use crate::model::{self, Model};
use crate::options::{Content, InputPart, Options};
use serde_json::{Map, Value, json};

/// A request that the service has no formal reason to refuse.
#[derive(Debug, Clone, PartialEq)]
pub struct Request<I> {
    /// The model's name, without `models/`.
    pub model: String,
    /// The conversation; ends with what is asked now.
    pub contents: Vec<Content<I>>,
    /// Everything else of the body, camelCase, `extra` merged in.
    pub fields: Map<String, Value>,
    /// What the answer is measured against.
    pub asked: Asked,
}

/// What the caller expects of the answer.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Asked {
    /// An image; false when `modalities` leaves it out.
    pub image: bool,
    /// As given.
    pub aspect_ratio: Option<String>,
    /// As given.
    pub image_size: Option<String>,
    /// How many independent requests.
    pub n: u32,
}

const MAX_N: f64 = 100.0;

impl<I> Request<I> {
    /// Checks `options` against what `model` takes.
    ///
    /// # Errors
    /// `invalid-options` with the first field named and all problems in `details`.
    pub fn new(model: &str, options: Options<I>) -> Result<Self, Error> {
        let model = model.trim().trim_start_matches("models/");
        let mut problems = Problems::default();
        check_model_name(model, &mut problems);
        check_content(&options, &mut problems);
        check_image_config(&options, model::find(model), &mut problems);
        check_numbers(&options, &mut problems);
        check_shapes(&options, &mut problems);
        problems.into_result()?;
        let asked = Asked {
            image: options
                .modalities
                .as_ref()
                .is_none_or(|list| list.iter().any(|m| m.eq_ignore_ascii_case("IMAGE"))),
            aspect_ratio: options.aspect_ratio.clone(),
            image_size: options.image_size.clone(),
            n: options.n.unwrap_or(1.0) as u32,
        };
        let fields = body_fields(&options);
        Ok(Self { model: model.to_owned(), contents: contents(options), fields, asked })
    }

    /// Every input image, in the order of the body.
    pub fn images(&self) -> impl Iterator<Item = &I> {
        self.contents.iter().flat_map(|content| &content.parts).filter_map(|part| part.image.as_ref())
    }

    /// The same request with other handles, made one after another in the order of the body.
    ///
    /// # Errors
    /// The first that `convert` gives.
    pub async fn try_with_images<J, F>(self, mut convert: impl FnMut(I) -> F) -> Result<Request<J>, Error>
    where
        F: Future<Output = Result<J, Error>>,
    {
        let mut contents = Vec::with_capacity(self.contents.len());
        for content in self.contents {
            let mut parts = Vec::with_capacity(content.parts.len());
            for part in content.parts {
                let image = match part.image {
                    Some(image) => Some(convert(image).await?),
                    None => None,
                };
                parts.push(InputPart { image, fields: part.fields });
            }
            contents.push(Content { role: content.role, parts });
        }
        Ok(Request { model: self.model, contents, fields: self.fields, asked: self.asked })
    }
}

/// Problems with options, gathered so that a caller sees all of them at once.
#[derive(Debug, Default)]
pub struct Problems(Vec<(String, String)>);

impl Problems {
    /// Adds one.
    pub fn add(&mut self, field: &str, message: impl Into<String>) {
        self.0.push((field.to_owned(), message.into()));
    }

    /// `Ok` when there are none.
    ///
    /// # Errors
    /// `invalid-options` with all of them.
    pub fn into_result(self) -> Result<(), Error> {
        let Some((field, _)) = self.0.first().cloned() else { return Ok(()) };
        let lines: Vec<_> = self.0.iter().map(|(field, message)| format!("{field}: {message}")).collect();
        let details = self.0.iter().map(|(field, message)| json!({"field": field, "message": message}));
        let details = Value::Array(details.collect());
        Err(Error::new(ErrorKind::InvalidOptions, lines.join(" · ")).with(|facts| {
            facts.field = Some(field);
            facts.details = Some(details);
        }))
    }
}

fn check_model_name(name: &str, problems: &mut Problems) {
    let legal = |c: char| c.is_ascii_alphanumeric() || "-._~@/:".contains(c);
    if name.is_empty() {
        problems.add("model", "is empty; leave it out for the default");
    } else if !name.chars().all(legal) || name.contains("..") {
        problems.add("model", "has characters that no model name has");
    }
}

fn check_content<I>(options: &Options<I>, problems: &mut Problems) {
    let has_prompt = options.prompt.as_ref().is_some_and(|prompt| !prompt.trim().is_empty());
    let has_short_form = options.prompt.is_some() || !options.images.is_empty();
    if options.contents.is_empty() {
        if !has_prompt && options.images.is_empty() {
            problems.add("prompt", "is missing; say what to draw");
        }
        return;
    }
    if has_short_form {
        problems.add("contents", "cannot be combined with prompt or images; put them into a part");
    }
    for (at, content) in options.contents.iter().enumerate() {
        if content.role != "user" && content.role != "model" {
            problems.add(&format!("contents[{at}].role"), "must be \"user\" or \"model\"");
        }
        if content.parts.is_empty() {
            problems.add(&format!("contents[{at}].parts"), "is empty");
        }
    }
    if options.contents.last().is_some_and(|content| content.role == "model") {
        problems.add("contents", "must end with a turn of the user");
    }
}

fn check_image_config<I>(options: &Options<I>, model: Option<&Model>, problems: &mut Problems) {
    if let Some(ratio) = &options.aspect_ratio {
        match model {
            Some(model) if !model.ratios.contains(&ratio.as_str()) => {
                problems.add("aspectRatio", format!("{} takes {}", model.id, model.ratios.join(", ")));
            }
            None if ratio.is_empty() => problems.add("aspectRatio", "is empty; leave it out"),
            _ => {}
        }
    }
    if let Some(size) = &options.image_size {
        match model {
            Some(model) if model.sizes.is_empty() => {
                problems.add("imageSize", format!("{} has one fixed size; leave it out", model.id));
            }
            Some(model) if !model.sizes.contains(&size.as_str()) => {
                problems.add("imageSize", format!("{} takes {}", model.id, model.sizes.join(", ")));
            }
            None if size.is_empty() => problems.add("imageSize", "is empty; leave it out"),
            _ => {}
        }
    }
}

fn check_numbers<I>(options: &Options<I>, problems: &mut Problems) {
    let mut between = |field: &str, value: Option<f64>, low: f64, high: f64, whole: bool| {
        let legal = |value: f64| (low..=high).contains(&value) && (!whole || value.fract() == 0.0);
        if value.is_some_and(|value| !legal(value)) {
            let what = if whole { "a whole number" } else { "a number" };
            let range =
                if high == f64::MAX { format!("from {low}") } else { format!("from {low} to {high}") };
            problems.add(field, format!("must be {what} {range}"));
        }
    };
    between("n", options.n, 1.0, MAX_N, true);
    between("temperature", options.temperature, 0.0, 2.0, false);
    between("topP", options.top_p, 0.0, 1.0, false);
    between("topK", options.top_k, 1.0, f64::from(i32::MAX), true);
    between("seed", options.seed, f64::from(i32::MIN), f64::from(i32::MAX), true);
    between("maxOutputTokens", options.max_output_tokens, 1.0, f64::from(i32::MAX), true);
    // More than one candidate is refused by every image model, whatever a relay's page says.
    if options.candidate_count.is_some_and(|count| count != 1.0) {
        problems.add("candidateCount", "must be 1 for image models; use n for several pictures");
    }
}

fn check_shapes<I>(options: &Options<I>, problems: &mut Problems) {
    if let Some(modalities) = &options.modalities {
        let known = |name: &String| ["TEXT", "IMAGE"].iter().any(|legal| legal.eq_ignore_ascii_case(name));
        if modalities.is_empty() || !modalities.iter().all(known) {
            problems.add("modalities", "must name TEXT, IMAGE or both");
        }
    }
    if options.stop_sequences.as_ref().is_some_and(|list| list.len() > 5) {
        problems.add("stopSequences", "takes at most 5");
    }
    let mut shape = |field: &str, value: &Option<Value>, legal: fn(&Value) -> bool, what: &str| {
        if value.as_ref().is_some_and(|value| !legal(value)) {
            problems.add(field, format!("must be {what}"));
        }
    };
    shape("safetySettings", &options.safety_settings, Value::is_array, "a list of { category, threshold }");
    shape("tools", &options.tools, Value::is_array, "a list of tools");
    shape("thinking", &options.thinking, Value::is_object, "an object");
    shape("extra", &options.extra, Value::is_object, "an object");
    if options.extra.as_ref().is_some_and(|extra| extra.get("contents").is_some()) {
        problems.add("extra", "cannot hold contents; use the option contents");
    }
}

fn contents<I>(options: Options<I>) -> Vec<Content<I>> {
    if !options.contents.is_empty() {
        return options.contents;
    }
    let prompt = options.prompt.filter(|prompt| !prompt.trim().is_empty());
    let text = prompt.iter().map(|prompt| InputPart::text(prompt));
    let parts = text.chain(options.images.into_iter().map(InputPart::image)).collect();
    vec![Content { role: "user".to_owned(), parts }]
}

/// Everything but `contents`. camelCase alone: relays drop some snake_case keys without a word.
fn body_fields<I>(options: &Options<I>) -> Map<String, Value> {
    let mut body = Map::new();
    let put = |map: &mut Map<String, Value>, name: &str, value: Option<Value>| {
        if let Some(value) = value {
            map.insert(name.to_owned(), value);
        }
    };
    let system = options.system_instruction.as_ref();
    put(&mut body, "systemInstruction", system.map(|text| json!({"parts": [{"text": text}]})));
    put(&mut body, "safetySettings", options.safety_settings.clone());
    put(&mut body, "tools", options.tools.clone());
    let config = generation_config(options);
    put(&mut body, "generationConfig", Some(Value::Object(config)));
    if let Some(Value::Object(extra)) = &options.extra {
        merge(&mut body, extra);
    }
    body
}

fn generation_config<I>(options: &Options<I>) -> Map<String, Value> {
    let modalities: Vec<_> = match &options.modalities {
        Some(list) => list.iter().map(|name| name.to_ascii_uppercase()).collect(),
        None => vec!["TEXT".to_owned(), "IMAGE".to_owned()],
    };
    let image_config: Map<_, _> =
        [("aspectRatio", &options.aspect_ratio), ("imageSize", &options.image_size)]
            .into_iter()
            .filter_map(|(name, value)| Some((name.to_owned(), value.clone()?.into())))
            .collect();
    let fields = [
        ("responseModalities", Some(json!(modalities))),
        ("imageConfig", (!image_config.is_empty()).then_some(Value::Object(image_config))),
        ("temperature", options.temperature.map(number)),
        ("topP", options.top_p.map(number)),
        ("topK", options.top_k.map(number)),
        ("seed", options.seed.map(number)),
        ("maxOutputTokens", options.max_output_tokens.map(number)),
        ("stopSequences", options.stop_sequences.as_ref().map(|list| json!(list))),
        ("candidateCount", options.candidate_count.map(number)),
        ("thinkingConfig", options.thinking.clone()),
    ];
    fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
}

/// Whole numbers are written without a fraction: `topK: 64.0` is refused by a strict reader.
fn number(value: f64) -> Value {
    if value.fract() == 0.0 { (value as i64).into() } else { value.into() }
}

fn merge(target: &mut Map<String, Value>, extra: &Map<String, Value>) {
    for (name, value) in extra {
        match (target.get_mut(name), value) {
            (Some(Value::Object(inner)), Value::Object(more)) => merge(inner, more),
            _ => {
                target.insert(name.clone(), value.clone());
            }
        }
    }
}

/// `"16:9"` as 1.78; `None` where it is not two positive numbers.
#[must_use]
pub fn ratio_of(text: &str) -> Option<f64> {
    let (width, height) = text.split_once(':')?;
    let (width, height): (f64, f64) = (width.parse().ok()?, height.parse().ok()?);
    (width > 0.0 && height > 0.0).then_some(width / height)
}

#[cfg(test)]
#[path = "request_tests.rs"]
mod tests;
