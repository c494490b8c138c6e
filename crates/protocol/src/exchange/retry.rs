//! Decides whether a request is retried, and after which delay.
//!
//! Only requests that cost nothing are retried: requests that the service refused (429, 503), and requests that are
//! known not to have been sent. A request whose connection broke may have arrived and may have been billed, so it is
//! never sent again; [`connection`](crate::error::connection) distinguishes these cases.
//!
//! Written by hand, because retry crates do the waiting themselves and this crate has no clock.

use crate::error::Error;
use std::time::Duration;

/// The retry policy for requests that the service refused or that never reached it.
///
/// A request whose connection broke may have arrived and may have been billed, so it is never sent again.
///
/// ```
/// # use tintype_protocol::exchange::retry::Retry;
/// use std::time::Duration;
///
/// let patient = Retry::attempts(5).base_delay(Duration::from_secs(2));
/// assert_eq!(patient.max_delay, Duration::from_secs(60));
/// assert_eq!(Retry::NEVER.attempts, 1);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    any(test, feature = "serde"),
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "camelCase", default)
)]
#[non_exhaustive]
pub struct Retry {
    /// The maximum number of requests, including the first; default 3.
    pub attempts: u32,
    /// The delay before the second attempt, doubled for each further attempt. Default 1 s.
    #[cfg_attr(any(test, feature = "serde"), serde(rename = "baseDelayMs", with = "crate::milliseconds"))]
    pub base_delay: Duration,
    /// The maximum delay. If the service requests a longer one, there is no further attempt. Default 60 s.
    #[cfg_attr(any(test, feature = "serde"), serde(rename = "maxDelayMs", with = "crate::milliseconds"))]
    pub max_delay: Duration,
}

impl Retry {
    /// A policy with a single attempt.
    pub const NEVER: Self = Self { attempts: 1, base_delay: Duration::ZERO, max_delay: Duration::ZERO };

    /// Creates a policy with a maximum of `attempts` requests and the default delays.
    #[must_use]
    pub fn attempts(attempts: u32) -> Self {
        Self { attempts, ..Self::default() }
    }

    /// Sets the delay before the second attempt.
    #[must_use]
    pub fn base_delay(self, base_delay: Duration) -> Self {
        Self { base_delay, ..self }
    }

    /// Sets the maximum delay.
    #[must_use]
    pub fn max_delay(self, max_delay: Duration) -> Self {
        Self { max_delay, ..self }
    }

    /// Returns the delay in milliseconds before the attempt after `attempt` (from 1), or `None` to give up. `random` is
    /// from 0 to 1.
    #[doc(hidden)]
    #[must_use]
    pub fn delay_ms(&self, attempt: u32, error: &Error, random: f64) -> Option<f64> {
        if !error.retryable() || attempt >= self.attempts {
            return None;
        }
        let max_delay_ms = milliseconds(self.max_delay);
        if let Some(delay_ms) = error.retry_after_ms() {
            let delay_ms = delay_ms as f64;
            return (delay_ms <= max_delay_ms).then_some(delay_ms);
        }
        let doubled = milliseconds(self.base_delay) * f64::from(1_u32 << attempt.saturating_sub(1).min(30));
        // Half of the delay is random, so that many pages that failed together do not all retry together.
        Some(doubled.min(max_delay_ms) * (0.5 + random / 2.0))
    }
}

impl Default for Retry {
    fn default() -> Self {
        Self { attempts: 3, base_delay: Duration::from_secs(1), max_delay: Duration::from_secs(60) }
    }
}

fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;

    fn limited(retry_after_ms: Option<u64>) -> Error {
        Error::new(ErrorKind::RateLimited, "").with(|details| details.retry_after_ms = retry_after_ms)
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
    fn only_unbilled_requests_are_retried() {
        let again = |kind| Retry::default().delay_ms(1, &Error::new(kind, ""), 0.0).is_some();
        let retried: Vec<_> = ErrorKind::ALL.iter().copied().filter(|kind| again(*kind)).collect();
        assert_eq!(retried, [ErrorKind::RateLimited, ErrorKind::Unavailable]);
        assert_eq!(Retry::default().delay_ms(3, &limited(None), 0.0), None);
        assert_eq!(Retry::NEVER.delay_ms(1, &limited(None), 0.0), None);
    }
}
