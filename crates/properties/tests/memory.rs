//! Memory and work for malicious responses, measured as allocations. Both grow at most linearly with the response, and
//! the memory stays below a limit that a page can bear.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use allocation_counter::{AllocationInfo, measure};
use tintype_properties::decode;
use tintype_protocol::error::from_response;

/// Returns bodies of about this many bytes, by the text that they repeat.
fn bodies(size: usize) -> Vec<(&'static str, String)> {
    let times = |text: &str| text.repeat(size / text.len());
    let parts =
        |part: &str| format!("{{\"candidates\":[{{\"content\":{{\"parts\":[{}{{}}]}}}}]}}", times(part));
    let text = |text: &str| {
        format!("{{\"candidates\":[{{\"content\":{{\"parts\":[{{\"text\":\"{}\"}}]}}}}]}}", times(text))
    };
    vec![
        ("small objects", format!("{{\"x\":[{}0]}}", times("{},"))),
        ("objects of one", format!("{{\"x\":[{}0]}}", times("{\"\":0},"))),
        ("deep and shut", format!("{{\"x\":[{}0]}}", times("[[[[[[]]]]]],"))),
        ("parts of one character", parts("{\"text\":\"a\"},")),
        ("images that are none", parts("{\"inlineData\":{\"data\":\"A\"}},")),
        ("images of no bytes", parts("{\"inlineData\":{\"data\":\"\"}},")),
        ("documents", times("{}")),
        ("events", times("data: {\"candidates\":[]}\n\n")),
        ("lines of nothing", times("data:\n")),
        ("comments", times(": PING\n\n")),
        ("blanks", times(" ")),
        ("heads of data URLs", text("data:image/png;base64,")),
        ("heads with a character", text("data:image/png;base64,A ")),
        ("heads of pictures", text("data:image/png;base64,iVBORw0KGgo ")),
        ("Markdown", text("![](")),
        ("Markdown shut", text("![]()")),
        ("addresses", text("![](http://h/")),
        ("titles", text("![](http://h/ \\\"")),
        ("brackets", text("]")),
        ("escapes", text("\\u0041")),
        ("marks", text("data:image/png;base64,\\u00000\\u0000")),
        ("one string", format!("{{\"x\":\"{}\"}}", times("x"))),
        ("one key", format!("{{\"{}\":0}}", times("x"))),
        ("one number", format!("{{\"x\":{}}}", times("1"))),
        (
            "ratings",
            format!("[{}]", vec!["{\"candidates\":[{\"safetyRatings\":[{}]}]}"; size / 42].join(",")),
        ),
        ("a page", format!("<html>{}", times("<title"))),
    ]
}

fn cost(body: &str, chunk: usize) -> AllocationInfo {
    measure(|| drop(decode(body.as_bytes().chunks(chunk))))
}

#[test]
fn body_cost_is_linear() {
    for chunk in [100, usize::MAX] {
        for ((name, small), (_, large)) in bodies(40_000).into_iter().zip(bodies(160_000)) {
            let (few, many) = (cost(&small, chunk), cost(&large, chunk));
            let tolerance = 64 << 10;
            assert!(many.bytes_total <= 5 * few.bytes_total + tolerance, "{name}: {few:?} {many:?}");
            assert!(many.count_total <= 5 * few.count_total + 1000, "{name}: {few:?} {many:?}");
            assert!(many.bytes_max <= 5 * few.bytes_max + tolerance, "{name}: {few:?} {many:?}");
        }
    }
}

#[test]
fn no_body_takes_more_memory_than_a_page_can_bear() {
    // These bodies cost the most per byte.
    for (name, body) in bodies(6 << 20).into_iter().take(5) {
        let cost = cost(&body, 64 << 10);
        assert!(cost.bytes_max <= 400 << 20, "{name}: {} MB", cost.bytes_max >> 20);
    }
}

/// Error bodies are read whole, up to 256 KiB.
#[test]
fn an_error_costs_no_more_than_some_times_its_body() {
    for (name, body) in bodies(200_000) {
        let cost = measure(|| drop(from_response(500, body.as_bytes())));
        assert!(cost.bytes_max <= 200 * body.len() as u64, "{name}: {cost:?}");
    }
}
