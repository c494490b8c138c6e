//! Random inputs that depend only on the seed.

use std::fs;
use std::path::Path;

/// Returns the files of a property in `fuzz/seeds` or `fuzz/regressions`, with their paths.
#[must_use]
pub fn kept(kind: &str, name: &str) -> Vec<(String, Vec<u8>)> {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap().join("fuzz");
    let Ok(entries) = fs::read_dir(fuzz.join(kind).join(name)) else { return Vec::new() };
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.into_iter().map(|path| (path.display().to_string(), fs::read(path).unwrap())).collect()
}

/// Tokens that decoders look for.
const TOKENS: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "\\u00",
    "\\u0000",
    "\r",
    "\n",
    "\r\n",
    "\n\n",
    " ",
    "data:",
    "data: ",
    ": PING",
    "event",
    "\"candidates\":[",
    "{\"content\":{\"parts\":[",
    "]}}",
    "\"text\":\"",
    "\"inlineData\":{\"data\":\"",
    "data:image/png;base64,",
    "iVBORw0KGgo",
    "![",
    "](",
    ")",
    "\0",
    "error",
    "null",
    "7",
    "1e999",
    "é",
    "{\"error\":{\"message\":\"x\"}}",
    "<html>",
    "<title>",
    "[DONE]",
    "\u{feff}",
    "https://h/i.png",
    "=",
    "-_",
    "/9j/",
    "\u{89}PNG",
    "RIFF",
    "ftyp",
    "\"thought\":true",
    "\"finishReason\":",
    "retry in 9s",
];

/// Generates an input from random bytes, random tokens or a seed, then cuts, splices and damages it.
pub fn random_input(rng: &mut fastrand::Rng, seeds: &[(String, Vec<u8>)]) -> Vec<u8> {
    let input = match rng.u8(..4) {
        0 => (0..rng.usize(..600)).map(|_| rng.u8(..)).collect(),
        1 => (0..rng.usize(..30)).flat_map(|_| TOKENS[rng.usize(..TOKENS.len())].bytes()).collect(),
        _ => any_of(rng, seeds),
    };
    mutated(rng, input, seeds)
}

/// Applies a few random changes to `input`, with bytes, tokens and parts of the seeds.
pub fn mutated(rng: &mut fastrand::Rng, mut input: Vec<u8>, seeds: &[(String, Vec<u8>)]) -> Vec<u8> {
    for _ in 0..rng.u8(..5) {
        let at = rng.usize(..=input.len());
        let end = (at + rng.usize(..9)).min(input.len());
        match rng.u8(..5) {
            0 => drop(input.splice(at..end, (0..rng.usize(..9)).map(|_| rng.u8(..)).collect::<Vec<_>>())),
            1 => drop(input.splice(at..end, TOKENS[rng.usize(..TOKENS.len())].bytes())),
            2 => input.truncate(at),
            3 => input.extend_from_within(at..end),
            _ => {
                let other = any_of(rng, seeds);
                input.truncate(at);
                input.extend_from_slice(&other[rng.usize(..=other.len())..]);
            }
        }
    }
    input
}

fn any_of(rng: &mut fastrand::Rng, seeds: &[(String, Vec<u8>)]) -> Vec<u8> {
    seeds[rng.usize(..seeds.len())].1.clone()
}
