//! When to try again, and after how long.
//!
//! Tried again are requests that cost nothing: those that the service refused (429, 503), and those that are known not
//! to have been sent. A request whose connection died may have arrived and may have been billed, so it is never sent
//! again; [`connection`](crate::connection) decides which is which.

use crate::error::Error;

/// How often and how patiently to try again what the service turned away, or what never reached it.
///
/// A request whose connection died may have arrived and may have been billed: it is never sent again.
///
/// ```
/// # use tintype_protocol::retry::Retry;
/// let patient = Retry { attempts: 5, ..Retry::default() };
/// assert_eq!(Retry::NEVER.attempts, 1);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Retry {
    /// Requests in all, the first included; default 3.
    pub attempts: u32,
    /// The wait before the second attempt; doubles from there. Default 1,000.
    pub base_delay_ms: f64,
    /// No wait is longer; a service that asks for more gets no further attempt. Default 60,000.
    pub max_delay_ms: f64,
}

impl Retry {
    /// One attempt, whatever happens.
    pub const NEVER: Self = Self { attempts: 1, base_delay_ms: 0.0, max_delay_ms: 0.0 };

    /// How long to wait before the attempt after `attempt` (from 1); `None` to give up.
    /// `random` is from 0 to 1.
    #[must_use]
    pub fn delay_ms(&self, attempt: u32, error: &Error, random: f64) -> Option<f64> {
        if !error.retryable() || attempt >= self.attempts {
            return None;
        }
        if let Some(told) = error.retry_after_ms() {
            let told = told as f64;
            return (told <= self.max_delay_ms).then_some(told);
        }
        let doubled = self.base_delay_ms * 2f64.powi(attempt.saturating_sub(1).min(30).cast_signed());
        // Half fixed, half by chance: many pages that failed together do not come back together.
        Some(doubled.min(self.max_delay_ms) * (0.5 + random / 2.0))
    }
}

impl Default for Retry {
    fn default() -> Self {
        Self { attempts: 3, base_delay_ms: 1000.0, max_delay_ms: 60_000.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;

    fn limited(retry_after_ms: Option<u64>) -> Error {
        Error::new(ErrorKind::RateLimited, "").with(|facts| facts.retry_after_ms = retry_after_ms)
    }

    #[test]
    fn delays_double_within_bounds() {
        let retry = Retry { attempts: 20, ..Retry::default() };
        let delays: Vec<_> = (1..9).map(|attempt| retry.delay_ms(attempt, &limited(None), 1.0)).collect();
        let expected = [1e3, 2e3, 4e3, 8e3, 16e3, 32e3, 60e3, 60e3].map(Some);
        assert_eq!(delays, expected);
        assert_eq!(retry.delay_ms(1, &limited(None), 0.0), Some(500.0));
    }

    #[test]
    fn the_service_names_the_delay_and_a_long_one_ends_it() {
        let retry = Retry::default();
        assert_eq!(retry.delay_ms(1, &limited(Some(38_290)), 0.5), Some(38_290.0));
        assert_eq!(retry.delay_ms(1, &limited(Some(60_000)), 0.5), Some(60_000.0));
        assert_eq!(retry.delay_ms(1, &limited(Some(60_001)), 0.5), None);
    }

    #[test]
    fn only_what_cost_nothing_is_tried_again() {
        let again = |kind| Retry::default().delay_ms(1, &Error::new(kind, ""), 0.0).is_some();
        let retried: Vec<_> = ErrorKind::ALL.iter().copied().filter(|kind| again(*kind)).collect();
        assert_eq!(retried, [ErrorKind::RateLimited, ErrorKind::Unavailable]);
        assert_eq!(Retry::default().delay_ms(3, &limited(None), 0.0), None);
        assert_eq!(Retry::NEVER.delay_ms(1, &limited(None), 0.0), None);
    }
}
