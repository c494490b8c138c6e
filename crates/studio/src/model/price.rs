//! The list price of an image, before it is requested.

use tintype::model;

/// The output tokens of one image, by model and by sizes of equal cost. The first row of a model applies to requests
/// without a size.
const TOKENS: &[(&str, &[&str], u32)] = &[
    ("gemini-2.5-flash-image", &[], 1_290),
    ("gemini-3-pro-image", &["1K", "2K"], 1_120),
    ("gemini-3-pro-image", &["4K"], 2_000),
    ("gemini-3.1-flash-image", &["1K"], 1_120),
    ("gemini-3.1-flash-image", &["512"], 747),
    ("gemini-3.1-flash-image", &["2K"], 1_680),
    ("gemini-3.1-flash-image", &["4K"], 2_520),
    ("gemini-3.1-flash-lite-image", &["1K"], 1_120),
    ("gemini-nano-banana-2.1", &["1K"], 1_120),
    ("gemini-nano-banana-2.1", &["2K"], 1_680),
    ("gemini-nano-banana-2.1", &["4K"], 3_760),
];

/// Returns Google's list price of one image in US dollars without its input, or `None` if the price is unknown. Relays
/// put a folder before the name of a model.
pub fn per_image(id: &str, size: Option<&str>) -> Option<f64> {
    let id = id.rsplit('/').next().unwrap_or(id);
    let mut rows = TOKENS.iter().filter(|(model, ..)| *model == id);
    let (.., tokens) = match size {
        None => rows.next(),
        Some(size) => rows.find(|(_, sizes, _)| sizes.contains(&size)),
    }?;
    Some(f64::from(*tokens) * model::find(id)?.price.image / 1e6)
}

/// Returns the price of an image in the chosen size. A model without that size generates its default size.
pub fn in_size(id: &str, size: Option<&str>) -> Option<f64> {
    per_image(id, size).or_else(|| per_image(id, None))
}

#[cfg(test)]
mod tests {
    use tintype::model::MODELS;

    use super::*;

    #[test]
    fn each_size_of_each_known_model_has_a_price() {
        for model in MODELS {
            assert!(per_image(model.id, None).is_some(), "{}", model.id);
            for size in model.sizes {
                assert!(per_image(model.id, Some(size)).is_some(), "{} {size}", model.id);
            }
        }
    }

    #[test]
    fn prices_are_those_of_the_price_page() {
        for (id, size, usd) in [
            ("gemini-2.5-flash-image", None, 0.0387),
            ("gemini-3-pro-image", None, 0.1344),
            ("google/gemini-3-pro-image", Some("4K"), 0.24),
            ("gemini-3.1-flash-image", Some("512"), 0.04482),
            ("gemini-nano-banana-2.1", Some("4K"), 0.1128),
        ] {
            let price = per_image(id, size);
            assert!(price.is_some_and(|price| (price - usd).abs() < 1e-9), "{id} {size:?}: {price:?}");
        }
        assert_eq!(per_image("a-model-of-mine", None), None);
        assert_eq!(per_image("gemini-3-pro-image", Some("512")), None, "a size that it does not have");
        assert_eq!(in_size("gemini-3-pro-image", Some("512")), per_image("gemini-3-pro-image", None));
    }
}
