//! Model capabilities, from the library's table. An unknown model has no restrictions.

use tintype::model::{self, MODELS, State};

/// The thinking levels, lowest first.
pub const THINKING: [&str; 3] = ["MINIMAL", "MEDIUM", "HIGH"];

/// Returns the model ids that Settings offers, the default first.
pub fn known() -> impl Iterator<Item = &'static str> {
    MODELS.iter().map(|model| model.id)
}

/// Returns the ratios that can be requested. A model that is not in the table has those of the default model.
pub fn ratios(id: &str) -> &'static [&'static str] {
    model::find(id).or(MODELS.first()).map_or(&[], |model| model.ratios)
}

/// Returns every ratio that any model accepts.
pub fn all_ratios() -> Vec<&'static str> {
    let mut all: Vec<_> = MODELS.iter().flat_map(|model| model.ratios.iter().copied()).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Returns the sizes that can be requested, smallest first, or none if the size is fixed. A model that is not in the
/// table has the longest list of sizes of any model.
pub fn sizes(id: &str) -> &'static [&'static str] {
    let most = || MODELS.iter().map(|model| model.sizes).max_by_key(|sizes| sizes.len());
    model::find(id).map(|model| model.sizes).or_else(most).unwrap_or_default()
}

/// Returns the thinking levels of a model as the API spells them, or none if the model decides alone. A model that is
/// not in the table has all levels.
pub fn thinking(id: &str) -> &'static [&'static str] {
    match id {
        "gemini-2.5-flash-image" | "gemini-3-pro-image" => &[],
        "gemini-3.1-flash-image" | "gemini-3.1-flash-lite-image" => &["MINIMAL", "HIGH"],
        _ => &THINKING,
    }
}

/// Whether a model can search the web before it generates.
pub fn can_search(id: &str) -> bool {
    id != "gemini-2.5-flash-image"
}

/// A warning that a model is being discontinued.
pub struct Warning {
    /// Whether the model will be shut down. Otherwise, the model is unavailable to new keys only.
    pub is_deprecated: bool,
    /// The model to use instead.
    pub replacement: &'static str,
}

/// Returns the warning about a model that is being discontinued, or `None` for any other model.
pub fn warning(id: &str) -> Option<Warning> {
    let is_deprecated = model::find(id)?.state == State::Deprecated;
    Some(Warning { is_deprecated, replacement: model::replacement(id, false)? })
}

/// The models that Settings offers, in groups.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct ModelList {
    /// The models of the endpoint that generate pictures.
    pub drawing: Vec<String>,
    /// The other models of the endpoint.
    pub others: Vec<String>,
    /// The models of the table that are missing from the endpoint's list, if that list was requested.
    pub unlisted: Vec<String>,
}

/// Merges the table with the endpoint's list, which holds each name and whether the model generates pictures.
pub fn model_list(listed: Option<&[(String, bool)]>) -> ModelList {
    let Some(listed) = listed else {
        return ModelList { drawing: known().map(str::to_owned).collect(), ..ModelList::default() };
    };
    let of = |draws: bool| {
        listed.iter().filter(|(_, it_does)| *it_does == draws).map(|(id, _)| id.clone()).collect()
    };
    let is_listed = |known: &str| listed.iter().any(|(id, _)| id == known);
    let unlisted = known().filter(|id| !is_listed(id)).map(str::to_owned).collect();
    ModelList { drawing: of(true), others: of(false), unlisted }
}

/// Returns the maximum number of input images. A model that is not in the table has the highest maximum of any model.
pub fn max_images(id: &str) -> usize {
    let most = || MODELS.iter().map(|model| model.max_images).max().unwrap_or(1);
    model::find(id).map_or_else(most, |model| model.max_images)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_endpoints_list_comes_first_and_the_table_fills_it_up() {
        assert_eq!(model_list(None).drawing.len(), known().count());
        let listed = [("gemini-3-pro-image".to_owned(), true), ("gemini-pro".to_owned(), false)];
        let ModelList { drawing, others, unlisted } = model_list(Some(&listed));
        assert_eq!((drawing.len(), others.len()), (1, 1));
        assert_eq!(unlisted.len(), known().count() - 1);
        assert!(!unlisted.contains(&drawing[0]));
    }

    #[test]
    fn an_unknown_model_is_not_limited() {
        assert!(!ratios("someone/else").is_empty());
        assert!(sizes("someone/else").contains(&"4K"));
        assert!(sizes("gemini-2.5-flash-image").is_empty());
        assert!(all_ratios().contains(&"8:1"));
        assert!(max_images("someone/else") >= max_images("gemini-2.5-flash-image"));
    }

    #[test]
    fn the_default_model_is_known() {
        assert!(known().any(|id| id == "gemini-2.5-flash-image"));
        assert!(ratios("gemini-2.5-flash-image").contains(&"21:9"));
    }
}
