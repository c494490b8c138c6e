//! Generates options: any value of the options that the library types, and both legal and illegal JSON for those that
//! it sends as given.

use crate::choices::Choices;
use crate::picture::png;
use serde_json::{Value, json};
use tintype_protocol::json::{Map, Value as Given};
use tintype_protocol::model::{MODELS, Model, find};
use tintype_protocol::request::encode::EncodableImage;
use tintype_protocol::request::options::{Content, InputPart, Options};
use tintype_protocol::request::table::{Kind, TABLE};

/// An input image; all of them are PNG.
#[derive(Debug, Clone, PartialEq)]
pub struct Input(pub Vec<u8>);

impl EncodableImage for Input {
    fn mime_type(&self) -> &str {
        "image/png"
    }
}

/// Generated options. `is_plain` means that they contain no JSON of the caller that the library passes on unchecked.
pub struct Made {
    pub model: String,
    pub options: Options<Input>,
    /// The numeric options, because JSON cannot represent infinite numbers and NaN.
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

/// Sets options of the table, and returns the numbers among them.
fn set(
    options: &mut Options<Input>,
    known: Option<&Model>,
    choices: &mut Choices<'_>,
    is_plain: &mut bool,
) -> Vec<(&'static str, f64)> {
    let mut numbers = Vec::new();
    for row in TABLE {
        if !choices.once_in(3) {
            continue;
        }
        let value = match row.kind {
            Kind::Text => choices.text(WORDS).into(),
            Kind::OfModel(values, _) => wish(choices, known.map_or(&[], values)).into(),
            Kind::Number(..) | Kind::Whole(..) | Kind::Only(..) => {
                let number = number(choices);
                numbers.push((row.name, number));
                number.into()
            }
            Kind::Names(known, _) => names(choices, known()).into(),
            Kind::Texts(most, _) => texts(choices, most).into(),
            Kind::List(_) | Kind::Object => {
                as_given(choices, |choices| legal(row.name, choices, known), is_plain)
            }
            Kind::Flag => choices.any::<bool>().into(),
        };
        options.set(row.name, value);
    }
    numbers
}

/// Returns legal JSON for an option that is sent as given.
fn legal(name: &str, choices: &mut Choices<'_>, known: Option<&Model>) -> Value {
    match name {
        "safetySettings" => safety_settings(choices),
        "tools" => tools(choices, known),
        "thinking" => thinking(choices),
        "extra" => extra(choices),
        _ => panic!("say here what {name} takes"),
    }
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

fn names(choices: &mut Choices<'_>, known: &[&str]) -> Vec<String> {
    let name = |choices: &mut Choices<'_>| match choices.below(4) {
        0 => choices.pick(&["AUDIO", ""]).to_owned(),
        1 => choices.pick(known).to_lowercase(),
        _ => choices.pick(known).to_owned(),
    };
    (0..choices.below(4)).map(|_| name(choices)).collect()
}

/// Returns texts, sometimes more than the maximum.
fn texts(choices: &mut Choices<'_>, most: usize) -> Vec<String> {
    (0..choices.below(most + 2)).map(|_| choices.text(WORDS)).collect()
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
    // A second image in one part has to be rejected.
    if choices.once_in(8) && part.image.is_some() {
        part.fields.insert("inlineData", Map::new());
    }
    part
}

/// Returns legal JSON for the wire or, one time in four, any JSON.
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
