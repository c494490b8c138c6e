//! The table of known image models, with their features and prices. A new model is one more row.

use crate::text::rfind;

/// The limits and prices of one image model.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(any(test, feature = "serde"), derive(serde::Serialize), serde(rename_all = "camelCase"))]
#[non_exhaustive]
pub struct Model {
    /// The name in the request path.
    pub id: &'static str,
    /// Legal values of `aspectRatio`. Empty if the model accepts none.
    #[cfg_attr(any(test, feature = "serde"), serde(rename = "aspectRatios"))]
    pub ratios: &'static [&'static str],
    /// Legal values of `imageSize`. Empty if the size is fixed and the field is refused.
    #[cfg_attr(any(test, feature = "serde"), serde(rename = "imageSizes"))]
    pub sizes: &'static [&'static str],
    /// The largest number of reference images that produces good results. The service does not refuse more.
    pub max_images: usize,
    /// Legal values of `thinkingConfig.thinkingLevel`. Empty if the model accepts none.
    pub thinking_levels: &'static [&'static str],
    /// The supported kinds of `googleSearch` grounding: `web`, `image`.
    pub grounding: &'static [&'static str],
    /// The accepted inputs besides text and images, such as `application/pdf`. `video/*` includes every video.
    pub other_inputs: &'static [&'static str],
    /// The maximum number of tokens of one answer.
    pub max_output_tokens: u32,
    /// Google's list prices. A relay may charge differently.
    #[cfg_attr(any(test, feature = "serde"), serde(rename = "prices"))]
    pub price: Price,
    /// The stage of the lifecycle.
    pub state: State,
    /// The replacement that the vendor recommends, or `None` if no end is planned.
    pub replacement: Option<&'static str>,
}

/// The stage of a model's lifecycle.
///
/// ```
/// # use tintype_protocol::model::{State, find};
/// assert_eq!(find("gemini-3.1-flash-image").map(|model| model.state), Some(State::Deprecated));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    any(test, feature = "serde"),
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "kebab-case")
)]
#[non_exhaustive]
pub enum State {
    /// Served to everyone.
    Current,
    /// Served to accounts that used it before. New keys are refused.
    Closed,
    /// Still served, but scheduled to end.
    Deprecated,
}

impl State {
    /// Returns the name of the state in the JS API.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Closed => "closed",
            Self::Deprecated => "deprecated",
        }
    }
}

/// Prices in US dollars, for a million tokens and for a search.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(
    any(test, feature = "serde"),
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "camelCase")
)]
#[non_exhaustive]
pub struct Price {
    /// The price of input, for text and images alike.
    pub input: f64,
    /// The price of output text, including thinking.
    pub text: f64,
    /// The price of output images.
    pub image: f64,
    /// The price of one `googleSearch` query.
    pub query: f64,
}

/// The fraction of the output image price that the service tier `flex` or a batch costs.
pub const FLEX_SHARE: f64 = 0.5;

/// The model of a request that does not name one.
pub const DEFAULT_MODEL: &str = "gemini-2.5-flash-image";

/// The newest model, which Google recommends in place of closed ones.
const NEWEST: &str = "gemini-nano-banana-2.1";
const PRO: &str = "gemini-3-pro-image";

/// Name prefixes of models that are not served anywhere any more, and their replacements.
const FORMER: &[(&str, &str)] = &[
    ("gemini-3-pro-image-preview", PRO),
    ("nano-banana-pro-preview", PRO),
    ("gemini-3.1-flash-image-preview", NEWEST),
    ("gemini-2.5-flash-image-preview", NEWEST),
    ("gemini-2.0-flash", NEWEST),
    ("imagen-", NEWEST),
    ("imagegeneration", NEWEST),
];

const TEN: &[&str] = &["1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9"];
const FOURTEEN: &[&str] =
    &["1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9", "1:4", "4:1", "1:8", "8:1"];
const UP_TO_4K: &[&str] = &["1K", "2K", "4K"];
/// The price of a search, equal for all models.
const QUERY: f64 = 0.014;

