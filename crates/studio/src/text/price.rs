//! Prices, services and the state of models as text.

use super::{Text, fill, measure};
use crate::model::models::Warning;
use crate::model::service::Service;

/// Formats a price as `$0.039`, or as `4 × $0.039` for several images. An unknown price is empty.
pub fn price(count: u32, usd: Option<f64>) -> String {
    let one = usd.map(measure::dollars).unwrap_or_default();
    if count > 1 && !one.is_empty() { format!("{count} × {one}") } else { one }
}

impl Service {
    /// Returns the name of the service.
    pub fn name(self, text: &Text) -> &'static str {
        match self {
            Self::Google => text.service_google,
            Self::Tokaify => text.service_tokaify,
            Self::Relay => text.service_relay,
            Self::Proxy => text.service_proxy,
        }
    }
}

impl Warning {
    /// Returns the sentence about the model and its replacement.
    pub fn sentence(&self, text: &Text) -> String {
        let template = if self.is_deprecated { text.model_deprecated } else { text.model_closed };
        fill(template, &[("model", self.replacement)])
    }
}

#[cfg(test)]
mod tests {
    use super::super::ENGLISH;
    use super::*;
    use crate::model::models;

    #[test]
    fn several_images_have_a_factor() {
        assert_eq!(price(4, Some(0.0387)), "4 × $0.039");
        assert_eq!(price(1, Some(0.1344)), "$0.134");
        assert_eq!(price(8, None), "");
    }

    #[test]
    fn a_model_that_ends_names_its_replacement() {
        let sentence = |id| models::warning(id).map(|warning| warning.sentence(&ENGLISH)).unwrap_or_default();
        assert_eq!(sentence("gemini-2.5-flash-image"), "Closed to new keys. Use gemini-nano-banana-2.1.");
        assert_eq!(sentence("gemini-3.1-flash-image"), "Deprecated. Use gemini-nano-banana-2.1.");
        assert_eq!(sentence("gemini-3-pro-image"), "");
    }
}
