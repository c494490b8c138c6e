//! Reads HTTP/1.1 requests from a connection.

use std::io::{self, Read, Write};
use std::time::{Duration, Instant};

use crate::http::Request;
use crate::wire::parsed_request::MAX_BODY;

const MAX_HEADER_BYTES: usize = 64 * 1024;

/// The limit of a body, slightly above the limit of the service, so that the service's own error is sent.
const MAX_READ: usize = MAX_BODY + 1024 * 1024;

/// A request, and whether the connection may be used again.
#[derive(Debug)]
pub struct Incoming {
    /// The request.
    pub request: Request,
    /// Whether the client speaks HTTP/1.1 and did not request to close.
    pub keeps_alive: bool,
}

/// The reason that no request could be read.
#[derive(Debug)]
pub enum Failure {
    /// The client has disconnected.
    Gone,
    /// A request that is not HTTP, or too large, with the status of its response.
    Refused(u16, &'static str),
    /// The socket failed.
    Io(io::Error),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// The maximum time between the first and the last byte of a request.
const MAX_TIME: Duration = Duration::from_secs(120);

/// A buffer of bytes that have arrived and are not consumed yet.
#[derive(Debug, Default)]
pub struct Reader {
    buffer: Vec<u8>,
    /// The arrival time of the request's first byte.
    since: Option<Instant>,
}

impl Reader {
    /// Reads the next request.
    pub fn next(&mut self, stream: &mut (impl Read + Write)) -> Result<Incoming, Failure> {
        self.since = (!self.buffer.is_empty()).then(Instant::now);
        let header = self.header(stream)?;
        if header.expects_continue {
            stream.write_all(b"HTTP/1.1 100 Continue\r\n\r\n")?;
        }
        let body = match header.length {
            Length::None => Vec::new(),
            Length::Known(length) if length > MAX_READ => return Err(TOO_LARGE),
            Length::Known(length) => self.take(stream, length)?,
            Length::Chunked => self.chunks(stream)?,
        };
        let request = Request { body, ..header.request };
        Ok(Incoming { request, keeps_alive: header.keeps_alive })
    }

    fn header(&mut self, stream: &mut impl Read) -> Result<Header, Failure> {
        loop {
            if let Some((header, used)) = parse(&self.buffer)? {
                self.buffer.drain(..used);
                return Ok(header);
            }
            if self.buffer.len() > MAX_HEADER_BYTES {
                return Err(Failure::Refused(431, "Request Header Fields Too Large"));
            }
            self.fill(stream)?;
        }
    }

    fn take(&mut self, stream: &mut impl Read, length: usize) -> Result<Vec<u8>, Failure> {
        while self.buffer.len() < length {
            self.fill(stream)?;
        }
        // Returns the buffer itself, so that a large body is neither copied nor left in the buffer.
        let rest = self.buffer.split_off(length);
        Ok(std::mem::replace(&mut self.buffer, rest))
    }

    fn line(&mut self, stream: &mut impl Read) -> Result<String, Failure> {
        loop {
            if let Some(end) = self.buffer.iter().position(|byte| *byte == b'\n') {
                let line: Vec<u8> = self.buffer.drain(..=end).collect();
                return Ok(String::from_utf8_lossy(&line).trim().to_owned());
            }
            if self.buffer.len() > MAX_HEADER_BYTES {
                return Err(BAD_REQUEST);
            }
            self.fill(stream)?;
        }
    }

    fn chunks(&mut self, stream: &mut impl Read) -> Result<Vec<u8>, Failure> {
        let mut body = Vec::new();
        loop {
            let line = self.line(stream)?;
            let size = line.split(';').next().unwrap_or_default().trim();
            let size = usize::from_str_radix(size, 16).map_err(|_| BAD_REQUEST)?;
            if size == 0 {
                while !self.line(stream)?.is_empty() {}
                return Ok(body);
            }
            if size > MAX_READ || body.len() + size > MAX_READ {
                return Err(TOO_LARGE);
            }
            body.extend(self.take(stream, size)?);
            self.line(stream)?;
        }
    }

    fn fill(&mut self, stream: &mut impl Read) -> Result<(), Failure> {
        let mut chunk = [0; 32 * 1024];
        match stream.read(&mut chunk)? {
            0 => Err(Failure::Gone),
            _ if self.since.get_or_insert_with(Instant::now).elapsed() > MAX_TIME => Err(TOO_SLOW),
            count => {
                self.buffer.extend_from_slice(&chunk[..count]);
                Ok(())
            }
        }
    }
}

const BAD_REQUEST: Failure = Failure::Refused(400, "Bad Request");
const TOO_SLOW: Failure = Failure::Refused(408, "Request Timeout");
const TOO_LARGE: Failure = Failure::Refused(413, "Payload Too Large");

enum Length {
    None,
    Known(usize),
    Chunked,
}

struct Header {
    request: Request,
    length: Length,
    keeps_alive: bool,
    expects_continue: bool,
}

fn parse(bytes: &[u8]) -> Result<Option<(Header, usize)>, Failure> {
    let mut headers = [httparse::EMPTY_HEADER; 100];
    let mut parsed = httparse::Request::new(&mut headers);
    let used = match parsed.parse(bytes) {
        Ok(httparse::Status::Complete(used)) => used,
        Ok(httparse::Status::Partial) => return Ok(None),
        Err(_) => return Err(BAD_REQUEST),
    };
    let text = |value: &[u8]| String::from_utf8_lossy(value).into_owned();
    let target = parsed.path.unwrap_or("/");
    // A client behind a proxy sends the absolute URL.
    let target = target
        .find("://")
        .map_or(target, |at| target[at + 3..].find('/').map_or("/", |slash| &target[at + 3 + slash..]));
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let request = Request {
        method: parsed.method.unwrap_or_default().to_owned(),
        path: path.to_owned(),
        query: query.to_owned(),
        headers: parsed.headers.iter().map(|header| (header.name.to_owned(), text(header.value))).collect(),
        attempt: 1,
        ..Request::default()
    };
    let is = |name: &str, value: &str| {
        request.header(name).is_some_and(|found| found.to_ascii_lowercase().contains(value))
    };
    let length = if is("transfer-encoding", "chunked") {
        Length::Chunked
    } else {
        match request.header("content-length").map(str::parse) {
            None => Length::None,
            Some(Ok(length)) => Length::Known(length),
            Some(Err(_)) => return Err(BAD_REQUEST),
        }
    };
    let keeps_alive = parsed.version == Some(1) && !is("connection", "close");
    let expects_continue = is("expect", "100-continue");
    Ok(Some((Header { length, keeps_alive, expects_continue, request }, used)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::io::Cursor;

    /// A stream that yields one byte per read and accepts every write.
    struct Slow(Cursor<Vec<u8>>);

    impl Read for Slow {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            self.0.read(&mut buffer[..1])
        }
    }

    impl Write for Slow {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn read(text: &str) -> Result<Incoming, Failure> {
        Reader::default().next(&mut Slow(Cursor::new(text.as_bytes().to_vec())))
    }

    #[test]
    fn bodies_of_both_kinds_are_read() {
        let known = read("POST /a?b=c HTTP/1.1\r\nContent-Length: 3\r\n\r\nabcrest").unwrap();
        assert_eq!((known.request.path.as_str(), known.request.query.as_str()), ("/a", "b=c"));
        assert_eq!(known.request.body, b"abc");
        let chunked =
            read("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1;x\r\nc\r\n0\r\n\r\n")
                .unwrap();
        assert_eq!(chunked.request.body, b"abc");
        assert!(chunked.keeps_alive);
    }

    #[test]
    fn requests_that_are_not_http_or_too_large_are_refused() {
        assert!(matches!(read("nonsense\r\n\r\n"), Err(Failure::Refused(400, _))));
        assert!(matches!(
            read("POST / HTTP/1.1\r\nContent-Length: 999999999\r\n\r\n"),
            Err(Failure::Refused(413, _))
        ));
        assert!(matches!(read("GET / HT"), Err(Failure::Gone)));
    }
}
