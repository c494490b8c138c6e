//! What the person is asking for, apart from the input images.

use serde::{Deserialize, Serialize};

use super::fine::{Fine, Fines};
use super::json;
use super::ratio::Ratio;

/// The most pictures that one press asks for.
pub const MAX_VARIANTS: u32 = 8;

/// The prompt and the choices beside it. It outlives every failure: only the person changes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// As typed; trimmed only when it is sent.
    pub prompt: String,
    /// `None` until the person picks one.
    pub ratio: Option<Ratio>,
    /// The chosen size; `None` for the model's own.
    pub size: Option<String>,
    /// How many pictures.
    pub variants: u32,
    /// What only some people want to choose.
    pub fines: Fines,
}

impl Default for Form {
    fn default() -> Self {
        Self { prompt: String::new(), ratio: None, size: None, variants: 1, fines: Fines::default() }
    }
}

/// Why Generate cannot start yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// Nothing to draw and nothing to change.
    Prompt,
    /// A number that is none, or out of its range.
    Number(Fine),
}

impl Form {
    /// What is missing before anything can be sent.
    pub fn missing(&self) -> Option<Missing> {
        if self.prompt.trim().is_empty() {
            return Some(Missing::Prompt);
        }
        self.fines.wrong().map(Missing::Number)
    }
}

/// The form as the tab keeps it across a reload.
#[derive(Serialize, Deserialize)]
#[serde(default)]
struct Draft {
    prompt: String,
    ratio: Option<String>,
    size: Option<String>,
    variants: u32,
    fines: Fines,
}

impl Default for Draft {
    fn default() -> Self {
        Self::of(&Form::default())
    }
}

impl Draft {
    fn of(form: &Form) -> Self {
        let Form { prompt, ratio, size, variants, fines } = form.clone();
        let ratio = ratio.map(|ratio| ratio.id().to_owned());
        Self { prompt, ratio, size, variants, fines }
    }
}

/// The form as text.
pub fn to_draft(form: &Form) -> String {
    json::write(&Draft::of(form))
}

/// Reads it back; what cannot be read is an empty form.
pub fn from_draft(json: &str, ratios: &[&'static str]) -> Form {
    let draft: Draft = json::read(json.as_bytes()).unwrap_or_default();
    let Draft { prompt, ratio, size, variants, fines } = draft;
    let ratio = ratio.and_then(|id| Ratio::from_id(&id, ratios));
    Form { prompt, ratio, size, variants: variants.clamp(1, MAX_VARIANTS), fines }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_are_not_a_prompt() {
        let form = |prompt: &str| Form { prompt: prompt.into(), ..Form::default() };
        assert_eq!(form(" \n").missing(), Some(Missing::Prompt));
        assert_eq!(form("a pear").missing(), None);
    }

    #[test]
    fn numbers_are_checked_before_anything_is_sent() {
        let mut form = Form { prompt: "a pear".into(), ..Form::default() };
        form.fines.set(Fine::Temperature, "2.1".into());
        assert_eq!(form.missing(), Some(Missing::Number(Fine::Temperature)));
    }

    #[test]
    fn a_draft_survives_and_rubbish_is_an_empty_form() {
        let mut form = Form {
            prompt: "a pear".into(),
            ratio: Some(Ratio::Fixed("16:9")),
            variants: 3,
            ..Form::default()
        };
        form.fines.set(Fine::Seed, "7".into());
        assert_eq!(from_draft(&to_draft(&form), &["1:1", "16:9"]), form);
        assert_eq!(from_draft("half a thought", &[]), Form::default());
        assert_eq!(from_draft(r#"{"variants":900}"#, &[]).variants, MAX_VARIANTS);
    }
}
