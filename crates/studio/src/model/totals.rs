//! Sums over results: tokens and cost.

use super::result::ResultMetadata;

/// The number, the tokens and the cost of results.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Totals {
    /// The number of pictures.
    pub pictures: usize,
    /// The number of tokens, as far as the service reports it.
    pub tokens: u64,
    /// The cost in US dollars, as far as prices are known.
    pub cost_usd: f64,
}

impl Totals {
    /// Adds up the results.
    pub fn of<'a>(all: impl Iterator<Item = &'a ResultMetadata>) -> Self {
        all.fold(Self::default(), |sum, metadata| Self {
            pictures: sum.pictures + 1,
            // The sandbox consumes no tokens.
            tokens: sum.tokens + metadata.tokens.filter(|_| !metadata.sandbox).unwrap_or(0),
            cost_usd: sum.cost_usd + metadata.cost_usd.unwrap_or(0.0),
        })
    }
}
