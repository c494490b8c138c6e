//! The two sides of an exchange: the inputs that a driver reports, and the steps that it is to take.

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
    /// The request has left.
    Sent,
    /// The head of the answer has come.
    Head(Head),
    /// The next bytes of the body.
    Bytes(&'a [u8]),
    /// The body ended as it should.
    End,
    /// The wait before the next attempt is over.
    Slept,
    /// The time for this attempt is up.
    Deadline,
    /// The step could not be taken: no key, no connection, or a body that broke off.
    Failed(Error),
}

/// The next action of the driver.
#[derive(Debug)]
pub enum Step<Img> {
    /// Ask for the key, and report `Key`.
    GetKey,
    /// Send the request, and report `Sent`. The time limit of the attempt begins.
    Send(Outgoing),
    /// Wait for the head of the answer, and report `Head`.
    AwaitHead,
    /// Read on, and report `Bytes` or `End`.
    Read,
    /// Wait for so many milliseconds, and report `Slept`. The connection is to be closed first; no time limit runs.
    Sleep(f64),
    /// The exchange is over.
    Done(Box<Result<Generation<Img>, Error>>),
}

/// Address and headers of a request; its body is the same for all attempts.
pub struct Outgoing {
    /// Absolute, or relative to the page.
    pub url: String,
    /// All of them, in order.
    pub headers: Vec<(String, String)>,
}

// Both may hold the key.
impl fmt::Debug for Outgoing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.headers.iter().map(|(name, _)| name).collect();
        f.debug_struct("Outgoing").field("url", &shown_address(&self.url)).field("headers", &names).finish()
    }
}

/// The head of an answer.
#[derive(Debug, Clone, Default)]
pub struct Head {
    /// HTTP status.
    pub status: u16,
    /// `Retry-After`, where a browser may see it, in milliseconds from now.
    pub retry_after_ms: Option<u64>,
    /// A request id from the headers, where a browser may see one.
    pub request_id: Option<String>,
    /// All headers that a browser may see.
    pub headers: Vec<(String, String)>,
}

/// The clock and the random numbers, which the driver passes in.
#[derive(Debug, Clone, Copy)]
pub struct Now {
    /// Milliseconds since the call began.
    pub elapsed_ms: f64,
    /// From 0 up to, not including, 1.
    pub random: f64,
}