/// All models that this version knows, the default first. Other models are passed through unchecked.
pub const MODELS: &[Model] = &[
    Model {
        id: DEFAULT_MODEL,
        ratios: TEN,
        sizes: &[],
        max_images: 3,
        thinking_levels: &[],
        grounding: &[],
        other_inputs: &[],
        max_output_tokens: 32_768,
        price: Price { input: 0.30, text: 2.50, image: 30.0, query: 0.0 },
        state: State::Closed,
        replacement: Some(NEWEST),
    },
    Model {
        id: "gemini-3.1-flash-image",
        ratios: FOURTEEN,
        sizes: &["512", "1K", "2K", "4K"],
        max_images: 14,
        thinking_levels: &["MINIMAL", "HIGH"],
        grounding: &["web", "image"],
        other_inputs: &["video/*", "application/pdf"],
        max_output_tokens: 32_768,
        price: Price { input: 0.50, text: 3.0, image: 60.0, query: QUERY },
        state: State::Deprecated,
        replacement: Some(NEWEST),
    },
    Model {
        id: "gemini-3.1-flash-lite-image",
        ratios: FOURTEEN,
        sizes: &["1K"],
        max_images: 14,
        thinking_levels: &["MINIMAL", "HIGH"],
        grounding: &[],
        other_inputs: &["video/*", "application/pdf"],
        max_output_tokens: 4096,
        price: Price { input: 0.25, text: 1.50, image: 30.0, query: 0.0 },
        state: State::Current,
        replacement: None,
    },
    Model {
        id: "gemini-3-pro-image",
        ratios: TEN,
        sizes: UP_TO_4K,
        max_images: 14,
        thinking_levels: &["LOW", "HIGH"],
        grounding: &["web"],
        other_inputs: &[],
        max_output_tokens: 32_768,
        price: Price { input: 2.0, text: 12.0, image: 120.0, query: QUERY },
        state: State::Current,
        replacement: None,
    },
    Model {
        id: "gemini-nano-banana-2.1",
        ratios: FOURTEEN,
        sizes: UP_TO_4K,
        max_images: 14,
        thinking_levels: &["MINIMAL", "MEDIUM", "HIGH"],
        grounding: &["web", "image"],
        other_inputs: &["video/*", "application/pdf"],
        max_output_tokens: 32_768,
        price: Price { input: 1.50, text: 7.50, image: 30.0, query: QUERY },
        state: State::Current,
        replacement: None,
    },
];

/// Returns the row of a model, or `None` if this version does not know it.
///
/// ```
/// # use tintype_protocol::model;
/// let model = model::find("gemini-2.5-flash-image").expect("it is in the table");
/// assert!(model.ratios.contains(&"16:9") && model.sizes.is_empty());
/// ```
#[must_use]
pub fn find(id: &str) -> Option<&'static Model> {
    MODELS.iter().find(|model| model.id == id)
}

/// Finds the replacement of a model that is not served. It is from the table, or the newest model if the service
/// reports the model as closed.
///
/// ```
/// # use tintype_protocol::model::replacement;
/// assert_eq!(replacement("gemini-2.5-flash-image", false), Some("gemini-nano-banana-2.1"));
/// assert_eq!(replacement("a-model-of-mine", false), None);
/// ```
#[must_use]
pub fn replacement(id: &str, is_closed: bool) -> Option<&'static str> {
    // Relays put a path before the name.
    let id = rfind(id, "/").map_or(id, |at| &id[at + 1..]);
    let former = || FORMER.iter().find(|(name, _)| id.starts_with(name)).map(|(_, replacement)| *replacement);
    let known = find(id).map_or_else(former, |model| model.replacement);
    known.or_else(|| Some(NEWEST).filter(|newest| is_closed && *newest != id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_image_costs_its_list_price() {
        for (id, tokens, usd) in [
            ("gemini-2.5-flash-image", 1290, 0.0387),
            ("gemini-3-pro-image", 1120, 0.1344),
            ("gemini-3-pro-image", 2000, 0.24),
            ("gemini-3.1-flash-image", 747, 0.04482),
            ("gemini-3.1-flash-image", 2520, 0.1512),
            ("gemini-3.1-flash-lite-image", 1120, 0.0336),
            ("gemini-nano-banana-2.1", 1680, 0.0504),
        ] {
            let cost = find(id).map(|model| f64::from(tokens) * model.price.image / 1e6);
            assert!(cost.is_some_and(|cost| (cost - usd).abs() < 1e-9), "{id}: {cost:?}");
        }
    }

    #[test]
    fn names_are_unique_and_ratios_are_well_formed() {
        for (at, model) in MODELS.iter().enumerate() {
            assert!(MODELS[at + 1..].iter().all(|other| other.id != model.id));
            assert!(model.ratios.iter().all(|ratio| crate::request::ratio_of(ratio).is_some()));
        }
    }

    #[test]
    fn every_replacement_is_in_the_table_and_stays() {
        let named = MODELS.iter().filter_map(|model| model.replacement);
        for id in named.chain(FORMER.iter().map(|(_, replacement)| *replacement)) {
            assert!(find(id).is_some_and(|model| model.replacement.is_none()), "{id}");
        }
        assert_eq!(replacement("models/gemini-3.1-flash-image", false), Some(NEWEST));
        assert_eq!(replacement("google/gemini-3-pro-image-preview", true), Some(PRO));
        assert_eq!(replacement("a-model-of-mine", true), Some(NEWEST));
        assert_eq!(replacement(NEWEST, true), None);
    }
}
