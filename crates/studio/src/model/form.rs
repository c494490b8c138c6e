//! The form: prompt and options, without the input images.

use super::advanced_options::{AdvancedOptions, Switch, TextOption};
use super::ratio::Ratio;

/// The most pictures that a press of Generate requests.
pub const MAX_VARIANTS: u32 = 8;

/// The most images that a press of Generate edits one by one.
pub const MAX_EACH: usize = 50;

/// The prompt and the options. Failures never clear the form, because only the user may change it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// The prompt as typed. It is trimmed only when it is sent.
    pub prompt: String,
    /// The chosen aspect ratio, or `None` until the user picks one.
    pub ratio: Option<Ratio>,
    /// The chosen size, or `None` for the model's default.
    pub size: Option<String>,
    /// The number of pictures.
    pub variants: u32,
    /// Whether each input image is edited in its own request, instead of all of them in a single request.
    pub edits_each: bool,
    /// The advanced options.
    pub options: AdvancedOptions,
}

impl Default for Form {
    fn default() -> Self {
        Self {
            prompt: String::new(),
            ratio: None,
            size: None,
            variants: 1,
            edits_each: false,
            options: AdvancedOptions::default(),
        }
    }
}

/// The reason why Generate cannot start yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// The prompt is empty.
    Prompt,
    /// A numeric option is invalid or out of range.
    Number(TextOption),
}

impl Form {
    /// Returns the first missing field before a request can be sent.
    pub fn missing(&self) -> Option<Missing> {
        if self.prompt.trim().is_empty() {
            return Some(Missing::Prompt);
        }
        self.options.wrong().map(Missing::Number)
    }

    /// Reverts the fields that differ between `before` and `after` to their values in `before`. Other changes since
    /// then stay.
    pub fn with_undone(&self, before: &Self, after: &Self) -> Self {
        let mut form = self.clone();
        if before.prompt != after.prompt {
            form.prompt.clone_from(&before.prompt);
        }
        if before.ratio != after.ratio {
            form.ratio.clone_from(&before.ratio);
        }
        if before.size != after.size {
            form.size.clone_from(&before.size);
        }
        if before.variants != after.variants {
            form.variants = before.variants;
        }
        if before.edits_each != after.edits_each {
            form.edits_each = before.edits_each;
        }
        for option in TextOption::ALL {
            if before.options.text(option) != after.options.text(option) {
                *form.options.text_mut(option) = before.options.text(option).to_owned();
            }
        }
        for switch in Switch::ALL {
            if before.options.is_on(switch) != after.options.is_on(switch) {
                form.options.set_switch(switch, before.options.is_on(switch));
            }
        }
        form
    }
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
        form.options.temperature = "2.1".into();
        assert_eq!(form.missing(), Some(Missing::Number(TextOption::Temperature)));
    }

    #[test]
    fn undo_restores_only_changed_fields() {
        let before = Form { prompt: "a pear".into(), variants: 2, ..Form::default() };
        let mut after = Form { ratio: Some(Ratio::Fixed("16:9")), size: Some("2K".into()), ..before.clone() };
        after.options.safety = "OFF".into();
        after.options.web_search = true;
        let mut now = Form { prompt: "a pear, ripe".into(), variants: 3, ..after.clone() };
        now.options.seed = "7".into();
        let mut expected = Form { prompt: now.prompt.clone(), variants: 3, ..before.clone() };
        expected.options.seed = "7".into();
        assert_eq!(now.with_undone(&before, &after), expected);
        assert_eq!(expected.with_undone(&now, &expected), now, "and forth again");
        let other = Form { prompt: "a fig".into(), variants: 1, ..before.clone() };
        assert_eq!(other.with_undone(&before, &other), before);
    }
}
