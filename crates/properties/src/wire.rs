//! Random exchanges for the shipped module in a browser: the caller's options, and the response of a service. Equal
//! seeds produce equal exchanges.

use crate::legal;
use crate::random::{kept, mutated, random_input};
use crate::request::js_options;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use fastrand::Rng;
use serde_json::{Value, json};

/// A call and its response.
pub struct Exchange {
    /// The generator that made the body.
    pub kind: &'static str,
    /// The options for the JavaScript API; see `request/js.rs`.
    pub options: Value,
    /// The HTTP status.
    pub status: u16,
    /// The `content-type` header; empty for none.
    pub content_type: &'static str,
    /// How the connection ends: `end`, `reset`, or `stall` for a body that never ends.
    pub body_end: &'static str,
    /// The positions at which the body is split into chunks.
    pub cuts: Vec<usize>,
    /// The delay before each chunk.
    pub delay_ms: u64,
    /// The body of the response.
    pub body: Vec<u8>,
}

/// The files that the generators start from.
pub struct Seeds {
    answers: Vec<(String, Vec<u8>)>,
    errors: Vec<(String, Vec<u8>)>,
    texts: Vec<(String, Vec<u8>)>,
    base64: Vec<(String, Vec<u8>)>,
    pictures: Vec<(String, Vec<u8>)>,
}

impl Seeds {
    /// Loads the files of `fuzz/seeds` and `fuzz/regressions`.
    #[must_use]
    pub fn load() -> Self {
        let both = |name| [kept("seeds", name), kept("regressions", name)].concat();
        Self {
            answers: both("decode_any"),
            errors: both("error_body"),
            texts: both("data_url"),
            base64: both("base64_text"),
            pictures: both("sniff"),
        }
    }
}

const CONTENT_TYPES: &[&str] = &[
    "application/json",
    "text/event-stream",
    "application/json; charset=utf-8",
    "text/html",
    "text/plain; charset=shift_jis",
    "application/octet-stream",
    "image/png",
    "multipart/mixed; boundary=x",
    "",
];
const STATUSES: &[u16] = &[400, 401, 403, 404, 408, 413, 418, 429, 500, 502, 503, 529, 201, 206, 302, 599];
/// Tokens that are repeated to make a response of up to 100 kilobytes.
const FLOODS: &[&str] = &[
    "{}",
    "[",
    "]",
    "{\"x\":",
    "data: {\"candidates\":[]}\n\n",
    "data:\n",
    "\r",
    ": x\n",
    "\\u0000",
    "\\",
    "a",
    " ",
    "{\"text\":\"a\"},",
    "{\"inlineData\":{\"data\":\"AAAA\"}},",
    "![](",
    "data:image/png;base64,iVBORw0KGgo ",
    "1",
    "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"a\"}]}}]}\n\n",
];

/// Returns the exchange of a seed.
#[must_use]
pub fn exchange(seed: u64, seeds: &Seeds) -> Exchange {
    let rng = &mut Rng::with_seed(seed);
    let (kind, body) = body(rng, seeds);
    let is_error = if kind == "error" { rng.u8(..4) != 0 } else { rng.u8(..16) == 0 };
    let options =
        if rng.u8(..6) == 0 { js_options(&bytes(rng, 400)) } else { json!({"prompt": "a red fox"}) };
    Exchange {
        kind,
        options,
        status: if is_error { STATUSES[rng.usize(..STATUSES.len())] } else { 200 },
        content_type: CONTENT_TYPES
            [if rng.bool() { rng.usize(..2) } else { rng.usize(..CONTENT_TYPES.len()) }],
        body_end: match rng.u8(..=255) {
            0 => "stall",
            1..=16 => "reset",
            _ => "end",
        },
        cuts: cuts(rng, body.len()),
        delay_ms: if rng.u8(..8) == 0 { rng.u64(..8) } else { 0 },
        body,
    }
}

