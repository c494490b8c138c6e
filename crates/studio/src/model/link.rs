//! The fragment of a link, such as `#prompt=a%20red%20fox&ratio=16:9`, and the draft of the form in the same encoding. A
//! link only fills in the form: it sends no request and sets no endpoint.

use super::advanced_options::{Switch, TextOption};
use super::bound::MOST_STORED;
use super::form::{Form, MAX_VARIANTS};
use super::ratio::Ratio;
use super::result::ResultMetadata;

/// The value of a switch that is on, in the draft of the form.
const ON: &str = "yes";

/// Fills in the form from the fields of a link. Returns whether the link contains any of the fields.
pub fn fill_in(form: &mut Form, ratios: &[&'static str], field: impl Fn(&str) -> Option<String>) -> bool {
    let mut is_named = false;
    let mut named = |name| field(name).inspect(|_| is_named = true);
    if let Some(mut prompt) = named("prompt") {
        prompt.truncate(prompt.floor_char_boundary(MOST_STORED));
        form.prompt = prompt;
    }
    if let Some(ratio) = named("ratio") {
        form.ratio = Ratio::from_id(&ratio, ratios);
    }
    if let Some(size) = named("size") {
        form.size = Some(size);
    }
    if let Some(count) = named("n") {
        form.variants = count.parse().unwrap_or(1).clamp(1, MAX_VARIANTS);
    }
    if let Some(seed) = named("seed") {
        form.options.seed = seed;
    }
    is_named
}

/// The field name of [`Form::edits_each`]. Only the draft contains it, because a link has no images.
const EACH: &str = "each";

/// Returns the form as fields, which the tab stores across a reload. Empty fields are omitted.
pub fn to_fields(form: &Form) -> impl Iterator<Item = (&'static str, String)> {
    let ratio = form.ratio.as_ref().map(|ratio| ratio.id().to_owned());
    let choices = [
        ("prompt", form.prompt.clone()),
        ("ratio", ratio.unwrap_or_default()),
        ("size", form.size.clone().unwrap_or_default()),
        ("n", form.variants.to_string()),
        (EACH, if form.edits_each { ON } else { "" }.to_owned()),
    ];
    let texts = TextOption::ALL.map(|option| (option.id(), form.options.text(option).to_owned()));
    let on = |switch| if form.options.is_on(switch) { ON } else { "" };
    let switches = Switch::ALL.map(|switch| (switch.id(), on(switch).to_owned()));
    choices.into_iter().chain(texts).chain(switches).filter(|(_, value)| !value.is_empty())
}

/// Returns the fields of a link that requests a picture again, without its input images.
pub fn of_result(metadata: &ResultMetadata) -> impl Iterator<Item = (&'static str, String)> {
    let requested = &metadata.requested;
    let fields = [
        ("prompt", metadata.prompt.clone()),
        ("ratio", requested.ratio.clone().unwrap_or_default()),
        ("size", requested.size.clone().unwrap_or_default()),
        ("seed", requested.options.seed.clone()),
    ];
    fields.into_iter().filter(|(_, value)| !value.is_empty())
}

/// Parses the form from the fields of a draft.
pub fn from_fields(ratios: &[&'static str], field: impl Fn(&str) -> Option<String>) -> Form {
    let mut form = Form::default();
    fill_in(&mut form, ratios, &field);
    for option in TextOption::ALL {
        *form.options.text_mut(option) = field(option.id()).unwrap_or_default();
    }
    form.edits_each = field(EACH).as_deref() == Some(ON);
    for switch in Switch::ALL {
        form.options.set_switch(switch, field(switch.id()).as_deref() == Some(ON));
    }
    form
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_fields_of_the_link_are_filled_in() {
        let mut form = Form { prompt: "draft".into(), ..Form::default() };
        form.options.seed = "7".into();
        let fields = [("ratio", "16:9"), ("n", "900"), ("endpoint", "https://elsewhere.invalid")];
        let field =
            |name: &str| fields.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).into());
        assert!(fill_in(&mut form, &["16:9"], field));
        assert_eq!(form.ratio, Some(Ratio::Fixed("16:9")));
        let (seed, variants) = (form.options.seed.as_str(), form.variants);
        assert_eq!((form.prompt.as_str(), seed, variants), ("draft", "7", MAX_VARIANTS));
        assert!(!fill_in(&mut form, &[], |_| None));
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
        form.edits_each = true;
        let fields: Vec<_> = to_fields(&form).collect();
        let field = |name: &str| fields.iter().find(|(key, _)| *key == name).map(|(_, value)| value.clone());
        assert_eq!(from_fields(&["1:1", "16:9"], field), form);
        assert_eq!(to_fields(&Form::default()).count(), 1);
        let read = |value: &'static str| from_fields(&[], move |_| Some(value.into()));
        assert_eq!((read("900").variants, read("half a thought").variants), (MAX_VARIANTS, 1));
        assert!(!from_fields(&[], |_| None).options.is_any());
    }
}
