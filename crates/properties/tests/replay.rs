//! Runs every property with its seeds, every stored regression, and several thousand random inputs: unstructured ones,
//! and seeds that were cut, spliced and damaged. The inputs are equal in every run.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use tintype_properties::random::{kept, random_input};
use tintype_properties::{ALL, Property};

const RANDOM_CASES: u64 = 3000;
const LONG: u64 = 100_000;

fn run(property: &Property, what: &str, input: &[u8]) {
    if catch_unwind(AssertUnwindSafe(|| (property.check)(input))).is_err() {
        let file = std::env::temp_dir().join(format!("tintype-{}", property.name));
        fs::write(&file, input).unwrap();
        let (name, shown) = (property.name, String::from_utf8_lossy(input));
        panic!("{name} does not hold for {what}, kept as {}: {shown:?}", file.display());
    }
}

fn replay(name: &str) {
    let property = ALL.iter().find(|property| property.name == name).expect("a property of this name");
    let seeds = kept("seeds", name);
    assert!(seeds.len() >= 3, "{name} has too few seeds: {}", seeds.len());
    for (path, input) in seeds.iter().chain(&kept("regressions", name)) {
        run(property, path, input);
    }
    let count = if std::env::var_os("TINTYPE_LONG").is_some() { LONG } else { RANDOM_CASES };
    for seed in 0..count {
        run(property, &format!("lot {seed}"), &random_input(&mut fastrand::Rng::with_seed(seed), &seeds));
    }
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

replays! { decode_any decode_split decode_legal request sniff error_body data_url base64_text metadata exchange json }

/// Shows that the harness detects a property that fails.
#[test]
#[should_panic(expected = "does not hold")]
fn a_property_that_fails_is_seen() {
    run(&Property { name: "none", check: |input| assert!(input.is_empty()) }, "one byte", b"x");
}
