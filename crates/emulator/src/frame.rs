//! Serializes the documents of an answer.

use crate::answer::Answer;
use crate::content::{Blob, Content, Document, body, fill};
use crate::error_response::{JSON, pretty};
use crate::http::Response;

/// The framings of a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Framing {
    /// One document, pretty-printed.
    Single,
    /// Server-sent events as Google sends them: one line each, CRLF.
    Events,
    /// Server-sent events as the relay family sends them: LF, with comments as keep-alives.
    RelayEvents,
    /// One pretty-printed array.
    List,
}

/// One element of a stream.
#[derive(Debug)]
pub enum Frame {
    /// A document.
    Json(Document),
    /// Text instead of a document, and the blobs for its placeholders.
    Text(String, Vec<Blob>),
    /// Text outside of any framing.
    Bare(String),
}

/// Returns the documents of an answer as frames.
pub fn frames(answer: &Answer, stream: bool) -> Vec<Frame> {
    let documents = if stream { answer.documents() } else { vec![answer.document()] };
    documents.into_iter().map(Frame::Json).collect()
}

/// Writes frames into a response.
pub fn write(frames: Vec<Frame>, framing: Framing) -> Response {
    match framing {
        Framing::Single => {
            let end = Content::Text("\n".to_owned());
            let contents = frames.into_iter().flat_map(|frame| frame.contents(true)).chain([end]);
            chunked(JSON, contents)
        }
        Framing::List => chunked(JSON, list(frames)),
        Framing::Events => {
            let events = frames.into_iter().flat_map(|frame| event(frame, "\r\n\r\n"));
            chunked("text/event-stream", events).with("content-disposition", "attachment")
        }
        Framing::RelayEvents => {
            let ping = || Content::Text(": PING\n\n".to_owned());
            let events =
                frames.into_iter().flat_map(|frame| event(frame, "\n\n").into_iter().chain([ping()]));
            chunked("text/event-stream", std::iter::once(ping()).chain(events))
                .with("cache-control", "no-cache")
                .with("x-accel-buffering", "no")
        }
    }
}

fn chunked(content_type: &str, contents: impl IntoIterator<Item = Content>) -> Response {
    let headers = vec![("content-type", content_type.to_owned())];
    Response { status: 200, headers, body: body(contents.into_iter().collect()) }
}

fn event(frame: Frame, end: &str) -> Vec<Content> {
    if matches!(frame, Frame::Bare(_)) {
        return frame.contents(false);
    }
    let mut event = vec![Content::Text("data: ".to_owned())];
    event.extend(frame.contents(false));
    event.push(Content::Text(end.to_owned()));
    event
}

fn list(frames: Vec<Frame>) -> Vec<Content> {
    let text = |text: &str| Content::Text(text.to_owned());
    let mut contents = vec![text("[")];
    for (index, frame) in frames.into_iter().enumerate() {
        if index > 0 {
            contents.push(text(",\r\n"));
        }
        contents.extend(frame.contents(true));
    }
    contents.push(text("]\r\n"));
    contents
}

impl Frame {
    fn contents(self, is_pretty: bool) -> Vec<Content> {
        match self {
            Self::Json(Document { value, blobs }) if is_pretty => fill(pretty(&value).trim_end(), blobs),
            Self::Json(Document { value, blobs }) => fill(&value.to_string(), blobs),
            Self::Text(text, blobs) => fill(&text, blobs),
            Self::Bare(text) => vec![Content::Text(text)],
        }
    }
}
