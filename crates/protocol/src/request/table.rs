//! The table of options with a single value: name, kind, and place in the request. The checks, the body and the option
//! reader of the npm package iterate over it. `tests/types/options.test.js` compares the package's types and
//! documentation with the table, which `examples/options.rs` prints for it.

use super::problems::Problems;
use crate::decimal::signed_text_of;
use crate::json::{Map, Value};
use crate::model::Model;
use crate::text::joined;

/// A row of the table, which describes one option.
#[derive(Debug)]
pub struct Row {
    /// The name in JavaScript.
    pub name: &'static str,
    /// The values that the option accepts.
    pub kind: Kind,
    /// The place of the value in the body of a request.
    pub place: Place,
}

/// The values that an option accepts.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// Any text.
    Text,
    /// A text from the model's list, and the message for a model whose list is empty, which does not accept the option.
    OfModel(fn(&Model) -> &'static [&'static str], &'static str),
    /// A number between two integer limits. Formatting a float would cost more than all checks together.
    Number(i32, i32),
    /// A whole number between two limits.
    Whole(i32, i32),
    /// A single legal value, and the message for any other.
    Only(i32, &'static str),
    /// A list of one or more of these names in any case, and the message for an invalid list. Uses a function, because
    /// a slice would make every row of the table larger.
    Names(fn() -> &'static [&'static str], &'static str),
    /// A list of texts with a maximum length, and the message for a longer list.
    Texts(usize, &'static str),
    /// A list in wire format, and the description of its items.
    List(&'static str),
    /// An object in wire format.
    Object,
    /// A boolean.
    Flag,
}

/// The place of an option in the body of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A field of the body itself.
    Body(&'static str),
    /// A field of `generationConfig`.
    Config(&'static str),
    /// A field of `generationConfig.imageConfig`.
    ImageConfig(&'static str),
    /// No field of its own, because the option concerns the call.
    Call,
}

/// The maximum of `n`, more requests than any caller intends to pay for at once.
const MAX_N: i32 = 100;

/// The table of all options.
pub const TABLE: &[Row] = &[
    row(
        "aspectRatio",
        Kind::OfModel(|model| model.ratios, " takes none; leave it out"),
        Place::ImageConfig("aspectRatio"),
    ),
    row(
        "imageSize",
        Kind::OfModel(|model| model.sizes, " has one fixed size; leave it out"),
        Place::ImageConfig("imageSize"),
    ),
    row("n", Kind::Whole(1, MAX_N), Place::Call),
    row("temperature", Kind::Number(0, 2), Place::Config("temperature")),
    row("topP", Kind::Number(0, 1), Place::Config("topP")),
    row("topK", Kind::Whole(1, i32::MAX), Place::Config("topK")),
    row("seed", Kind::Whole(i32::MIN, i32::MAX), Place::Config("seed")),
    row("maxOutputTokens", Kind::Whole(1, i32::MAX), Place::Config("maxOutputTokens")),
    // Every image model refuses more than one candidate, even if a relay's page says otherwise.
    row(
        "candidateCount",
        Kind::Only(1, "must be 1 for image models; use n for several pictures"),
        Place::Config("candidateCount"),
    ),
    row(
        "modalities",
        Kind::Names(|| &["TEXT", "IMAGE"], "must name TEXT, IMAGE or both"),
        Place::Config("responseModalities"),
    ),
    row("stopSequences", Kind::Texts(5, "takes at most 5"), Place::Config("stopSequences")),
    row("safetySettings", Kind::List("{ category, threshold }"), Place::Body("safetySettings")),
    row("tools", Kind::List("tools"), Place::Body("tools")),
    row("thinking", Kind::Object, Place::Config("thinkingConfig")),
    row("store", Kind::Flag, Place::Body("store")),
    row("serviceTier", Kind::Text, Place::Body("serviceTier")),
    row("systemInstruction", Kind::Text, Place::Body("systemInstruction")),
    row("extra", Kind::Object, Place::Call),
];

const fn row(name: &'static str, kind: Kind, place: Place) -> Row {
    Row { name, kind, place }
}

/// Checks the options that are set against the limits of `model`.
pub fn check(settings: &Map, model: Option<&Model>, problems: &mut Problems) {
    for Row { name, kind, .. } in TABLE {
        if let Some(value) = settings.get(name)
            && let Some(problem) = kind.problem(value, model)
        {
            problems.add(name, problem);
        }
    }
    if settings["extra"].get("contents").is_some() {
        problems.add("extra", "cannot hold contents; use the option contents");
    }
}

impl Kind {
    /// Returns the problem with a value, if any.
    fn problem(self, value: &Value, model: Option<&Model>) -> Option<String> {
        let problem_is = |problem: &str| Some(problem.to_owned());
        match self {
            Self::Text if value.is_string() => None,
            Self::OfModel(list, none) => match value.as_str() {
                Some(text) => of_model(text, model, list, none),
                None => problem_is("must be a string"),
            },
            Self::Text => problem_is("must be a string"),
            Self::Number(low, high) => out_of(value, low, high, false),
            Self::Whole(low, high) => out_of(value, low, high, true),
            Self::Only(only, advice) => match value.as_f64() {
                Some(number) if number == f64::from(only) => None,
                Some(_) => problem_is(advice),
                None => problem_is("must be a number"),
            },
            Self::Names(_, demand) | Self::Texts(_, demand) => match texts(value) {
                Some(list) if self.takes(&list) => None,
                Some(_) => problem_is(demand),
                None => problem_is("must be a list of strings"),
            },
            Self::List(_) if value.is_array() => None,
            Self::List(what) => Some(["must be a list of ", what].concat()),
            Self::Object if value.is_object() => None,
            Self::Object => problem_is("must be an object"),
            Self::Flag if matches!(value, Value::Bool(_)) => None,
            Self::Flag => problem_is("must be true or false"),
        }
    }

    /// Returns `true` if the texts of a list are valid.
    fn takes(self, list: &[&str]) -> bool {
        match self {
            Self::Names(known, _) => {
                let is_known = |name: &&str| known().iter().any(|legal| legal.eq_ignore_ascii_case(name));
                !list.is_empty() && list.iter().all(is_known)
            }
            Self::Texts(most, _) => list.len() <= most,
            _ => false,
        }
    }
}

fn of_model(
    text: &str,
    model: Option<&Model>,
    list: fn(&Model) -> &'static [&'static str],
    none: &str,
) -> Option<String> {
    let Some(model) = model else {
        return text.is_empty().then(|| "is empty; leave it out".to_owned());
    };
    let legal = list(model);
    if legal.is_empty() {
        return Some([model.id, none].concat());
    }
    (!legal.contains(&text)).then(|| [model.id, " takes ", &joined(legal, ", ")].concat())
}

fn out_of(value: &Value, low: i32, high: i32, whole: bool) -> Option<String> {
    let Some(number) = value.as_f64() else { return Some("must be a number".to_owned()) };
    let is_within = (f64::from(low)..=f64::from(high)).contains(&number);
    if is_within && (!whole || number.fract() == 0.0) {
        return None;
    }
    let what = if whole { "a whole number" } else { "a number" };
    Some(
        ["must be ", what, " from ", &signed_text_of(low.into()), " to ", &signed_text_of(high.into())]
            .concat(),
    )
}

/// Returns a list of texts. A single text counts as a list of one.
pub(super) fn texts(value: &Value) -> Option<Vec<&str>> {
    match value {
        Value::String(text) => Some(vec![text]),
        Value::Array(items) => {
            let mut texts = Vec::new();
            for item in items {
                texts.push(item.as_str()?);
            }
            Some(texts)
        }
        _ => None,
    }
}
