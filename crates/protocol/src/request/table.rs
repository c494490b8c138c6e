//! The options that are one value each, as a table: name, kind, and place in the request. Checks, the body and the reader of
//! the npm package loop over it; its types and the documentation are compared with it by `tests/types/options.test.js`, to
//! which `examples/options.rs` prints it.

use super::problems::Problems;
use crate::decimal::signed_text_of;
use crate::json::{Map, Value};
use crate::model::Model;
use crate::text::joined;

/// One option.
#[derive(Debug)]
pub struct Row {
    /// The name in JavaScript.
    pub name: &'static str,
    /// The values that it takes.
    pub kind: Kind,
    /// The place of the value in the body of a request.
    pub place: Place,
}

/// The values that an option takes.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// Any text.
    Text,
    /// A text of the model's list; empty there: the model takes none.
    OfModel(fn(&Model) -> &'static [&'static str], &'static str),
    /// A number from one whole limit to another: to write a float would cost more than all checks together.
    Number(i32, i32),
    /// A whole number between limits.
    Whole(i32, i32),
    /// One value alone, and the advice for all others.
    Only(i32, &'static str),
    /// A list of one or more of these names in any case, and the demand for any other. A function, because a slice would
    /// make every row of the table larger.
    Names(fn() -> &'static [&'static str], &'static str),
    /// A list of at most so many texts, and the demand for a longer one.
    Texts(usize, &'static str),
    /// A list as on the wire, of what the text says.
    List(&'static str),
    /// An object as on the wire.
    Object,
    /// A boolean.
    Flag,
}

/// The place of an option in the body of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In the body itself.
    Body(&'static str),
    /// In `generationConfig`.
    Config(&'static str),
    /// In `generationConfig.imageConfig`.
    ImageConfig(&'static str),
    /// Nowhere: it is for the call.
    Call,
}

/// More independent requests than anybody means to pay for at once.
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
    // More than one candidate is refused by every image model, whatever a relay's page says.
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

/// Checks what is set, against what `model` takes.
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
    /// Finds the problem of a value.
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

    /// Tests the texts of a list.
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

/// A list of texts; one text stands for a list of one.
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
