//! What a model can do, from the library's table; unknown models are given the benefit of the doubt.

use tintype::model::{self, MODELS};

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

/// How many input images it takes. A model that is not in the table is offered the most that any takes.
pub fn max_images(id: &str) -> usize {
    let most = || MODELS.iter().map(|model| model.max_images).max().unwrap_or(1);
    model::find(id).map_or_else(most, |model| model.max_images)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_model_is_not_held_back() {
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
