//! The spending by day, model and service. Deleting pictures does not change it.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use super::json;
use super::result::ResultMetadata;

/// The most rows that are kept: five models a day for a year and more.
const MOST: usize = 2_000;

/// The sums of a day, for a model of a service.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// A number of days since 1970, where the user is.
    pub day: i32,
    /// The model's id.
    pub model: String,
    /// The host of the service.
    pub service: String,
    /// How many pictures came.
    pub pictures: u32,
    /// As far as the service reports them.
    pub tokens: u64,
    /// In US dollars, as far as prices are known.
    pub cost_usd: f64,
}

/// The rows, newest day first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ledger(Vec<Entry>);

impl Entry {
    /// The place of the row: the newest day first.
    fn order(&self) -> (Reverse<i32>, &str, &str) {
        (Reverse(self.day), &self.model, &self.service)
    }
}

impl Ledger {
    /// Reads the stored form; `None` for anything else.
    pub fn from_json(text: &str) -> Option<Self> {
        let entries: Vec<Entry> = json::read(text.as_bytes())?;
        let mut ledger = Self::default();
        entries.into_iter().for_each(|entry| ledger.add(entry));
        Some(ledger)
    }

    /// Writes the stored form.
    pub fn to_json(&self) -> String {
        json::write(&self.0)
    }

    /// The ledger of pictures that came before there was one. Their service is not known.
    pub fn of_results<'a>(all: impl Iterator<Item = &'a ResultMetadata>) -> Self {
        let mut ledger = Self::default();
        for metadata in all.filter(|metadata| {
            !metadata.sandbox && metadata.cost_usd.or(metadata.tokens.map(|_| 0.0)).is_some()
        }) {
            ledger.add(Entry {
                day: metadata.day,
                model: metadata.model.clone(),
                service: String::new(),
                pictures: 1,
                tokens: metadata.tokens.unwrap_or(0),
                cost_usd: metadata.cost_usd.unwrap_or(0.0),
            });
        }
        ledger
    }

    /// Adds to the row of the same day, model and service, or adds a row.
    pub fn add(&mut self, new: Entry) {
        let is_same = |entry: &&mut Entry| {
            (entry.day, &entry.model, &entry.service) == (new.day, &new.model, &new.service)
        };
        match self.0.iter_mut().find(is_same) {
            Some(entry) => {
                entry.pictures = entry.pictures.saturating_add(new.pictures);
                entry.tokens = entry.tokens.saturating_add(new.tokens);
                entry.cost_usd += new.cost_usd;
            }
            None => {
                // By name within a day, so that reading the stored form gives the same order.
                let place = self.0.partition_point(|entry| entry.order() < new.order());
                self.0.insert(place, new);
                self.0.truncate(MOST);
            }
        }
    }

    /// The rows, newest day first.
    pub fn iter(&self) -> impl Iterator<Item = &Entry> {
        self.0.iter()
    }

    /// The cost since a day, that day included.
    pub fn since(&self, day: i32) -> f64 {
        self.0.iter().filter(|entry| entry.day >= day).map(|entry| entry.cost_usd).sum()
    }
}

/// Whether a request would pass a limit. One whose price is unknown passes it only if it is reached already.
pub fn passes(limit_usd: f64, spent_usd: f64, next_usd: Option<f64>) -> bool {
    // Sums of prices are not exact.
    const SLACK_USD: f64 = 1e-6;
    match next_usd {
        Some(next) => spent_usd + next > limit_usd + SLACK_USD,
        None => spent_usd >= limit_usd,
    }
}

#[cfg(test)]
mod tests {
    use super::super::result::metadata_for_test;
    use super::*;

    fn entry(day: i32, model: &str, cost_usd: f64) -> Entry {
        Entry { day, model: model.into(), service: "api.example".into(), pictures: 1, tokens: 10, cost_usd }
    }

    #[test]
    fn a_day_has_one_row_for_each_model_newest_first() {
        let mut ledger = Ledger::default();
        for (day, model) in [(7, "a"), (9, "a"), (7, "b"), (9, "a"), (8, "a")] {
            ledger.add(entry(day, model, 0.25));
        }
        let rows: Vec<_> =
            ledger.iter().map(|row| (row.day, row.model.as_str(), row.pictures, row.cost_usd)).collect();
        assert_eq!(rows, [(9, "a", 2, 0.5), (8, "a", 1, 0.25), (7, "a", 1, 0.25), (7, "b", 1, 0.25)]);
        assert_eq!((ledger.since(8), ledger.since(10)), (0.75, 0.0));
        assert_eq!(Ledger::from_json(&ledger.to_json()), Some(ledger));
        assert_eq!(Ledger::from_json("{}"), None);
    }

    #[test]
    fn the_oldest_rows_go_first() {
        let mut ledger = Ledger::default();
        (0..3_000).for_each(|day| ledger.add(entry(day, "a", 0.25)));
        assert_eq!((ledger.iter().count(), ledger.iter().last().map(|row| row.day)), (MOST, Some(1_000)));
    }

    #[test]
    fn pictures_of_before_are_in_it_and_drawings_are_not() {
        let drawing = ResultMetadata { sandbox: true, ..metadata_for_test(2) };
        let variant = ResultMetadata { cost_usd: None, tokens: None, ..metadata_for_test(3) };
        let ledger = Ledger::of_results([metadata_for_test(1), drawing, variant].iter());
        assert_eq!(ledger.iter().map(|row| row.cost_usd).collect::<Vec<_>>(), [0.039]);
    }

    #[test]
    fn a_limit_may_be_reached_and_not_passed() {
        assert!(!passes(1.0, 0.9, Some(0.1)) && passes(1.0, 0.9, Some(0.11)));
        assert!(!passes(1.0, 0.9, None) && passes(1.0, 1.0, None));
    }
}
