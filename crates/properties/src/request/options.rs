//! Options by choice: what the library knows by type in every value, and what goes on the wire as given both legal and
//! not.

use crate::choices::Choices;
use crate::picture::png;
use serde_json::{Value, json};
use tintype_protocol::json::{Map, Value as Given};
use tintype_protocol::model::{MODELS, Model, find};
use tintype_protocol::request::encode::EncodableImage;
use tintype_protocol::request::options::{Content, InputPart, Options};

/// An input image; all of them are PNG.
#[derive(Debug, Clone, PartialEq)]
pub struct Input(pub Vec<u8>);

impl EncodableImage for Input {
    fn mime_type(&self) -> &str {
        "image/png"
    }
}

/// Options, and whether nothing in them is the caller's own JSON that the library does not judge.
pub struct Made {
    pub model: String,
    pub options: Options<Input>,
    /// The numbers among the options, which JSON cannot hold when they are infinite or none.
    pub numbers: Vec<(&'static str, f64)>,
    pub is_plain: bool,
}

const WORDS: &[&str] =
    &["a red fox", " ", "", "\n", "\0", "\"", "\\", "é", "💡", "\u{2028}", "</script>", "{", "__proto__"];

pub fn made(choices: &mut Choices<'_>) -> Made {
    let model = model(choices);
    let known = find(model.trim_start_matches("models/"));
    let mut is_plain = true;
    let has_contents = choices.once_in(4);
    let has_short_form = !has_contents || choices.once_in(8);
    let mut options = Options {
        prompt: (has_short_form && !choices.once_in(6)).then(|| choices.text(WORDS)),
        images: if has_short_form {
            (0..choices.below(3)).map(|_| InputPart::image(Input(png()))).collect()
        } else {
            Vec::new()
        },
        contents: if has_contents { contents(choices, &mut is_plain) } else { Vec::new() },
        follow_remote_images: choices.once_in(2),
        ..Options::default()
    };
    let numbers = set(&mut options, known, choices, &mut is_plain);
    Made { model, options, numbers, is_plain }
}

const NUMBERS: [&str; 7] = ["n", "temperature", "topP", "topK", "seed", "maxOutputTokens", "candidateCount"];

/// Sets options of the table; gives the numbers among them.
fn set(
    options: &mut Options<Input>,
    known: Option<&Model>,
    choices: &mut Choices<'_>,
    is_plain: &mut bool,
) -> Vec<(&'static str, f64)> {
    let mut add = |name: &str, value: Option<Given>| {
        if let Some(value) = value {
            options.set(name, value);
        }
    };
    add("systemInstruction", maybe(choices, |choices| choices.text(WORDS).into()));
    add(
        "aspectRatio",
        maybe(choices, |choices| wish(choices, known.map_or(&[], |model| model.ratios)).into()),
    );
    add("imageSize", maybe(choices, |choices| wish(choices, known.map_or(&[], |model| model.sizes)).into()));
    add("modalities", maybe(choices, |choices| modalities(choices).into()));
    let numbers: Vec<_> =
        NUMBERS.into_iter().filter_map(|name| Some((name, maybe(choices, number)?))).collect();
    numbers.iter().for_each(|(name, number)| add(name, Some((*number).into())));
    let sequences = |choices: &mut Choices<'_>| -> Vec<String> {
        (0..choices.below(7)).map(|_| choices.text(WORDS)).collect()
    };
    add("stopSequences", maybe(choices, |choices| sequences(choices).into()));
    add("safetySettings", maybe(choices, |choices| as_given(choices, safety_settings, is_plain)));
    add("tools", maybe(choices, |choices| as_given(choices, |choices| tools(choices, known), is_plain)));
    add("thinking", maybe(choices, |choices| as_given(choices, thinking, is_plain)));
    add("extra", maybe(choices, |choices| as_given(choices, extra, is_plain)));
    numbers
}

fn maybe<T>(choices: &mut Choices<'_>, make: impl FnOnce(&mut Choices<'_>) -> T) -> Option<T> {
    choices.once_in(3).then(|| make(choices))
}

fn model(choices: &mut Choices<'_>) -> String {
    let known = MODELS[choices.below(MODELS.len())].id;
    match choices.below(8) {
        6 => format!(" models/{known} "),
        7 => choices.text(&["models/", "/", "..", ".", "%2e", "?", "#", ":", "tuned/x", "é", " ", "\\"]),
        _ => known.to_owned(),
    }
}

fn wish(choices: &mut Choices<'_>, legal: &[&str]) -> String {
    match choices.below(4) {
        3 => choices.text(&["1:1", "16", ":", "9", "4K", "512", "0:0", "-1:1", ""]),
        _ if legal.is_empty() => "1:1".to_owned(),
        _ => choices.pick(legal).to_owned(),
    }
}

