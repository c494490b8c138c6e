//! The service's token counts, and their cost at list prices.

use crate::field;
use crate::json::Value;
use crate::model::{FLEX_SHARE, Model};

/// Token counts of a call. Counts that the service omitted are `None`.
///
/// ```
/// # use tintype_protocol::response::usage::Usage;
/// # fn example(usage: &Usage) {
/// if let Some(dollars) = usage.estimated_cost_usd {
///     let cost = format!("about ${dollars:.3}");
/// }
/// # }
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
#[cfg_attr(
    any(test, feature = "serde"),
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "camelCase")
)]
#[non_exhaustive]
pub struct Usage {
    /// The tokens of everything that was sent.
    pub prompt_tokens: Option<u64>,
    /// The tokens of the output images.
    pub image_tokens: Option<u64>,
    /// The tokens of the output text.
    pub text_tokens: Option<u64>,
    /// The tokens of the model's thoughts.
    pub thought_tokens: Option<u64>,
    /// The total as reported by the service.
    pub total_tokens: Option<u64>,
    /// The estimated cost in US dollars at Google's list prices, only for models in the table.
    pub estimated_cost_usd: Option<f64>,
    /// The counts as received; `null` if none were received.
    pub raw: Value,
}

impl Usage {
    /// Reads `usageMetadata`.
    #[doc(hidden)]
    #[must_use]
    pub fn read(raw: &Value) -> Self {
        let details = field::list(raw, "candidatesTokensDetails");
        let of = |modality: &str| {
            let matches = |detail: &&Value| field::text(detail, "modality") == Some(modality);
            details.iter().find(matches).and_then(|detail| field::count(detail, "tokenCount"))
        };
        Self {
            prompt_tokens: field::count(raw, "promptTokenCount"),
            image_tokens: of("IMAGE"),
            text_tokens: of("TEXT"),
            thought_tokens: field::count(raw, "thoughtsTokenCount"),
            total_tokens: field::count(raw, "totalTokenCount"),
            estimated_cost_usd: None,
            raw: raw.clone(),
        }
    }

    /// Estimates the cost at the list prices of `model`, including `queries` searches. With the service tier `flex`,
    /// the price of images is multiplied by `FLEX_SHARE`.
    #[doc(hidden)]
    pub fn estimate(&mut self, model: &Model, queries: usize, is_flex: bool) {
        let share = if is_flex { FLEX_SHARE } else { 1.0 };
        let searched = queries as f64 * model.price.query;
        self.estimated_cost_usd = self.cost(model, share).map(|cost| cost + searched);
    }

    /// Adds the counts of another request.
    #[doc(hidden)]
    pub fn add(&mut self, other: Self) {
        let sum = |a: Option<u64>, b: Option<u64>| a.map_or(b, |a| Some(a.saturating_add(b.unwrap_or(0))));
        self.prompt_tokens = sum(self.prompt_tokens, other.prompt_tokens);
        self.image_tokens = sum(self.image_tokens, other.image_tokens);
        self.text_tokens = sum(self.text_tokens, other.text_tokens);
        self.thought_tokens = sum(self.thought_tokens, other.thought_tokens);
        self.total_tokens = sum(self.total_tokens, other.total_tokens);
        self.estimated_cost_usd = match (self.estimated_cost_usd, other.estimated_cost_usd) {
            (Some(a), Some(b)) => Some(a + b),
            (a, b) => a.or(b),
        };
        self.raw = other.raw;
    }

