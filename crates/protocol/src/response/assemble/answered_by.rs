//! Warnings about the model that answered, if it is deprecated or not the requested one, and the cost of the answer.

use crate::model::{self, Model, State};
use crate::response::generation::{Generation, Warning, WarningCode};
use crate::text::rfind;

/// Warns if the model is deprecated or if another model answered. The service silently reroutes requests for a retired
/// model to its successor, and the version in the answer is the only evidence.
pub fn check<Img>(requested: &str, generation: &mut Generation<Img>) {
    let answered = generation.model.as_deref().filter(|version| is_other(requested, version));
    if let Some(version) = answered {
        let message = [requested, " was asked for, and ", version, " answered."].concat();
        generation.warnings.push(Warning::new(WarningCode::ModelRerouted, message));
    } else if let Some(Model { id, state: State::Deprecated, replacement: Some(successor), .. }) =
        model::find(requested)
    {
        let message = [id, " is deprecated and will end; use ", successor, " instead."].concat();
        generation.warnings.push(Warning::new(WarningCode::ModelDeprecated, message));
    }
}

/// Estimates the cost from the prices of the model that answered, or of the requested model if that one is unknown.
pub fn estimate<Img>(requested: &str, is_flex: bool, generation: &mut Generation<Img>) {
    let answered = generation.model.as_deref().and_then(|version| model::find(name_of(version)));
    if let Some(model) = answered.or_else(|| model::find(requested)) {
        let queries = generation.grounding.as_ref().map_or(0, |grounding| grounding.queries.len());
        generation.usage.estimate(model, queries, is_flex);
    }
}

/// Returns `true` if both are Google's model names and neither is the other with a suffix, such as a date. A relay's
/// own names and `-latest` names refer to another model on purpose.
fn is_other(requested: &str, version: &str) -> bool {
    let (requested, version) = (name_of(requested), name_of(version));
    let are_names = [requested, version].iter().all(|name| name.starts_with("gemini-"));
    let is_same = requested.starts_with(version) || version.starts_with(requested);
    are_names && !is_same && !requested.ends_with("-latest")
}

/// Strips the path that relays put before the model name.
fn name_of(model: &str) -> &str {
    rfind(model, "/").map_or(model, |at| &model[at + 1..])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::response::grounding::Grounding;
    use crate::response::usage::Usage;

    fn warned(requested: &str, version: Option<&str>) -> Option<&'static str> {
        let mut generation = Generation::<()> { model: version.map(str::to_owned), ..Generation::default() };
        check(requested, &mut generation);
        generation.warnings.first().map(|warning| warning.code.name())
    }

    #[test]
    fn another_model_than_the_requested_one_is_reported() {
        for (requested, version) in [
            ("gemini-2.5-flash-image", "gemini-nano-banana-2.1"),
            ("gemini-3-pro-image", "models/gemini-3.1-flash-image"),
            ("google/gemini-3.7-flash", "gemini-3.8-flash"),
        ] {
            assert_eq!(warned(requested, Some(version)), Some("model-rerouted"), "{requested} {version}");
        }
    }

    #[test]
    fn the_same_model_under_a_longer_name_or_a_name_of_the_relay_is_none() {
        for (requested, version) in [
            ("gemini-2.5-flash-image", "gemini-2.5-flash-image"),
            ("google/gemini-2.5-flash-image", "models/gemini-2.5-flash-image-001"),
            ("gemini-2.5-flash-image-preview", "gemini-2.5-flash-image"),
            ("nano-banana", "gemini-2.5-flash-image"),
            ("gemini-flash-latest", "gemini-3.8-flash"),
            ("gemini-2.5-flash-image", "relay-model-7"),
        ] {
            assert_eq!(warned(requested, Some(version)), None, "{requested} {version}");
        }
    }

    #[test]
    fn a_deprecated_model_is_reported_with_its_replacement() {
        assert_eq!(warned("gemini-3.1-flash-image", None), Some("model-deprecated"));
        assert_eq!(warned("gemini-2.5-flash-image", None), None, "it answers those who used it before");
        assert_eq!(warned("a-model-of-mine", None), None);
    }

    #[test]
    fn the_cost_is_that_of_the_model_that_answered_and_of_its_searches() {
        let raw = crate::fixture::json!({"candidatesTokenCount": 1_000_000});
        let grounding = Grounding { queries: vec!["a".into(), "b".into()], ..Grounding::default() };
        let mut generation = Generation::<()> {
            usage: Usage::read(&raw),
            grounding: Some(grounding),
            ..Generation::default()
        };
        estimate("gemini-3.1-flash-image", false, &mut generation);
        assert_eq!(generation.usage.estimated_cost_usd, Some(60.0 + 0.028));
        generation.model = Some("models/gemini-nano-banana-2.1".into());
        estimate("gemini-3.1-flash-image", true, &mut generation);
        assert_eq!(generation.usage.estimated_cost_usd, Some(15.0 + 0.028));
    }
}
