//! The advanced options: numbers, an instruction, and a few choices. An empty option leaves the decision to the
//! service.

use serde::{Deserialize, Serialize};

use super::{models, number};

/// An option whose value is typed or picked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextOption {
    /// The temperature, from 0 to 2.
    Temperature,
    /// The top-p value, from 0 to 1.
    TopP,
    /// The top-k value, an integer from 1.
    TopK,
    /// The seed, a 32-bit integer.
    Seed,
    /// The system instruction.
    SystemInstruction,
    /// The thinking level, as the API spells it.
    Thinking,
    /// The probability of harm from which the service blocks, as the API spells it.
    Safety,
}

/// An option that is on or off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Switch {
    /// Whether the model may search the web first.
    WebSearch,
    /// Whether the answer may omit text.
    ImagesOnly,
    /// Whether an edit of a result omits the preceding conversation.
    WithoutHistory,
}

/// The safety thresholds, strictest first.
pub const SAFETY: [&str; 4] = ["BLOCK_LOW_AND_ABOVE", "BLOCK_MEDIUM_AND_ABOVE", "BLOCK_ONLY_HIGH", "OFF"];
/// The categories of harm that a threshold is sent for.
pub const HARMS: [&str; 4] = ["HARASSMENT", "HATE_SPEECH", "SEXUALLY_EXPLICIT", "DANGEROUS_CONTENT"];

impl TextOption {
    /// The numeric options, in the order of the form.
    pub const NUMBERS: [Self; 4] = [Self::Temperature, Self::TopP, Self::TopK, Self::Seed];

    /// All text options.
    pub const ALL: [Self; 7] = [
        Self::Temperature,
        Self::TopP,
        Self::TopK,
        Self::Seed,
        Self::SystemInstruction,
        Self::Thinking,
        Self::Safety,
    ];

    /// Returns the id of the option's field in the page, which is also its name in the draft of the form.
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

    /// Returns the minimum and maximum of a numeric option, and whether only integers are valid.
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
    /// All switches.
    pub const ALL: [Self; 3] = [Self::WebSearch, Self::ImagesOnly, Self::WithoutHistory];

    /// Returns the id of the switch's field in the page, which is also its name in the draft of the form.
    pub fn id(self) -> &'static str {
        match self {
            Self::WebSearch => "web-search",
            Self::ImagesOnly => "only-pictures",
            Self::WithoutHistory => "without-history",
        }
    }
}

/// The advanced options as typed and picked. Each is stored under its own name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AdvancedOptions {
    /// The temperature as typed, parsed by [`AdvancedOptions::number`].
    #[serde(skip_serializing_if = "String::is_empty")]
    pub temperature: String,
    /// The top-p value as typed, parsed by [`AdvancedOptions::number`].
    #[serde(skip_serializing_if = "String::is_empty")]
    pub top_p: String,
    /// The top-k value as typed, parsed by [`AdvancedOptions::number`].
    #[serde(skip_serializing_if = "String::is_empty")]
    pub top_k: String,
    /// The seed as typed, parsed by [`AdvancedOptions::number`].
    #[serde(skip_serializing_if = "String::is_empty")]
    pub seed: String,
    /// The system instruction as typed. It is trimmed when it is sent.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub system_instruction: String,
    /// The thinking level as picked, checked by [`AdvancedOptions::thinking`].
    #[serde(skip_serializing_if = "String::is_empty")]
    pub thinking: String,
    /// The safety threshold as picked, checked by [`AdvancedOptions::safety`].
    #[serde(skip_serializing_if = "String::is_empty")]
    pub safety: String,
    /// Whether the model may search the web first, if the model supports it.
    #[serde(skip_serializing_if = "is_off")]
    pub web_search: bool,
    /// Whether the answer may omit text.
    #[serde(skip_serializing_if = "is_off")]
    pub images_only: bool,
    /// Whether an edit of a result omits the preceding conversation.
    #[serde(skip_serializing_if = "is_off")]
    pub without_history: bool,
}

fn is_off(switch: &bool) -> bool {
    !switch
}

impl AdvancedOptions {
    /// Returns the value of an option as typed or picked.
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

    /// Returns a mutable reference to the value of an option.
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

    /// Whether any option is set.
    pub fn is_any(&self) -> bool {
        Switch::ALL.into_iter().any(|switch| self.is_on(switch))
            || TextOption::ALL.into_iter().any(|option| !self.text(option).trim().is_empty())
    }

    /// Returns the value of a numeric option, or `None` if the text is empty or invalid.
    pub fn number(&self, option: TextOption) -> Option<f64> {
        let (least, most, whole) = option.range();
        // Many locales use a decimal comma.
        let value = number::read(&self.text(option).trim().replace(',', "."))?;
        ((least..=most).contains(&value) && (!whole || value.fract() == 0.0)).then_some(value)
    }

    /// Returns the first numeric option whose text is not a valid number.
    pub fn wrong(&self) -> Option<TextOption> {
        let is_wrong =
            |option: &TextOption| self.number(*option).is_none() && !self.text(*option).trim().is_empty();
        TextOption::NUMBERS.into_iter().find(is_wrong)
    }

    /// Returns the thinking level for `model`, or an empty string for the model's default.
    pub fn thinking(&self, model: &str) -> &str {
        offered(&self.thinking, models::thinking(model))
    }

    /// Returns the safety threshold, or an empty string for the service's default.
    pub fn safety(&self) -> &str {
        offered(&self.safety, &SAFETY)
    }

    /// Whether `model` is to search the web first.
    pub fn searches(&self, model: &str) -> bool {
        self.web_search && models::can_search(model)
    }
}

/// Returns the picked value if `all` contains it, or else an empty string.
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
