//! The advanced options: numbers, an instruction, and a few choices. An empty one leaves the decision to the service.

use serde::{Deserialize, Serialize};

use super::{models, number};

/// An option that is typed or picked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextOption {
    /// 0 to 2.
    Temperature,
    /// 0 to 1.
    TopP,
    /// A whole number from 1.
    TopK,
    /// A whole 32-bit number.
    Seed,
    /// The system instruction.
    SystemInstruction,
    /// How much the model thinks first, in the wire's words.
    Thinking,
    /// From which probability on the service blocks, in the wire's words.
    Safety,
}

/// An option that is on or off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Switch {
    /// Whether the model may search the web first.
    WebSearch,
    /// Whether the answer may do without text.
    ImagesOnly,
    /// Whether an edit of a result leaves out the conversation before it.
    WithoutHistory,
}

/// From the strictest on.
pub const SAFETY: [&str; 4] = ["BLOCK_LOW_AND_ABOVE", "BLOCK_MEDIUM_AND_ABOVE", "BLOCK_ONLY_HIGH", "OFF"];
/// The kinds of harm that a threshold is sent for.
pub const HARMS: [&str; 4] = ["HARASSMENT", "HATE_SPEECH", "SEXUALLY_EXPLICIT", "DANGEROUS_CONTENT"];

impl TextOption {
    /// The numbers, in the order of the form.
    pub const NUMBERS: [Self; 4] = [Self::Temperature, Self::TopP, Self::TopK, Self::Seed];

    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Temperature,
        Self::TopP,
        Self::TopK,
        Self::Seed,
        Self::SystemInstruction,
        Self::Thinking,
        Self::Safety,
    ];

    /// The id of its field in the page, and its name in the draft of the form.
    pub fn id(self) -> &'static str {
        match self {
            Self::Temperature => "temperature",
            Self::TopP => "top-p",
            Self::TopK => "top-k",
            Self::Seed => "seed",
            Self::SystemInstruction => "system",
            Self::Thinking => "thinking",
            Self::Safety => "safety",
        }
    }

    /// Least, most, and whether it is whole; for numbers.
    fn range(self) -> (f64, f64, bool) {
        let most = f64::from(i32::MAX);
        match self {
            Self::Temperature => (0.0, 2.0, false),
            Self::TopP => (0.0, 1.0, false),
            Self::TopK => (1.0, most, true),
            _ => (-most, most, true),
        }
    }
}

impl Switch {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::WebSearch, Self::ImagesOnly, Self::WithoutHistory];

    /// The id of its field in the page, and its name in the draft of the form.
    pub fn id(self) -> &'static str {
        match self {
            Self::WebSearch => "web-search",
            Self::ImagesOnly => "only-pictures",
            Self::WithoutHistory => "without-history",
        }
    }
}

/// The advanced options as typed and picked, and as they are stored: each under its own name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AdvancedOptions {
    /// As typed; see [`AdvancedOptions::number`].
    #[serde(skip_serializing_if = "String::is_empty")]
    pub temperature: String,
    /// As typed; see [`AdvancedOptions::number`].
    #[serde(skip_serializing_if = "String::is_empty")]
    pub top_p: String,
    /// As typed; see [`AdvancedOptions::number`].
    #[serde(skip_serializing_if = "String::is_empty")]
    pub top_k: String,
    /// As typed; see [`AdvancedOptions::number`].
    #[serde(skip_serializing_if = "String::is_empty")]
    pub seed: String,
    /// As typed; trimmed when it is sent.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub system_instruction: String,
    /// As picked; see [`AdvancedOptions::thinking`].
    #[serde(skip_serializing_if = "String::is_empty")]
    pub thinking: String,
    /// As picked; see [`AdvancedOptions::safety`].
    #[serde(skip_serializing_if = "String::is_empty")]
    pub safety: String,
    /// Whether the model may search the web first, where it can.
    #[serde(skip_serializing_if = "is_off")]
    pub web_search: bool,
    /// Whether the answer may do without text.
    #[serde(skip_serializing_if = "is_off")]
    pub images_only: bool,
    /// Whether an edit of a result leaves out the conversation before it.
    #[serde(skip_serializing_if = "is_off")]
    pub without_history: bool,
}

fn is_off(switch: &bool) -> bool {
    !switch
}

impl AdvancedOptions {
    /// An option as typed or picked.
    pub fn text(&self, option: TextOption) -> &str {
        match option {
            TextOption::Temperature => &self.temperature,
            TextOption::TopP => &self.top_p,
            TextOption::TopK => &self.top_k,
            TextOption::Seed => &self.seed,
            TextOption::SystemInstruction => &self.system_instruction,
            TextOption::Thinking => &self.thinking,
            TextOption::Safety => &self.safety,
        }
    }