fn body(rng: &mut Rng, seeds: &Seeds) -> (&'static str, Vec<u8>) {
    let legal = |rng: &mut Rng| legal::body(&bytes(rng, 3000));
    match rng.u8(..16) {
        0..=2 => ("legal", legal(rng)),
        3..=6 => {
            let body = legal(rng);
            ("damaged", mutated(rng, body, &seeds.answers))
        }
        7 => {
            let body = legal(rng);
            let end = rng.usize(..=body.len());
            ("cut", body[..end].to_vec())
        }
        8 | 9 => ("answer", random_input(rng, &seeds.answers)),
        10 => ("error", random_input(rng, &seeds.errors)),
        11 => ("text", part(&json!({ "text": text(rng, &seeds.texts) }))),
        12 => ("base64", part(&inline(&text(rng, &seeds.base64)))),
        13 => ("picture", part(&inline(&STANDARD.encode(random_input(rng, &seeds.pictures))))),
        14 => ("picture in text", picture_in_text(rng, seeds)),
        _ => ("flood", flood(rng)),
    }
}

fn bytes(rng: &mut Rng, most: usize) -> Vec<u8> {
    (0..rng.usize(..most)).map(|_| rng.u8(..)).collect()
}

fn text(rng: &mut Rng, seeds: &[(String, Vec<u8>)]) -> String {
    String::from_utf8_lossy(&random_input(rng, seeds)).into_owned()
}

fn inline(data: &str) -> Value {
    json!({ "inlineData": { "mimeType": "image/png", "data": data } })
}

fn part(part: &Value) -> Vec<u8> {
    let candidate = json!({ "content": { "parts": [part], "role": "model" }, "finishReason": "STOP" });
    json!({ "candidates": [candidate] }).to_string().into_bytes()
}

fn picture_in_text(rng: &mut Rng, seeds: &Seeds) -> Vec<u8> {
    let data = STANDARD.encode(random_input(rng, &seeds.pictures));
    part(&json!({ "text": format!("Here: ![x](data:image/png;base64,{data}) there.") }))
}

/// Repeats a token many times, alone or in place of a list or a text.
fn flood(rng: &mut Rng) -> Vec<u8> {
    let token = FLOODS[rng.usize(..FLOODS.len())];
    let many = token.repeat(rng.usize(1000..100_000) / token.len());
    match rng.u8(..4) {
        0 => many,
        1 => format!("{{\"candidates\":[{{\"content\":{{\"parts\":[{many}{{}}]}}}}]}}"),
        2 => format!("{{\"candidates\":[{{\"content\":{{\"parts\":[{{\"text\":\"{many}\"}}]}}}}]}}"),
        _ => format!("{{\"x\":{many}0}}"),
    }
    .into_bytes()
}

/// Returns no, some or many positions to split a body at.
fn cuts(rng: &mut Rng, length: usize) -> Vec<usize> {
    let count = [0, 1, 3, 20][rng.usize(..4)];
    let mut cuts: Vec<_> = (0..count).map(|_| rng.usize(..=length)).collect();
    cuts.sort_unstable();
    cuts
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn a_seed_gives_the_same_exchange_and_seeds_differ() {
        let seeds = Seeds::load();
        let line = |seed| {
            let made = exchange(seed, &seeds);
            (made.kind, made.options.to_string(), made.status, made.body_end, made.cuts, made.body)
        };
        assert_eq!(line(7), line(7));
        let made: Vec<_> = (0..2000).map(line).collect();
        let kinds: BTreeSet<_> = made.iter().map(|made| made.0).collect();
        assert_eq!(kinds.len(), 10, "{kinds:?}");
        let bodies: BTreeSet<_> = made.iter().map(|made| &made.5).collect();
        assert!(bodies.len() > 1900, "{}", bodies.len());
        assert!(
            made.iter().any(|made| made.1.contains("$bytes")) && made.iter().any(|made| made.3 == "stall")
        );
    }
}