    fn cost(&self, model: &Model, image_share: f64) -> Option<f64> {
        // Some relays omit the details. Then all output counts as image tokens, which nearly all of it is.
        let image = match field::list(&self.raw, "candidatesTokensDetails") {
            [] => field::count(&self.raw, "candidatesTokenCount")?,
            _ => self.image_tokens.unwrap_or(0),
        };
        let text = self.text_tokens.unwrap_or(0).saturating_add(self.thought_tokens.unwrap_or(0));
        let price = model.price;
        let millionths = self.prompt_tokens.unwrap_or(0) as f64 * price.input
            + text as f64 * price.text
            + image as f64 * price.image * image_share;
        Some(millionths / 1e6)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::json;
    use crate::model::{DEFAULT_MODEL, find};

    fn priced(raw: &Value, model: &str) -> Usage {
        let mut usage = Usage::read(raw);
        usage.estimate(find(model).unwrap_or(&crate::model::MODELS[0]), 0, false);
        usage
    }

    #[test]
    fn an_image_of_the_default_model_costs_its_list_price() {
        let raw = json!({"promptTokenCount": 0, "candidatesTokenCount": 1298,
            "candidatesTokensDetails": [{"modality": "IMAGE", "tokenCount": 1290}]});
        let usage = priced(&raw, DEFAULT_MODEL);
        assert_eq!((usage.image_tokens, usage.total_tokens), (Some(1290), None));
        assert!((usage.estimated_cost_usd.unwrap_or_default() - 0.0387).abs() < 1e-9);
    }

    #[test]
    fn counts_of_several_requests_add_up_without_ever_overflowing() {
        let count = |tokens: u64| Usage::read(&json!({"promptTokenCount": tokens, "totalTokenCount": 2}));
        let mut usage = count(5);
        usage.add(count(7));
        usage.add(Usage::default());
        assert_eq!((usage.prompt_tokens, usage.total_tokens, usage.image_tokens), (Some(12), Some(4), None));
        usage.add(count(u64::MAX));
        assert_eq!(usage.prompt_tokens, Some(u64::MAX));
        let everything = json!({"candidatesTokenCount": 1, "thoughtsTokenCount": u64::MAX,
            "candidatesTokensDetails": [{"modality": "TEXT", "tokenCount": u64::MAX}]});
        assert!(priced(&everything, DEFAULT_MODEL).estimated_cost_usd.is_some());
    }

    #[test]
    fn thoughts_and_text_have_the_text_price() {
        let raw = json!({"promptTokenCount": 1_000_000, "thoughtsTokenCount": 1_000_000,
            "candidatesTokensDetails": [{"modality": "TEXT", "tokenCount": 1_000_000},
                {"modality": "IMAGE", "tokenCount": 1_000_000}]});
        let usage = priced(&raw, "gemini-3-pro-image");
        assert_eq!(usage.estimated_cost_usd, Some(2.0 + 2.0 * 12.0 + 120.0));
    }

    #[test]
    fn text_without_an_image_has_the_text_price() {
        let raw = json!({"candidatesTokenCount": 1_000_000,
            "candidatesTokensDetails": [{"modality": "TEXT", "tokenCount": 1_000_000}]});
        assert_eq!(priced(&raw, "gemini-3-pro-image").estimated_cost_usd, Some(12.0));
    }

    #[test]
    fn nothing_counted_costs_nothing_known() {
        let usage = priced(&json!({}), DEFAULT_MODEL);
        assert_eq!((usage.prompt_tokens, usage.estimated_cost_usd), (None, None));
    }

    #[test]
    fn searches_cost_by_the_query_and_flex_halves_the_images() {
        let raw = json!({"candidatesTokensDetails": [{"modality": "IMAGE", "tokenCount": 1_000_000}]});
        for (model, queries, is_flex, usd) in [
            ("gemini-nano-banana-2.1", 3, false, 30.0 + 3.0 * 0.014),
            ("gemini-nano-banana-2.1", 0, true, 15.0),
            (DEFAULT_MODEL, 5, false, 30.0),
        ] {
            let mut usage = Usage::read(&raw);
            if let Some(model) = find(model) {
                usage.estimate(model, queries, is_flex);
            }
            assert_eq!(usage.estimated_cost_usd, Some(usd), "{model}");
        }
    }
}
