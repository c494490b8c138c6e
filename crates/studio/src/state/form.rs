//! What the person is asking for, apart from the input images.

use serde::{Deserialize, Serialize};

use super::ratio::Ratio;
use super::{json, number};

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
    /// As typed; empty for the service's own.
    pub temperature: String,
    /// As typed; empty for another one each time.
    pub seed: String,
    /// The system instruction, as typed.
    pub system: String,
}

impl Default for Form {
    fn default() -> Self {
        let empty = String::new;
        let (prompt, temperature, seed, system) = (empty(), empty(), empty(), empty());
        Self { prompt, ratio: None, size: None, variants: 1, temperature, seed, system }
    }
}

/// Why Generate cannot start yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// Nothing to draw and nothing to change.
    Prompt,
    /// A temperature that is none.
    Temperature,
    /// A seed that is none.
    Seed,
}

impl Form {
    /// What is missing before anything can be sent.
    pub fn missing(&self) -> Option<Missing> {
        if self.prompt.trim().is_empty() {
            return Some(Missing::Prompt);
        }
        if self.temperature().is_none() && !self.temperature.trim().is_empty() {
            return Some(Missing::Temperature);
        }
        (self.seed().is_none() && !self.seed.trim().is_empty()).then_some(Missing::Seed)
    }

    /// 0 to 2; `None` when nothing or nothing legal was typed.
    pub fn temperature(&self) -> Option<f64> {
        number(&self.temperature).filter(|value| (0.0..=2.0).contains(value))
    }

    /// A whole 32-bit number; `None` when nothing or nothing legal was typed.
    pub fn seed(&self) -> Option<f64> {
        number(&self.seed).filter(|value| value.fract() == 0.0 && value.abs() <= f64::from(i32::MAX))
    }

    /// Whether anything of the advanced settings is set.
    pub fn is_advanced(&self) -> bool {
        [&self.temperature, &self.seed, &self.system].iter().any(|typed| !typed.trim().is_empty())
    }
}

/// A comma for a point is what much of the world types.
fn number(typed: &str) -> Option<f64> {
    number::read(&typed.trim().replace(',', "."))
}

/// The form as the tab keeps it across a reload.
#[derive(Serialize, Deserialize)]
#[serde(default)]
struct Draft {
    prompt: String,
    ratio: Option<String>,
    size: Option<String>,
    variants: u32,
    temperature: String,
    seed: String,
    system: String,
}

impl Default for Draft {
    fn default() -> Self {
        Self::of(&Form::default())
    }
}

impl Draft {
    fn of(form: &Form) -> Self {
        let Form { prompt, ratio, size, variants, temperature, seed, system } = form.clone();
        let ratio = ratio.map(|ratio| ratio.id().to_owned());
        Self { prompt, ratio, size, variants, temperature, seed, system }
    }
}

/// The form as text.
pub fn to_draft(form: &Form) -> String {
    json::write(&Draft::of(form))
}

/// Reads it back; what cannot be read is an empty form.
pub fn from_draft(json: &str, ratios: &[&'static str]) -> Form {
    let draft: Draft = json::read(json.as_bytes()).unwrap_or_default();
    let Draft { prompt, ratio, size, variants, temperature, seed, system } = draft;
    let ratio = ratio.and_then(|id| Ratio::from_id(&id, ratios));
    Form { prompt, ratio, size, variants: variants.clamp(1, MAX_VARIANTS), temperature, seed, system }
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
        let form = |temperature: &str, seed: &str| Form {
            prompt: "a pear".into(),
            temperature: temperature.into(),
            seed: seed.into(),
            ..Form::default()
        };
        assert_eq!(form("0,7", " 42 ").temperature(), Some(0.7));
        assert_eq!(form("0,7", " 42 ").seed(), Some(42.0));
        assert_eq!(form("0.7", "-3").missing(), None);
        assert_eq!(form("2.1", "").missing(), Some(Missing::Temperature));
        assert_eq!(form("", "1.5").missing(), Some(Missing::Seed));
        assert_eq!(form("", "99999999999").missing(), Some(Missing::Seed));
    }

    #[test]
    fn a_draft_survives_and_rubbish_is_an_empty_form() {
        let form = Form {
            prompt: "a pear".into(),
            ratio: Some(Ratio::Fixed("16:9")),
            variants: 3,
            seed: "7".into(),
            ..Form::default()
        };
        assert_eq!(from_draft(&to_draft(&form), &["1:1", "16:9"]), form);
        assert_eq!(from_draft("half a thought", &[]), Form::default());
        assert_eq!(from_draft(r#"{"variants":900}"#, &[]).variants, MAX_VARIANTS);
    }
}
