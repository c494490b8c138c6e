//! Where a call stands, as a caller may show it.

/// A moment in the life of a call.
///
/// ```
/// # use tintype_protocol::progress::{Phase, Progress};
/// fn told(progress: &Progress) -> String {
///     match progress.phase {
///         Phase::Receiving => format!("{} KB", progress.received_bytes / 1000),
///         Phase::Retrying => format!("attempt {}", progress.attempt + 1),
///         phase => phase.name().to_owned(),
///     }
/// }
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Progress {
    /// What is going on.
    pub phase: Phase,
    /// The running attempt, from 1.
    pub attempt: u32,
    /// Milliseconds since the call began.
    pub elapsed_ms: f64,
    /// Bytes of the answer so far, as they came over the wire after decompression.
    pub received_bytes: u64,
    /// In [`Phase::Retrying`]: milliseconds until the next attempt.
    pub retry_in_ms: Option<f64>,
    /// Whole images received so far.
    pub images_done: u32,
}

/// The phases of a call, in their usual order.
///
/// ```
/// # use tintype_protocol::progress::Phase;
/// assert_eq!(Phase::Receiving.name(), "receiving");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