fn number(choices: &mut Choices<'_>) -> f64 {
    const TELLING: &[f64] = &[
        1.0,
        0.0,
        -0.0,
        0.5,
        2.0,
        -1.0,
        1e-320,
        100.0,
        101.0,
        2_147_483_647.0,
        2_147_483_648.0,
        -2_147_483_648.0,
        1e19,
        1e300,
        f64::NAN,
        f64::INFINITY,
        f64::NEG_INFINITY,
        f64::MIN_POSITIVE,
        f64::EPSILON,
    ];
    if choices.once_in(4) { choices.any() } else { choices.pick(TELLING) }
}

fn modalities(choices: &mut Choices<'_>) -> Vec<String> {
    (0..choices.below(4))
        .map(|_| choices.pick(&["IMAGE", "TEXT", "image", "Text", "AUDIO", ""]).to_owned())
        .collect()
}

fn contents(choices: &mut Choices<'_>, is_plain: &mut bool) -> Vec<Content<Input>> {
    let count = 1 + choices.below(4);
    let content = |choices: &mut Choices<'_>, is_plain: &mut bool| {
        let role = choices.pick(&["user", "user", "model", "system", ""]).to_owned();
        let parts = (0..choices.below(4)).map(|_| part(choices, is_plain)).collect();
        Content { role, parts }
    };
    (0..count).map(|_| content(choices, is_plain)).collect()
}

fn part(choices: &mut Choices<'_>, is_plain: &mut bool) -> InputPart<Input> {
    let mut part = match choices.below(4) {
        0 => InputPart::text(&choices.text(WORDS)),
        1 => InputPart::image(Input(png())),
        2 => InputPart { image: None, fields: Map::new() },
        _ => {
            *is_plain = false;
            let fields = object(choices, 2).into();
            InputPart { image: choices.once_in(2).then(|| Input(png())), fields }
        }
    };
    if choices.once_in(4) {
        part.fields.insert("thoughtSignature", "c2ln");
    }
    // A second image in one part, which has to be refused.
    if choices.once_in(8) && part.image.is_some() {
        part.fields.insert("inlineData", Map::new());
    }
    part
}

/// Legal JSON for the wire, or, one time in four, any JSON.
fn as_given(
    choices: &mut Choices<'_>,
    legal: impl FnOnce(&mut Choices<'_>) -> Value,
    is_plain: &mut bool,
) -> Given {
    if choices.once_in(4) {
        *is_plain = false;
        return any_json(choices, 3).into();
    }
    legal(choices).into()
}

fn safety_settings(choices: &mut Choices<'_>) -> Value {
    let setting = |choices: &mut Choices<'_>| {
        let category = choices.pick(&["HARM_CATEGORY_HARASSMENT", "HARM_CATEGORY_HATE_SPEECH"]);
        let threshold = choices.pick(&["BLOCK_NONE", "BLOCK_ONLY_HIGH", "OFF"]);
        json!({"category": category, "threshold": threshold})
    };
    (0..choices.below(3)).map(|_| setting(choices)).collect()
}

fn tools(choices: &mut Choices<'_>, model: Option<&Model>) -> Value {
    let searches = model.is_some_and(|model| model.max_images > 3) && choices.once_in(2);
    if searches { json!([{"googleSearch": {}}]) } else { json!([]) }
}

fn thinking(choices: &mut Choices<'_>) -> Value {
    choices.pick(&[
        json!({}),
        json!({"includeThoughts": true}),
        json!({"thinkingLevel": "HIGH"}),
        json!({"thinkingBudget": -1}),
    ])
}

fn extra(choices: &mut Choices<'_>) -> Value {
    choices.pick(&[
        json!({}),
        json!({"store": true, "serviceTier": "flex"}),
        json!({"generationConfig": {"presencePenalty": 0.5}}),
        json!({"generationConfig": {"imageConfig": {"personGeneration": "ALLOW_ADULT"}}}),
    ])
}

fn any_json(choices: &mut Choices<'_>, depth: usize) -> Value {
    match choices.below(if depth == 0 { 5 } else { 7 }) {
        0 => Value::Null,
        1 => choices.any::<bool>().into(),
        2 => choices.any::<i64>().into(),
        3 => choices.any::<f64>().into(),
        4 => choices.text(WORDS).into(),
        5 => (0..choices.below(4)).map(|_| any_json(choices, depth - 1)).collect(),
        _ => Value::Object(object(choices, depth - 1)),
    }
}

const NAMES: &[&str] = &[
    "text",
    "thought",
    "thoughtSignature",
    "inlineData",
    "fileData",
    "mimeType",
    "data",
    "generationConfig",
    "contents",
    "model",
    "imageConfig",
    "aspectRatio",
    "responseModalities",
    "maxOutputTokens",
    "__proto__",
    "constructor",
    "tools",
    "",
];

fn object(choices: &mut Choices<'_>, depth: usize) -> serde_json::Map<String, Value> {
    (0..choices.below(4)).map(|_| (choices.pick(NAMES).to_owned(), any_json(choices, depth))).collect()
}
