//! Capabilities of models, from the library's table. An unknown model is offered everything.

use tintype::model::{self, MODELS, State};

/// The levels of thinking, from the least on.
pub const THINKING: [&str; 3] = ["MINIMAL", "MEDIUM", "HIGH"];

/// The names offered in Settings, the default first.
pub fn known() -> impl Iterator<Item = &'static str> {
    MODELS.iter().map(|model| model.id)
}

/// The ratios that can be asked for. A model that is not in the table is offered the default model's.
pub fn ratios(id: &str) -> &'static [&'static str] {
    model::find(id).or(MODELS.first()).map_or(&[], |model| model.ratios)
}

/// Every ratio that any model takes.
pub fn all_ratios() -> Vec<&'static str> {
    let mut all: Vec<_> = MODELS.iter().flat_map(|model| model.ratios.iter().copied()).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The sizes that can be asked for, smallest first; none where the size is fixed. A model that is not in the table is
/// offered all that any takes.
pub fn sizes(id: &str) -> &'static [&'static str] {
    let most = || MODELS.iter().map(|model| model.sizes).max_by_key(|sizes| sizes.len());
    model::find(id).map(|model| model.sizes).or_else(most).unwrap_or_default()
}

/// The thinking levels of a model, in the wire's words; none where it decides alone. A model that is not in the
/// table is offered all.
pub fn thinking(id: &str) -> &'static [&'static str] {
    match id {
        "gemini-2.5-flash-image" | "gemini-3-pro-image" => &[],
        "gemini-3.1-flash-image" | "gemini-3.1-flash-lite-image" => &["MINIMAL", "HIGH"],
        _ => &THINKING,
    }
}

/// Whether a model can search the web before it draws.
pub fn can_search(id: &str) -> bool {
    id != "gemini-2.5-flash-image"
}

/// The end of a model.
pub struct Warning {
    /// True for one that is to end; false for one that new keys do not get.
    pub is_deprecated: bool,
    /// The model to use instead.
    pub replacement: &'static str,
}

/// The shutdown date of a model and its replacement; `None` for a model that stays.
pub fn warning(id: &str) -> Option<Warning> {
    let is_deprecated = model::find(id)?.state == State::Deprecated;
    Some(Warning { is_deprecated, replacement: model::replacement(id, false)? })
}

/// The models that Settings offer, in groups.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct ModelList {
    /// The endpoint has them, and they make pictures.
    pub drawing: Vec<String>,
    /// The endpoint has them.
    pub others: Vec<String>,
    /// Models of the table that are not in the endpoint's list, where that was requested.
    pub unlisted: Vec<String>,
}

/// The endpoint's list, as names and whether each makes pictures, put together with the table.
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

/// How many input images it takes. A model that is not in the table is offered the most that any takes.
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
