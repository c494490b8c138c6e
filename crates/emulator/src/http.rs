//! The two messages of HTTP as plain values, and a body that says when its bytes are to be sent.

/// A request as a host has read it.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// `GET`, `POST`, … in capitals.
    pub method: String,
    /// The path without the query, still percent-encoded.
    pub path: String,
    /// The query without its `?`, still percent-encoded.
    pub query: String,
    /// Header fields in the order they came.
    pub headers: Vec<(String, String)>,
    /// The whole body.
    pub body: Vec<u8>,
    /// How often this path was asked before, plus one. The host counts (see [`crate::Attempts`]).
    pub attempt: u32,
}

impl Request {
    /// The first header field of this name, whatever its case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// The first query parameter of this name, percent-decoded.
    pub fn query_value(&self, name: &str) -> Option<String> {
        self.query
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .find(|(key, _)| *key == name)
            .map(|(_, value)| percent_decode(value))
    }
}

/// An answer: the head, and the body as steps a host plays one after the other.
///
/// The head goes out with the first bytes, so a body that begins with [`Step::Wait`] is a server that
/// is slow to answer, and one that begins with [`Step::Reset`] is a server that never does.
#[derive(Debug)]
pub struct Response {
    /// HTTP status.
    pub status: u16,
    /// Header fields, lower-case names.
    pub headers: Vec<(&'static str, String)>,
    /// What is sent after the head.
    pub body: Body,
}

impl Response {
    /// An answer whose length is told in advance.
    pub fn new(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        let headers = vec![("content-type", content_type.to_owned())];
        Self { status, headers, body: Body::whole(body.into()) }
    }

    /// Adds a header field.
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// Waits before the head: what a distant or busy service feels like.
    pub fn delayed(mut self, ms: u32) -> Self {
        if ms > 0 {
            let length = self.body.length;
            let wait = std::iter::once(Step::Wait { ms });
            self.body = Body { length, ..Body::steps(wait.chain(self.body)) };
        }
        self
    }
}

/// One thing a host does with the connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Sends these bytes.
    Send(Vec<u8>),
    /// Does nothing for so long.
    Wait {
        /// Milliseconds.
        ms: u32,
    },
    /// Closes the connection without ending the body.
    Cut,
    /// Breaks the connection off (TCP RST).
    Reset,
    /// Does nothing until the client goes.
    Hang,
}

/// The steps of a body, made as they are asked for.
pub struct Body {
    /// The length in bytes, when it is told to the client in advance.
    pub length: Option<usize>,
    steps: Box<dyn Iterator<Item = Step> + Send>,
}

impl Body {
    /// All bytes at hand, their number told in advance.
    pub fn whole(bytes: Vec<u8>) -> Self {
        let length = Some(bytes.len());
        Self { length, ..Self::pieces(bytes, 64 * 1024) }
    }

    /// The bytes in pieces of this size, their number not told in advance.
    pub fn pieces(bytes: Vec<u8>, piece: usize) -> Self {
        let mut at = 0;
        let next = move || {
            let end = (at + piece.max(1)).min(bytes.len());
            let step = (at < end).then(|| Step::Send(bytes[at..end].to_vec()));
            at = end;
            step
        };
        Self::steps(std::iter::from_fn(next))
    }

    /// Any sequence of steps.
    pub fn steps(steps: impl Iterator<Item = Step> + Send + 'static) -> Self {
        Self { length: None, steps: Box::new(steps) }
    }

    /// Every byte that would be sent, without the waits.
    pub fn into_bytes(self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for step in self {
            if let Step::Send(piece) = step {
                bytes.extend_from_slice(&piece);
            }
        }
        bytes
    }
}

impl Iterator for Body {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        self.steps.next()
    }
}

impl std::fmt::Debug for Body {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Body").field("length", &self.length).finish_non_exhaustive()
    }
}

/// Undoes percent-encoding; what is no valid escape stays as it is.
pub(crate) fn percent_decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let escape = (bytes[at] == b'%').then(|| text.get(at + 1..at + 3)).flatten();
        match escape.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                decoded.push(byte);
                at += 3;
            }
            None => {
                decoded.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn pieces_keep_every_byte() {
        let bytes: Vec<u8> = (0..=255).collect();
        for piece in [1, 7, 64, 1000] {
            assert_eq!(Body::pieces(bytes.clone(), piece).into_bytes(), bytes);
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
