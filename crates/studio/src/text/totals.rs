//! Counts and sums of pictures as text.

use super::measure;
use super::{Text, fill};
use crate::model::totals::Totals;

impl Totals {
    /// Returns `12 pictures · 15,864 tokens · about $0.47`, without the parts that are zero.
    pub fn line(&self, text: &Text) -> String {
        let pictures = count(self.pictures, text);
        let tokens = (self.tokens > 0).then(|| fill(text.tokens, &[("count", &measure::count(self.tokens))]));
        let cost =
            (self.cost_usd > 0.0).then(|| fill(text.cost, &[("dollars", &measure::dollars(self.cost_usd))]));
        [Some(pictures), tokens, cost].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }
}

/// Formats a number of pictures as `1 picture` or `12 pictures`.
pub fn count(pictures: usize, text: &Text) -> String {
    match pictures {
        1 => text.one_picture.to_owned(),
        many => fill(text.pictures, &[("count", &measure::count(many as u64))]),
    }
}

/// Fills a number of pictures and their bytes into a sentence.
pub fn counted(template: &str, (pictures, bytes): (usize, f64), text: &Text) -> String {
    fill(template, &[("pictures", &count(pictures, text)), ("size", &measure::bytes(bytes as u64))])
}

#[cfg(test)]
mod tests {
    use super::super::ENGLISH;
    use super::*;
    use crate::model::result::metadata_for_test;

    #[test]
    fn sums_are_one_line() {
        let mut free = metadata_for_test(2);
        (free.cost_usd, free.sandbox) = (None, true);
        let totals = Totals::of([metadata_for_test(1), free].iter());
        assert_eq!(totals.line(&ENGLISH), "2 pictures · 1,322 tokens · about $0.039");
        assert_eq!(Totals { pictures: 1, ..Totals::default() }.line(&ENGLISH), "1 picture");
    }
}
