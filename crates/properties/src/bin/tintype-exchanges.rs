//! Prints random exchanges. For each seed that is read, it prints a line of JSON and then the body, whose length the
//! line states. The browser's fuzz test replays them.
#![allow(clippy::print_stdout)]

use serde_json::json;
use std::io::{BufRead, Result, Write, stdin, stdout};
use tintype_properties::wire::{Exchange, Seeds, exchange};

fn main() -> Result<()> {
    let seeds = Seeds::load();
    let mut out = stdout().lock();
    for line in stdin().lock().lines() {
        let Ok(seed) = line?.trim().parse() else { continue };
        let Exchange { kind, options, status, content_type, body_end, cuts, delay_ms, body } =
            exchange(seed, &seeds);
        let head = json!({
            "seed": seed, "kind": kind, "options": options, "status": status, "contentType": content_type,
            "bodyEnd": body_end, "cuts": cuts, "delayMs": delay_ms, "length": body.len(),
        });
        writeln!(out, "{head}")?;
        out.write_all(&body)?;
        out.flush()?;
    }
    Ok(())
}
