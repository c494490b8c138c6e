//! The number of requests for each path, which a host counts.

use std::collections::HashMap;

/// Counts requests per path.
#[derive(Debug, Default)]
pub struct Attempts(HashMap<String, u32>);

/// The maximum number of counted paths. Beyond it all counts restart, so that the memory of a long-running host is
/// bounded.
const MAX_PATHS: usize = 10_000;

impl Attempts {
    /// Counts this request and returns its number, which is 1 for the first request of a path. Only paths of scenarios
    /// are counted. A preflight is not counted, because it belongs to the request after it.
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
