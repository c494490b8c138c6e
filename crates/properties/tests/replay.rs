//! Every property over its seeds, every regression that was ever kept, and some thousand inputs by lot: random ones, and
//! seeds that were cut, spliced and damaged. The same ones every time.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use tintype_properties::{ALL, Property};

const BY_LOT: u64 = 3000;
const LONG: u64 = 100_000;

fn folder(kind: &str, name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap().join("fuzz").join(kind).join(name)
}

fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.into_iter().map(|path| (path.display().to_string(), fs::read(path).unwrap())).collect()
}

fn run(property: &Property, what: &str, input: &[u8]) {
    if catch_unwind(AssertUnwindSafe(|| (property.check)(input))).is_err() {
        let kept = std::env::temp_dir().join(format!("tintype-{}", property.name));
        fs::write(&kept, input).unwrap();
        let (name, shown) = (property.name, String::from_utf8_lossy(input));
        panic!("{name} does not hold for {what}, kept as {}: {shown:?}", kept.display());
    }
}

fn replay(name: &str) {
    let property = ALL.iter().find(|property| property.name == name).expect("a property of this name");
    let seeds = files(&folder("seeds", name));
    assert!(seeds.len() >= 3, "{name} has too few seeds: {}", seeds.len());
    for (path, input) in seeds.iter().chain(&files(&folder("regressions", name))) {
        run(property, path, input);
    }
    let count = if std::env::var_os("TINTYPE_LONG").is_some() { LONG } else { BY_LOT };
    for seed in 0..count {
        run(property, &format!("lot {seed}"), &by_lot(&mut fastrand::Rng::with_seed(seed), &seeds));
    }
}

/// What readers of answers look at.
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

fn by_lot(lot: &mut fastrand::Rng, seeds: &[(String, Vec<u8>)]) -> Vec<u8> {
    let any = |lot: &mut fastrand::Rng| seeds[lot.usize(..seeds.len())].1.clone();
    let mut input = match lot.u8(..4) {
        0 => (0..lot.usize(..600)).map(|_| lot.u8(..)).collect(),
        1 => (0..lot.usize(..30)).flat_map(|_| TOKENS[lot.usize(..TOKENS.len())].bytes()).collect(),
        _ => any(lot),
    };
    for _ in 0..lot.u8(..5) {
        let at = lot.usize(..=input.len());
        let end = (at + lot.usize(..9)).min(input.len());
        match lot.u8(..5) {
            0 => drop(input.splice(at..end, (0..lot.usize(..9)).map(|_| lot.u8(..)).collect::<Vec<_>>())),
            1 => drop(input.splice(at..end, TOKENS[lot.usize(..TOKENS.len())].bytes())),
            2 => input.truncate(at),
            3 => input.extend_from_within(at..end),
            _ => {
                let other = any(lot);
                input.truncate(at);
                input.extend_from_slice(&other[lot.usize(..=other.len())..]);
            }
        }
    }
    input
}

macro_rules! replays {
    ($($name:ident)*) => {
        $(#[test] fn $name() { replay(stringify!($name)); })*

        #[test]
        fn every_property_is_replayed() {
            let replayed = [$(stringify!($name)),*];
            assert_eq!(ALL.iter().map(|property| property.name).collect::<Vec<_>>(), replayed);
        }
    };
}

replays! { decode_any decode_split decode_legal request sniff error_body data_url base64_text metadata }

/// A property that nothing could break would show nothing: the harness does see one fail.
#[test]
#[should_panic(expected = "does not hold")]
fn a_property_that_fails_is_seen() {
    run(&Property { name: "none", check: |input| assert!(input.is_empty()) }, "one byte", b"x");
}
