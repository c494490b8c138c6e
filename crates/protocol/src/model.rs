//! The model table: what each known image model can do and costs. Data, so that a new model is one row.

use crate::text::rfind;

/// The limits and prices of one image model.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(any(test, feature = "serde"), derive(serde::Serialize), serde(rename_all = "camelCase"))]
#[non_exhaustive]
pub struct Model {
    /// The name in the request path.
    pub id: &'static str,
    /// Legal values of `aspectRatio`; empty: the model takes none.
    #[cfg_attr(any(test, feature = "serde"), serde(rename = "aspectRatios"))]
    pub ratios: &'static [&'static str],
    /// Legal values of `imageSize`; empty: the size is fixed and the field is refused.
    #[cfg_attr(any(test, feature = "serde"), serde(rename = "imageSizes"))]
    pub sizes: &'static [&'static str],
    /// How many reference images give good results. The service does not refuse more.
    pub max_images: usize,
    /// Legal values of `thinkingConfig.thinkingLevel`; empty: the model takes none.
    pub thinking_levels: &'static [&'static str],
    /// The kinds of `googleSearch` grounding that it supports: `web`, `image`.
    pub grounding: &'static [&'static str],
    /// The inputs beside text and images, such as `application/pdf`; `video/*` is every video.
    pub other_inputs: &'static [&'static str],
    /// The most tokens of one answer.
    pub max_output_tokens: u32,
    /// List prices at Google; a relay may charge otherwise.
    #[cfg_attr(any(test, feature = "serde"), serde(rename = "prices"))]
    pub price: Price,
    /// The place in its life.
    pub state: State,
    /// The model that its maker recommends in its place; `None` for a model that is to stay.
    pub replacement: Option<&'static str>,
}

/// The place of a model in its life.
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
    /// Served to accounts that used it before; refused to new keys.
    Closed,
    /// Served, and to end.
    Deprecated,
}

impl State {
    /// The state as the JS API names it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Closed => "closed",
            Self::Deprecated => "deprecated",
        }
    }
}

/// US dollars for a million tokens, and for a search.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(
    any(test, feature = "serde"),
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "camelCase")
)]
#[non_exhaustive]
pub struct Price {
    /// Input, text and images alike.
    pub input: f64,
    /// Output text, thinking included.
    pub text: f64,
    /// Output images.
    pub image: f64,
    /// One query of `googleSearch`.
    pub query: f64,
}

/// The share of the price of output images that the service tier `flex`, or a batch, costs.
pub const FLEX_SHARE: f64 = 0.5;

/// The model of a request that names none.
pub const DEFAULT_MODEL: &str = "gemini-2.5-flash-image";

/// The newest, which Google recommends in place of those that it closes.
const NEWEST: &str = "gemini-nano-banana-2.1";
const PRO: &str = "gemini-3-pro-image";

/// Beginnings of names that are no longer served anywhere, and what took their place.
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
/// One price for all models that search.
const QUERY: f64 = 0.014;

/// Every model this version knows, the default first. Others are passed through unchecked.
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

/// The row of a model; `None` for one that this version does not know.
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

/// Finds the replacement of a model that is not served: by the table, or the newest for any that the service says to have
/// closed.
///
/// ```
/// # use tintype_protocol::model::replacement;
/// assert_eq!(replacement("gemini-2.5-flash-image", false), Some("gemini-nano-banana-2.1"));
/// assert_eq!(replacement("a-model-of-mine", false), None);
/// ```
#[must_use]
pub fn replacement(id: &str, is_closed: bool) -> Option<&'static str> {
    // Relays put a folder before the name.
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
