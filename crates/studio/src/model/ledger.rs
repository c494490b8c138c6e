//! The spending by day, model and service. Deleting pictures does not change it.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use super::json;
use super::result::ResultMetadata;

/// The most rows that are stored, enough for five models a day over more than a year.
const MOST: usize = 2_000;

/// The sums of one day for one model of one service.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The day in the user's time zone, as a number of days since 1970.
    pub day: i32,
    /// The model's id.
    pub model: String,
    /// The host of the service.
    pub service: String,
    /// The number of pictures.
    pub pictures: u32,
    /// The number of tokens, as far as the service reports it.
    pub tokens: u64,
    /// The cost in US dollars, as far as prices are known.
    pub cost_usd: f64,
}

/// The rows of the ledger, newest day first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ledger(Vec<Entry>);

impl Entry {
    /// Returns the sort key of the row. The newest day comes first.
    fn order(&self) -> (Reverse<i32>, &str, &str) {
        (Reverse(self.day), &self.model, &self.service)
    }
}

impl Ledger {
    /// Parses the stored form. Returns `None` for anything else.
    pub fn from_json(text: &str) -> Option<Self> {
        let entries: Vec<Entry> = json::read(text.as_bytes())?;
        let mut ledger = Self::default();
        entries.into_iter().for_each(|entry| ledger.add(entry));
        Some(ledger)
    }

    /// Serializes the ledger for storage.
    pub fn to_json(&self) -> String {
        json::write(&self.0)
    }

    /// Creates a ledger of pictures that are older than the ledger. Their service is unknown.
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

    /// Adds an entry to the row of the same day, model and service, or inserts a new row.
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
                // Sort by name within a day, so that parsing the stored form results in the same order.
                let place = self.0.partition_point(|entry| entry.order() < new.order());
                self.0.insert(place, new);
                self.0.truncate(MOST);
            }
        }
    }

    /// Iterates over the rows, newest day first.
    pub fn iter(&self) -> impl Iterator<Item = &Entry> {
        self.0.iter()
    }

    /// Returns the cost since a day, including that day.
    pub fn since(&self, day: i32) -> f64 {
        self.0.iter().filter(|entry| entry.day >= day).map(|entry| entry.cost_usd).sum()
    }
}

/// Whether a request would exceed a limit. A request of unknown price exceeds it only if the limit is reached already.
pub fn passes(limit_usd: f64, spent_usd: f64, next_usd: Option<f64>) -> bool {
    // Sums of floating-point prices are not exact.
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
