//! What an address can ask for: `#prompt=a%20red%20fox&ratio=16:9`. It only fills in the form; it never asks a model,
//! and it has no say in where requests go.

use super::bound::MOST_KEPT;
use super::form::{Form, MAX_VARIANTS};
use super::ratio::Ratio;

/// Fills in what the address names, from its fields; whether it named anything.
pub fn fill_in(form: &mut Form, ratios: &[&'static str], field: impl Fn(&str) -> Option<String>) -> bool {
    let mut is_named = false;
    let mut named = |name| field(name).inspect(|_| is_named = true);
    if let Some(mut prompt) = named("prompt") {
        prompt.truncate(prompt.floor_char_boundary(MOST_KEPT));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_named_is_filled_in_and_the_rest_stays() {
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
}
