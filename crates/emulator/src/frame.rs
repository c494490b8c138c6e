//! How the documents of an answer are put into bytes.

use serde_json::Value;

use crate::answer::Answer;
use crate::http::{Body, Response, Step};
use crate::refusal::pretty;

/// The ways of framing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Framing {
    /// One document, pretty-printed.
    Single,
    /// Server-sent events as Google writes them: one line each, CRLF.
    Events,
    /// Server-sent events as the relay family writes them: LF, and comments while there is nothing to say.
    RelayEvents,
    /// One pretty-printed array.
    List,
}

/// One element of a stream.
#[derive(Debug)]
pub enum Frame {
    /// A document.
    Json(Value),
    /// Text in the place of a document.
    Text(String),
    /// Text outside of any framing.
    Bare(String),
}

/// The documents of an answer as frames.
pub fn frames(answer: &Answer, stream: bool) -> Vec<Frame> {
    let documents = if stream { answer.documents() } else { vec![answer.document()] };
    documents.into_iter().map(Frame::Json).collect()
}

/// How many bytes go out at once.
const PIECE: usize = 64 * 1024;

/// Puts frames into an answer.
pub fn write(frames: Vec<Frame>, framing: Framing) -> Response {
    match framing {
        Framing::Single => {
            let bytes: String = frames.into_iter().map(|frame| text(frame, true)).collect();
            chunked("application/json; charset=UTF-8", Body::pieces(bytes.into_bytes(), PIECE))
        }
        Framing::List => chunked("application/json; charset=UTF-8", pieces(list(frames))),
        Framing::Events => {
            let events = frames.into_iter().map(|frame| event(frame, "\r\n\r\n")).collect();
            chunked("text/event-stream", pieces(events)).with("content-disposition", "attachment")
        }
        Framing::RelayEvents => {
            let mut events = vec![": PING\n\n".to_owned()];
            for frame in frames {
                events.push(event(frame, "\n\n"));
                events.push(": PING\n\n".to_owned());
            }
            chunked("text/event-stream", pieces(events))
                .with("cache-control", "no-cache")
                .with("x-accel-buffering", "no")
        }
    }
}

fn chunked(content_type: &str, body: Body) -> Response {
    Response { status: 200, headers: vec![("content-type", content_type.to_owned())], body }
}

/// One after the other, large ones in several pieces.
fn pieces(texts: Vec<String>) -> Body {
    let split = |text: String| Body::pieces(text.into_bytes(), PIECE);
    let steps: Vec<Step> = texts.into_iter().flat_map(split).collect();
    Body::steps(steps.into_iter())
}

fn event(frame: Frame, end: &str) -> String {
    match frame {
        Frame::Bare(text) => text,
        framed => format!("data: {}{end}", text(framed, false)),
    }
}

fn list(frames: Vec<Frame>) -> Vec<String> {
    let mut texts = vec!["[".to_owned()];
    for (index, frame) in frames.into_iter().enumerate() {
        let comma = if index > 0 { ",\r\n" } else { "" };
        texts.push(format!("{comma}{}", text(frame, true).trim_end()));
    }
    texts.push("]\r\n".to_owned());
    texts
}

fn text(frame: Frame, is_pretty: bool) -> String {
    match frame {
        Frame::Json(value) if is_pretty => pretty(&value),
        Frame::Json(value) => value.to_string(),
        Frame::Text(text) | Frame::Bare(text) => text,
    }
}
