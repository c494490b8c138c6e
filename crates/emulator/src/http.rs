//! HTTP requests and responses as plain values. A body includes the timing of its bytes.

/// A request, as read by a host.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// The method in capitals, such as `GET`.
    pub method: String,
    /// The path without the query, still percent-encoded.
    pub path: String,
    /// The query without its `?`, still percent-encoded.
    pub query: String,
    /// Header fields in the order of arrival.
    pub headers: Vec<(String, String)>,
    /// The whole body.
    pub body: Vec<u8>,
    /// The number of earlier requests for this path, plus one, as counted by the host (see [`crate::Attempts`]).
    pub attempt: u32,
    /// Seconds since 1970 by the host's clock, or 0 without a clock.
    pub now_s: u64,
}

impl Request {
    /// Returns the first header field of this name, ignoring case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// Returns the first query parameter of this name, percent-decoded.
    pub fn query_value(&self, name: &str) -> Option<String> {
        self.query
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .find(|(key, _)| *key == name)
            .map(|(_, value)| percent_decode(value))
    }
}

/// A response: status, headers, and the body as steps that a host executes in order.
///
/// The header section is sent with the first bytes of the body. A body that begins with [`Step::Wait`] is therefore a
/// slow server, and one that begins with [`Step::Reset`] a server that never answers.
#[derive(Debug)]
pub struct Response {
    /// HTTP status.
    pub status: u16,
    /// Header fields, lower-case names.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: Body,
}

impl Response {
    /// Builds a response with `Content-Length`.
    pub fn new(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        let headers = vec![("content-type", content_type.to_owned())];
        Self { status, headers, body: Body::whole(body.into()) }
    }

    /// Adds a header field.
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// Waits before the header section, like a distant or busy service.
    pub fn delayed(self, ms: u32) -> Self {
        if ms == 0 {
            return self;
        }
        self.reshaped(|steps| std::iter::once(Step::Wait { ms }).chain(steps))
    }

    /// Changes the steps of the body.
    pub fn reshaped<S>(self, change: impl FnOnce(Steps) -> S) -> Self
    where
        S: Iterator<Item = Step> + Send + 'static,
    {
        let Self { status, headers, body: Body { length, size, steps } } = self;
        Self { status, headers, body: Body { length, size, steps: Box::new(change(steps)) } }
    }
}

/// An action of the host on the connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Sends these bytes.
    Send(Vec<u8>),
    /// Pauses for this duration.
    Wait {
        /// Milliseconds.
        ms: u32,
    },
    /// Closes the connection without ending the body.
    Cut,
    /// Resets the connection (TCP RST).
    Reset,
    /// Sends nothing until the client disconnects.
    Hang,
}

/// Steps that are produced on demand.
pub type Steps = Box<dyn Iterator<Item = Step> + Send>;

/// A body as steps.
pub struct Body {
    /// The value of `Content-Length`, if it is sent.
    pub length: Option<usize>,
    /// The size of the complete body, without failures.
    pub size: usize,
    steps: Steps,
}

/// The size of a chunk in bytes.
pub const CHUNK_BYTES: usize = 64 * 1024;

impl Body {
    /// Builds a complete body with its length.
    pub fn whole(bytes: Vec<u8>) -> Self {
        let size = bytes.len();
        Self { length: Some(size), size, steps: Box::new(chunks(bytes, CHUNK_BYTES)) }
    }

    /// Builds a body from steps with this total size, without `Content-Length`.
    pub fn steps(size: usize, steps: impl Iterator<Item = Step> + Send + 'static) -> Self {
        Self { length: None, size, steps: Box::new(steps) }
    }

    /// Returns every byte that would be sent, without the waits.
    pub fn into_bytes(self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for step in self {
            if let Step::Send(chunk) = step {
                bytes.extend_from_slice(&chunk);
            }
        }
        bytes
    }
}

/// Splits bytes into chunks of this size.
pub fn chunks(bytes: Vec<u8>, chunk: usize) -> impl Iterator<Item = Step> + Send {
    let mut at = 0;
    std::iter::from_fn(move || {
        let end = (at + chunk.max(1)).min(bytes.len());
        let step = (at < end).then(|| Step::Send(bytes[at..end].to_vec()));
        at = end;
        step
    })
}

impl Iterator for Body {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        self.steps.next()
    }
}

impl std::fmt::Debug for Body {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Body").field("length", &self.length).field("size", &self.size).finish_non_exhaustive()
    }
}

/// Decodes percent-encoding. Invalid escapes are preserved.
pub(crate) fn percent_decode(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn chunks_keep_every_byte() {
        let bytes: Vec<u8> = (0..=255).collect();
        for chunk in [1, 7, 64, 1000] {
            assert_eq!(Body::steps(256, chunks(bytes.clone(), chunk)).into_bytes(), bytes);
        }
    }

    #[test]
    fn a_delay_comes_first_and_keeps_the_bytes() {
        let mut delayed = Response::new(200, "text/plain", vec![1; 200_000]).delayed(1200);
        assert_eq!(delayed.body.length, Some(200_000));
        assert_eq!(delayed.body.next(), Some(Step::Wait { ms: 1200 }));
        assert_eq!(delayed.body.into_bytes().len(), 200_000);
    }

    #[test]
    fn query_values_are_decoded() {
        let request = Request { query: "alt=sse&key=sk-%61%2".into(), ..Request::default() };
        assert_eq!(request.query_value("key").unwrap(), "sk-a%2");
        assert_eq!(request.query_value("none"), None);
    }
}
