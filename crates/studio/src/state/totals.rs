//! What all results took together.

use super::measure;
use super::result::ResultFacts;
use super::text::{Text, fill};

/// Sums over results.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Totals {
    /// How many.
    pub pictures: usize,
    /// As far as the service said.
    pub tokens: u64,
    /// In US dollars, as far as prices are known.
    pub cost_usd: f64,
}

impl Totals {
    /// Adds them up.
    pub fn of<'a>(all: impl Iterator<Item = &'a ResultFacts>) -> Self {
        all.fold(Self::default(), |sum, facts| Self {
            pictures: sum.pictures + 1,
            tokens: sum.tokens + facts.tokens.unwrap_or(0),
            cost_usd: sum.cost_usd + facts.cost_usd.unwrap_or(0.0),
        })
    }

    /// `12 pictures · 15,864 tokens · about $0.47`, without what is nothing.
    pub fn line(&self, text: &Text) -> String {
        let pictures = count(self.pictures, text);
        let tokens = (self.tokens > 0).then(|| fill(text.tokens, &[("count", &measure::count(self.tokens))]));
        let cost =
            (self.cost_usd > 0.0).then(|| fill(text.cost, &[("dollars", &measure::dollars(self.cost_usd))]));
        [Some(pictures), tokens, cost].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }
}

/// `1 picture`, `12 pictures`.
pub fn count(pictures: usize, text: &Text) -> String {
    match pictures {
        1 => text.one_picture.to_owned(),
        many => fill(text.pictures, &[("count", &measure::count(many as u64))]),
    }
}

/// A sentence with so many pictures of so many bytes.
pub fn counted(template: &str, (pictures, bytes): (usize, f64), text: &Text) -> String {
    fill(template, &[("pictures", &count(pictures, text)), ("size", &measure::bytes(bytes as u64))])
}

#[cfg(test)]
mod tests {
    use super::super::result::facts_for_test;
    use super::super::text::ENGLISH;
    use super::*;

    #[test]
    fn sums_are_said_in_one_line() {
        let mut free = facts_for_test(2);
        (free.cost_usd, free.tokens) = (None, None);
        let totals = Totals::of([facts_for_test(1), free].iter());
        assert_eq!(totals.line(&ENGLISH), "2 pictures · 1,322 tokens · about $0.039");
        assert_eq!(Totals { pictures: 1, ..Totals::default() }.line(&ENGLISH), "1 picture");
    }
}
