//! The progress of a call, for display by the caller.

use std::time::Duration;

/// The progress of a call at one moment.
///
/// ```
/// # use tintype_protocol::progress::{Phase, Progress};
/// fn describe(progress: &Progress) -> String {
///     match progress.phase {
///         Phase::Receiving => format!("{} KB", progress.received_bytes / 1000),
///         Phase::Retrying => format!("attempt {}", progress.attempt + 1),
///         phase => phase.name().to_owned(),
///     }
/// }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    any(test, feature = "serde"),
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "camelCase")
)]
#[non_exhaustive]
pub struct Progress {
    /// The current phase.
    pub phase: Phase,
    /// The current attempt, counted from 1.
    pub attempt: u32,
    /// The time since the call began.
    #[cfg_attr(any(test, feature = "serde"), serde(rename = "elapsedMs", with = "crate::milliseconds"))]
    pub elapsed: Duration,
    /// The bytes of the answer received so far, after decompression.
    pub received_bytes: u64,
    /// The time until the next attempt, in [`Phase::Retrying`].
    #[cfg_attr(
        any(test, feature = "serde"),
        serde(rename = "retryInMs", with = "crate::milliseconds::optional", default)
    )]
    pub retry_in: Option<Duration>,
    /// The number of complete images received so far.
    pub images_done: u32,
}

impl Progress {
    /// Creates the progress of a call that has just begun.
    #[doc(hidden)]
    #[must_use]
    pub fn beginning() -> Self {
        Self {
            phase: Phase::Preparing,
            attempt: 1,
            elapsed: Duration::ZERO,
            received_bytes: 0,
            retry_in: None,
            images_done: 0,
        }
    }
}

/// Converts milliseconds to a duration. Negative values become zero.
#[must_use]
pub fn duration(ms: f64) -> Duration {
    // The cast turns negative values and NaN into 0, and values that are too large into the maximum.
    Duration::from_micros((ms * 1e3).round_ties_even() as u64)
}

/// The phases of a call, in their usual order.
///
/// ```
/// # use tintype_protocol::progress::Phase;
/// assert_eq!(Phase::Receiving.name(), "receiving");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    any(test, feature = "serde"),
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "kebab-case")
)]
#[non_exhaustive]
pub enum Phase {
    /// Input images are being read and normalized.
    Preparing,
    /// The request is being sent.
    Sending,
    /// The request was sent, and no answer has arrived yet.
    Waiting,
    /// The answer is being received.
    Receiving,
    /// The call waits before the next attempt.
    Retrying,
    /// The call is finished.
    Done,
}

impl Phase {
    /// Returns the name of the phase in the JS API.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Preparing => "preparing",
            Self::Sending => "sending",
            Self::Waiting => "waiting",
            Self::Receiving => "receiving",
            Self::Retrying => "retrying",
            Self::Done => "done",
        }
    }
}
