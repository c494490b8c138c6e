//! Sums over results: tokens and cost.

use super::result::ResultMetadata;

/// Sums over results.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Totals {
    /// How many.
    pub pictures: usize,
    /// As far as the service reports it.
    pub tokens: u64,
    /// In US dollars, as far as prices are known.
    pub cost_usd: f64,
}

impl Totals {
    /// Adds them up.
    pub fn of<'a>(all: impl Iterator<Item = &'a ResultMetadata>) -> Self {
        all.fold(Self::default(), |sum, metadata| Self {
            pictures: sum.pictures + 1,
            // Demo mode counts none.
            tokens: sum.tokens + metadata.tokens.filter(|_| !metadata.sandbox).unwrap_or(0),
            cost_usd: sum.cost_usd + metadata.cost_usd.unwrap_or(0.0),
        })
    }
}
