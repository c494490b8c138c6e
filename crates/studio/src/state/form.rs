//! What the person is asking for, apart from the input images.

use super::advanced_options::{AdvancedOptions, Switch, TextOption};
use super::link::fill_in;
use super::ratio::Ratio;

/// The most pictures that one press asks for.
pub const MAX_VARIANTS: u32 = 8;

/// The value of a switch that is on, in the draft of the form.
const ON: &str = "yes";

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
            options: AdvancedOptions::default(),
        }
    }
}

/// Why Generate cannot start yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// Nothing to draw and nothing to change.
    Prompt,
    /// A number that is none, or out of its range.
    Number(TextOption),
}

impl Form {
    /// What is missing before anything can be sent.
    pub fn missing(&self) -> Option<Missing> {
        if self.prompt.trim().is_empty() {
            return Some(Missing::Prompt);
        }
        self.options.wrong().map(Missing::Number)
    }

    /// This form with what differs between `before` and `after` as it was before: what has been typed or chosen besides
    /// since then stays.
    pub fn taken_back(&self, before: &Self, after: &Self) -> Self {
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

/// The form as fields, which the tab keeps across a reload. What is not chosen is left out.
pub fn to_fields(form: &Form) -> impl Iterator<Item = (&'static str, String)> {
    let ratio = form.ratio.as_ref().map(|ratio| ratio.id().to_owned());
    let choices = [
        ("prompt", form.prompt.clone()),
        ("ratio", ratio.unwrap_or_default()),
        ("size", form.size.clone().unwrap_or_default()),
        ("n", form.variants.to_string()),
    ];
    let texts = TextOption::ALL.map(|option| (option.id(), form.options.text(option).to_owned()));
    let on = |switch| if form.options.is_on(switch) { ON } else { "" };
    let switches = Switch::ALL.map(|switch| (switch.id(), on(switch).to_owned()));
    choices.into_iter().chain(texts).chain(switches).filter(|(_, value)| !value.is_empty())
}

/// Reads it back.
pub fn from_fields(ratios: &[&'static str], field: impl Fn(&str) -> Option<String>) -> Form {
    let mut form = Form::default();
    fill_in(&mut form, ratios, &field);
    for option in TextOption::ALL {
        *form.options.text_mut(option) = field(option.id()).unwrap_or_default();
    }
    for switch in Switch::ALL {
        form.options.set_switch(switch, field(switch.id()).as_deref() == Some(ON));
    }
    form
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
    fn only_what_a_change_touched_goes_back() {
        let before = Form { prompt: "a pear".into(), variants: 2, ..Form::default() };
        let mut after = Form { ratio: Some(Ratio::Fixed("16:9")), size: Some("2K".into()), ..before.clone() };
        after.options.safety = "OFF".into();
        after.options.web_search = true;
        let mut now = Form { prompt: "a pear, ripe".into(), variants: 3, ..after.clone() };
        now.options.seed = "7".into();
        let mut expected = Form { prompt: now.prompt.clone(), variants: 3, ..before.clone() };
        expected.options.seed = "7".into();
        assert_eq!(now.taken_back(&before, &after), expected);
        assert_eq!(expected.taken_back(&now, &expected), now, "and forth again");
        let other = Form { prompt: "a fig".into(), variants: 1, ..before.clone() };
        assert_eq!(other.taken_back(&before, &other), before);
    }

    #[test]
    fn a_draft_survives_and_rubbish_is_an_empty_form() {
        let mut form = Form {
            prompt: "a pear".into(),
            ratio: Some(Ratio::Fixed("16:9")),
            variants: 3,
            ..Form::default()
        };
        TextOption::ALL
            .into_iter()
            .for_each(|option| *form.options.text_mut(option) = option.id().to_uppercase());
        form.options.images_only = true;
        let fields: Vec<_> = to_fields(&form).collect();
        let field = |name: &str| fields.iter().find(|(key, _)| *key == name).map(|(_, value)| value.clone());
        assert_eq!(from_fields(&["1:1", "16:9"], field), form);
        assert_eq!(to_fields(&Form::default()).count(), 1);
        let read = |value: &'static str| from_fields(&[], move |_| Some(value.into()));
        assert_eq!((read("900").variants, read("half a thought").variants), (MAX_VARIANTS, 1));
        assert!(!from_fields(&[], |_| None).options.is_any());
    }
}
