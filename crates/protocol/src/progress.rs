//! Where a call stands, as a caller may show it.

use std::time::Duration;

/// A moment in the life of a call.
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
    /// The phase.
    pub phase: Phase,
    /// The running attempt, from 1.
    pub attempt: u32,
    /// Time since the call began.
    #[cfg_attr(any(test, feature = "serde"), serde(rename = "elapsedMs", with = "crate::milliseconds"))]
    pub elapsed: Duration,
    /// Bytes of the answer so far, as they came over the wire after decompression.
    pub received_bytes: u64,
    /// In [`Phase::Retrying`]: the time until the next attempt.
    #[cfg_attr(
        any(test, feature = "serde"),
        serde(rename = "retryInMs", with = "crate::milliseconds::optional", default)
    )]
    pub retry_in: Option<Duration>,
    /// Whole images received so far.
    pub images_done: u32,
}

impl Progress {
    /// A call that has just begun.
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

/// The duration of so many milliseconds; none for less than nothing.
#[must_use]
pub fn duration(ms: f64) -> Duration {
    // Less than 0 and NaN become 0, and what is beyond all numbers the largest of them.
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
    /// Input images are being read and fitted.
    Preparing,
    /// The request is going out.
    Sending,
    /// Sent; no answer yet.
    Waiting,
    /// The answer is coming in.
    Receiving,
    /// Waiting before the next attempt.
    Retrying,
    /// Over.
    Done,
}

impl Phase {
    /// The phase as the JS API names it.
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
