//! JSON that is odd or broken, and what does not belong between the events of a stream.

use serde_json::{Value, json};

use crate::frame::Frame;
use crate::refusal::{google_body, pretty};
use crate::wire::check::snake;

pub fn empty_object(frames: &mut Vec<Frame>) {
    *frames = vec![Frame::Json(json!({}))];
}

pub fn snake_case(frames: &mut Vec<Frame>) {
    for frame in frames {
        if let Frame::Json(value) = frame {
            respell(value);
        }
    }
}

/// Everything arrives, but a quote is missing.
pub fn broken_json(frames: &mut Vec<Frame>) {
    for frame in frames {
        if let Frame::Json(value) = frame {
            *frame = Frame::Text(value.to_string().replacen("\"content\"", "content\"", 1));
        }
    }
}

pub fn error_in_200(frames: &mut Vec<Frame>) {
    *frames = vec![Frame::Json(overloaded())];
}

pub fn mid_stream_error(frames: &mut Vec<Frame>) {
    frames.truncate(frames.len() / 2);
    frames.push(Frame::Bare(pretty(&overloaded())));
}

pub fn glued_errors(frames: &mut Vec<Frame>) {
    frames.truncate(frames.len() / 2);
    frames.push(Frame::Bare(pretty(&overloaded()).trim_end().repeat(2)));
}

fn overloaded() -> Value {
    google_body(503, "UNAVAILABLE", "The model is overloaded. Please try again later.", Vec::new())
}

fn respell(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(respell),
        Value::Object(fields) => {
            for (key, mut value) in std::mem::take(fields) {
                if let ("data" | "thoughtSignature", Value::String(data)) = (key.as_str(), &mut value) {
                    *data = data.replace('+', "-").replace('/', "_");
                }
                respell(&mut value);
                fields.insert(snake(&key), value);
            }
        }
        _ => {}
    }
}
