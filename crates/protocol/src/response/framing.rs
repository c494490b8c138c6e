//! Finds the JSON inside a body, which is bare, in a JSON array, or in server-sent events.
//!
//! Written by hand, because crates for server-sent events turn each event into a string, and one event may contain 20
//! MB of image data.

/// The framing of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Framing {
    /// Nothing but white space so far.
    #[default]
    Unknown,
    /// JSON documents: a single one, several concatenated ones, or one array.
    Json,
    /// Lines of server-sent events.
    EventStream,
    /// Markup from some other server.
    NotJson,
}

/// The position of the framer within a line of server-sent events.
#[derive(Debug, Default, PartialEq)]
enum Line {
    #[default]
    Start,
    /// Within the field name; holds the part that was read.
    Field(Vec<u8>),
    /// Within the value of a `data` field.
    Data,
    /// Within a line that may be a field, a comment, or more of a document. Some relays put blank lines into the middle
    /// of an event, and continue without `data:`.
    Held(Vec<u8>),
    /// Within a document between the events that has no `data:` and may contain line ends.
    Document,
    /// Within a line that is ignored.
    Skipped,
}

/// A token of the framer. The caller feeds JSON to the extractor and reports the end of a document.
#[derive(Debug, PartialEq, Eq)]
pub enum Frame {
    /// This many bytes are JSON, or white space between documents.
    Json(usize),
    /// This many bytes belong to the framing.
    Framing(usize),
    /// These bytes, which were consumed before, are JSON.
    Withheld(Vec<u8>),
    /// The rest is markup.
    NotJson,
}

/// A parser that strips the framing. Call `next` with the rest of a chunk until the rest is empty.
#[derive(Debug, Default)]
pub struct Framer {
    framing: Framing,
    line: Line,
    /// Whether the last byte was the CR of a line end whose LF may follow.
    is_after_cr: bool,
    /// Whether the last byte was the colon of a `data` field. A space after the colon is not part of the value.
    is_after_colon: bool,
    /// The number of lines that are neither fields nor comments of the event-stream format.
    stray_lines: usize,
    opens_array: bool,
    closes_array: bool,
    /// The number of bytes to search for the end of a line.
    scan_limit: usize,
}

const FIELDS: [&[u8]; 4] = [b"data", b"event", b"id", b"retry"];
const MAX_FIELD_NAME: usize = 16;
/// The maximum length of a comment or field between the lines of a document.
const MAX_HELD: usize = 256;
/// The length of the first search for the line end within a document. Each further search doubles it, so that many
/// documents in one line do not each search the whole line.
const FIRST_SCAN_LIMIT: usize = 64;

impl Framer {
    /// Returns the framing of the body, as far as it is known.
    #[must_use]
    pub fn framing(&self) -> Framing {
        self.framing
    }

    /// Returns `true` if there are lines that no event stream has.
    #[must_use]
    pub fn has_stray_lines(&self) -> bool {
        self.stray_lines > 0 || self.last_field().is_some_and(|name| !is_field_start(name))
    }

    /// Returns `true` if the body ended within a field that may contain a document.
    #[must_use]
    pub fn is_in_field(&self) -> bool {
        self.line == Line::Data || self.last_field().is_some_and(is_field_start)
    }

    fn last_field(&self) -> Option<&[u8]> {
        match &self.line {
            Line::Field(name) => Some(name),
            _ => None,
        }
    }

    /// Returns `true` if the body is an array that has not ended.
    #[must_use]
    pub fn is_in_array(&self) -> bool {
        self.opens_array && !self.closes_array
    }

    /// Returns the next token. `in_document` is `true` while a JSON document is open.
    pub fn next(&mut self, bytes: &[u8], in_document: bool) -> Frame {
        if self.framing == Framing::Unknown {
            return self.recognise(bytes);
        }
        match self.framing {
            Framing::NotJson => Frame::NotJson,
            Framing::EventStream => self.next_in_lines(bytes, in_document),
            _ if in_document => Frame::Json(bytes.len()),
            _ => self.between_documents(bytes),
        }
    }

    fn recognise(&mut self, bytes: &[u8]) -> Frame {
        // Skips the three bytes of a byte order mark one by one, because a chunk may end between them. None of them is
        // ASCII white space.
        let is_blank = |byte: &u8| byte.is_ascii_whitespace() || [0xef, 0xbb, 0xbf].contains(byte);
        let blank = bytes.iter().take_while(|byte| is_blank(byte)).count();
        self.framing = match bytes.get(blank) {
            None => return Frame::Framing(blank),
            Some(b'{' | b'[') => Framing::Json,
            Some(b'<') => Framing::NotJson,
            Some(_) => Framing::EventStream,
        };
        Frame::Framing(blank)
    }

    fn between_documents(&mut self, bytes: &[u8]) -> Frame {
        let mut taken = 0;
        for &byte in bytes {
            match byte {
                b'[' => self.opens_array = true,
                b']' => self.closes_array = true,
                b',' => {}
                byte if byte.is_ascii_whitespace() => {}
                _ => break,
            }
            taken += 1;
        }
        if taken > 0 { Frame::Framing(taken) } else { Frame::Json(bytes.len()) }
    }