    /// Gives a text option for writing.
    pub fn text_mut(&mut self, option: TextOption) -> &mut String {
        match option {
            TextOption::Temperature => &mut self.temperature,
            TextOption::TopP => &mut self.top_p,
            TextOption::TopK => &mut self.top_k,
            TextOption::Seed => &mut self.seed,
            TextOption::SystemInstruction => &mut self.system_instruction,
            TextOption::Thinking => &mut self.thinking,
            TextOption::Safety => &mut self.safety,
        }
    }

    /// Whether a switch is on.
    pub fn is_on(&self, switch: Switch) -> bool {
        match switch {
            Switch::WebSearch => self.web_search,
            Switch::ImagesOnly => self.images_only,
            Switch::WithoutHistory => self.without_history,
        }
    }

    /// Turns a switch on or off.
    pub fn set_switch(&mut self, switch: Switch, is_on: bool) {
        match switch {
            Switch::WebSearch => self.web_search = is_on,
            Switch::ImagesOnly => self.images_only = is_on,
            Switch::WithoutHistory => self.without_history = is_on,
        }
    }

    /// Whether anything is chosen.
    pub fn is_any(&self) -> bool {
        Switch::ALL.into_iter().any(|switch| self.is_on(switch))
            || TextOption::ALL.into_iter().any(|option| !self.text(option).trim().is_empty())
    }

    /// The number; `None` when nothing or nothing legal was typed.
    pub fn number(&self, option: TextOption) -> Option<f64> {
        let (least, most, whole) = option.range();
        // Much of the world types a comma for a decimal point.
        let value = number::read(&self.text(option).trim().replace(',', "."))?;
        ((least..=most).contains(&value) && (!whole || value.fract() == 0.0)).then_some(value)
    }

    /// The first number that is none.
    pub fn wrong(&self) -> Option<TextOption> {
        let is_wrong =
            |option: &TextOption| self.number(*option).is_none() && !self.text(*option).trim().is_empty();
        TextOption::NUMBERS.into_iter().find(is_wrong)
    }

    /// How much `model` is to think; empty for its own way.
    pub fn thinking(&self, model: &str) -> &str {
        offered(&self.thinking, models::thinking(model))
    }

    /// The threshold; empty for the service's own.
    pub fn safety(&self) -> &str {
        offered(&self.safety, &SAFETY)
    }

    /// Whether `model` is to search the web first.
    pub fn searches(&self, model: &str) -> bool {
        self.web_search && models::can_search(model)
    }
}

/// The picked value, if it is one of those on offer.
fn offered<'a>(picked: &'a str, all: &[&str]) -> &'a str {
    if all.contains(&picked) { picked } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(texts: &[(TextOption, &str)]) -> AdvancedOptions {
        let mut options = AdvancedOptions::default();
        texts.iter().for_each(|(option, value)| *options.text_mut(*option) = (*value).into());
        options
    }

    #[test]
    fn numbers_are_read_with_comma_and_blanks() {
        let options =
            typed(&[(TextOption::Temperature, "0,7"), (TextOption::Seed, " 42 "), (TextOption::TopK, "40")]);
        let numbers = TextOption::NUMBERS.map(|option| options.number(option));
        assert_eq!(numbers, [Some(0.7), None, Some(40.0), Some(42.0)]);
        assert_eq!(options.wrong(), None);
    }

    #[test]
    fn a_number_out_of_range_is_named() {
        for (option, value) in [
            (TextOption::Temperature, "2.1"),
            (TextOption::TopP, "1.5"),
            (TextOption::TopK, "0"),
            (TextOption::Seed, "1.5"),
            (TextOption::Seed, "99999999999"),
            (TextOption::Seed, "inf"),
            (TextOption::TopP, "NaN"),
        ] {
            assert_eq!(typed(&[(option, value)]).wrong(), Some(option), "{value}");
        }
        assert_eq!(typed(&[(TextOption::Seed, "-3")]).wrong(), None);
    }

    #[test]
    fn a_choice_that_the_model_does_not_offer_is_not_sent() {
        let options = AdvancedOptions {
            web_search: true,
            ..typed(&[(TextOption::Thinking, "HIGH"), (TextOption::Safety, "rubbish")])
        };
        assert_eq!(options.thinking("gemini-3.1-flash-image"), "HIGH");
        assert_eq!(options.thinking("gemini-2.5-flash-image"), "");
        assert!(options.searches("gemini-3-pro-image") && !options.searches("gemini-2.5-flash-image"));
        assert_eq!(options.safety(), "");
    }

    #[test]
    fn blanks_are_no_choice() {
        assert!(!typed(&[(TextOption::SystemInstruction, " ")]).is_any());
        assert!(AdvancedOptions { images_only: true, ..AdvancedOptions::default() }.is_any());
    }

    #[test]
    fn options_are_stored_by_name_and_only_where_they_are_chosen() {
        let options = AdvancedOptions { web_search: true, ..typed(&[(TextOption::TopP, "0.9")]) };
        let json = super::super::json::write(&options);
        assert_eq!(json, r#"{"top_p":"0.9","web_search":true}"#);
        assert_eq!(super::super::json::read(json.as_bytes()), Some(options));
    }
}
