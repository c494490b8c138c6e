//! The two sides of an exchange: the inputs that the driver reports, and the steps that it must take.

use crate::error::Error;
use crate::response::generation::Generation;
use crate::secret::{Secret, shown_address};
use std::fmt;

/// An event that the driver reports.
#[derive(Debug)]
pub enum Input<'a> {
    /// The exchange may begin.
    Begun,
    /// The key, if there is one.
    Key(Option<Secret>),
    /// The request was sent.
    Sent,
    /// The head of the answer arrived.
    Head(Head),
    /// The next bytes of the body.
    Bytes(&'a [u8]),
    /// The body ended normally.
    End,
    /// The wait before the next attempt is over.
    Slept,
    /// The time limit of this attempt expired.
    Deadline,
    /// The step failed: no key, no connection, or a body that broke off.
    Failed(Error),
}

/// The next action of the driver.
#[derive(Debug)]
pub enum Step<Img> {
    /// Request the key, and report `Key`.
    GetKey,
    /// Send the request, and report `Sent`. The time limit of the attempt begins.
    Send(Outgoing),
    /// Wait for the head of the answer, and report `Head`.
    AwaitHead,
    /// Read the next bytes, and report `Bytes` or `End`.
    Read,
    /// Close the connection, wait for this number of milliseconds, and report `Slept`. No time limit applies.
    Sleep(f64),
    /// The exchange is over.
    Done(Box<Result<Generation<Img>, Error>>),
}

/// URL and headers of a request. Its body does not change between attempts.
pub struct Outgoing {
    /// The URL, absolute or relative to the page.
    pub url: String,
    /// All headers, in order.
    pub headers: Vec<(String, String)>,
}

// `Debug` is not derived, because the URL and the headers may contain the key.
impl fmt::Debug for Outgoing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.headers.iter().map(|(name, _)| name).collect();
        f.debug_struct("Outgoing").field("url", &shown_address(&self.url)).field("headers", &names).finish()
    }
}

/// The head of an answer.
#[derive(Debug, Clone, Default)]
pub struct Head {
    /// The HTTP status code.
    pub status: u16,
    /// The delay of `Retry-After` in milliseconds from now, if the browser exposes the header.
    pub retry_after_ms: Option<u64>,
    /// A request ID from the headers, if the browser exposes one.
    pub request_id: Option<String>,
    /// All headers that the browser exposes.
    pub headers: Vec<(String, String)>,
}

/// The elapsed time and a random number, supplied by the driver.
#[derive(Debug, Clone, Copy)]
pub struct Now {
    /// Milliseconds since the call began.
    pub elapsed_ms: f64,
    /// A random number from 0 (inclusive) to 1 (exclusive).
    pub random: f64,
}