    fn next_in_lines(&mut self, bytes: &[u8], in_document: bool) -> Frame {
        let byte = bytes[0];
        if std::mem::take(&mut self.is_after_cr) && byte == b'\n' {
            return Frame::Framing(1);
        }
        if std::mem::take(&mut self.is_after_colon) && in_document && byte == b' ' {
            return Frame::Framing(1);
        }
        match &mut self.line {
            Line::Start if in_document => self.line_start_in_document(byte),
            Line::Start => self.line_start(byte),
            Line::Held(held) => {
                let held = std::mem::take(held);
                self.held_line(held, byte)
            }
            Line::Field(name) => {
                if name.len() < MAX_FIELD_NAME && !is_line_end(byte) && byte != b':' {
                    name.push(byte);
                } else {
                    self.field_end(byte);
                }
                Frame::Framing(1)
            }
            Line::Document if in_document => Frame::Json(bytes.len()),
            Line::Data if in_document => self.document_in_line(bytes),
            Line::Data | Line::Document => self.between_documents_of_a_line(bytes),
            Line::Skipped => self.until_line_end(bytes, Frame::Framing),
        }
    }

    /// Handles the start of a line within a document. Some relays print a document over several lines with `data:` only
    /// on the first, and some break an event anywhere, even with an empty line. The event does not end while the
    /// document is open.
    fn line_start_in_document(&mut self, byte: u8) -> Frame {
        if is_line_end(byte) {
            self.is_after_cr = byte == b'\r';
        } else if byte == b':' || is_field_start(&[byte]) {
            self.line = Line::Held(vec![byte]);
        } else {
            self.line = Line::Data;
            return Frame::Framing(0);
        }
        Frame::Framing(1)
    }

    fn held_line(&mut self, mut held: Vec<u8>, byte: u8) -> Frame {
        let colon = held.iter().position(|byte| *byte == b':');
        let is_field_line = colon.is_some_and(|at| at == 0 || FIELDS.contains(&&held[..at]));
        if is_field_line && is_line_end(byte) {
            self.line = Line::Start;
            self.is_after_cr = byte == b'\r';
            return Frame::Framing(1);
        }
        held.push(byte);
        if held == b"data:" {
            self.line = Line::Data;
            self.is_after_colon = true;
            return Frame::Framing(1);
        }
        let name = held.strip_suffix(b":").unwrap_or(&held);
        let may_be_field_line = (is_field_line && held.len() < MAX_HELD && !b"\"{}[]".contains(&byte))
            || (colon.is_none()
                && is_field_start(name)
                && (name.len() == held.len() || FIELDS.contains(&name)));
        if may_be_field_line {
            self.line = Line::Held(held);
            return Frame::Framing(1);
        }
        // The rest of a document contains a quote or a bracket, and comments and fields contain neither.
        held.pop();
        self.line = Line::Data;
        Frame::Withheld(held)
    }

    fn line_start(&mut self, byte: u8) -> Frame {
        match byte {
            _ if is_line_end(byte) => self.is_after_cr = byte == b'\r',
            b' ' | b'\t' => {}
            b':' => self.line = Line::Skipped,
            b'{' | b'[' => {
                self.line = Line::Document;
                return Frame::Framing(0);
            }
            byte => self.line = Line::Field(vec![byte]),
        }
        Frame::Framing(1)
    }

    /// Finds the next object in a line. Any other value is not an answer, such as `[DONE]` or a ping.
    fn between_documents_of_a_line(&mut self, bytes: &[u8]) -> Frame {
        match bytes[0] {
            // Returns only the brace, because the kind of line determines where the rest of the document may end.
            b'{' => {
                self.scan_limit = FIRST_SCAN_LIMIT;
                Frame::Json(1)
            }
            b' ' | b'\t' | b'[' | b']' | b',' => Frame::Framing(1),
            byte if is_line_end(byte) => self.until_line_end(bytes, Frame::Framing),
            _ => {
                self.line = Line::Skipped;
                Frame::Framing(1)
            }
        }
    }

    fn field_end(&mut self, byte: u8) {
        let Line::Field(name) = std::mem::take(&mut self.line) else { return };
        let is_known = FIELDS.contains(&name.as_slice());
        self.stray_lines += usize::from(!is_known || byte != b':');
        match byte {
            b':' if name == b"data" => {
                self.line = Line::Data;
                self.is_after_colon = true;
            }
            _ if is_line_end(byte) => self.is_after_cr = byte == b'\r',
            _ => self.line = Line::Skipped,
        }
    }

    fn document_in_line(&mut self, bytes: &[u8]) -> Frame {
        let scan_limit = bytes.len().min(self.scan_limit);
        self.scan_limit = self.scan_limit.saturating_mul(2);
        self.until_line_end(&bytes[..scan_limit], Frame::Json)
    }

    fn until_line_end(&mut self, bytes: &[u8], frame: fn(usize) -> Frame) -> Frame {
        match memchr::memchr2(b'\r', b'\n', bytes) {
            Some(0) => {
                self.is_after_cr = bytes[0] == b'\r';
                self.line = Line::Start;
                Frame::Framing(1)
            }
            Some(end) => frame(end),
            None => frame(bytes.len()),
        }
    }
}

fn is_field_start(name: &[u8]) -> bool {
    FIELDS.iter().any(|field| field.starts_with(name))
}

fn is_line_end(byte: u8) -> bool {
    byte == b'\r' || byte == b'\n'
}
