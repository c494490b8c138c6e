//! The number of requests for each path, the only state of a host between requests.

use std::collections::HashMap;

/// Counts requests per path.
#[derive(Debug, Default)]
pub struct Attempts(HashMap<String, u32>);

/// The limit of counted paths: after it, all counts start again, so that a long-running host does not grow.
const MAX_PATHS: usize = 10_000;

impl Attempts {
    /// Counts this request; the first of a path is 1. Only paths of scenarios are counted.
    /// A preflight is not counted: it is about the request that comes after it.
    pub fn count(&mut self, method: &str, path: &str) -> u32 {
        if !path.starts_with("/scenario/") {
            return 1;
        }
        if method == "OPTIONS" {
            return self.0.get(path).copied().unwrap_or_default().saturating_add(1);
        }
        if self.0.len() >= MAX_PATHS {
            self.0.clear();
        }
        let count = self.0.entry(path.to_owned()).or_default();
        *count = count.saturating_add(1);
        *count
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_path_counts_for_itself_and_preflights_do_not() {
        let mut attempts = Attempts::default();
        assert_eq!(attempts.count("POST", "/scenario/recovers/a/x"), 1);
        assert_eq!(attempts.count("OPTIONS", "/scenario/recovers/a/x"), 2);
        assert_eq!(attempts.count("POST", "/scenario/recovers/a/x"), 2);
        assert_eq!(attempts.count("POST", "/scenario/recovers/b/x"), 1);
    }
}
