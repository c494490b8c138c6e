//! Scenarios about the timing and the truncation of an answer's bytes.

use std::collections::VecDeque;
use std::iter;

use super::behavior::{Behavior, Scenario, ScenarioContext};
use crate::http::{Body, Response, Step, Steps};

pub(super) const SCENARIOS: &[Scenario] = &[
    Scenario::new(
        "slow",
        "The first byte comes after two seconds, or `wait`.",
        "Timeouts, cancelling while waiting.",
        Behavior::Delivery(|response, context| response.delayed(context.options.wait_ms.unwrap_or(2000))),
    )
    .takes(&["wait"]),
    Scenario::new(
        "bandwidth",
        "The body comes as over a line of 256 KiB a second, or `rate`.",
        "Progress, time limits that count from the first byte.",
        Behavior::Delivery(bandwidth),
    )
    .takes(&["rate"]),
    Scenario::new(
        "drip",
        "The body comes in a hundred pieces, or `count`, 20 ms apart.",
        "Progress, cancelling in mid-body.",
        Behavior::Delivery(drip),
    )
    .takes(&["count"]),
    Scenario::new(
        "crumbs",
        "The body comes in pieces of odd sizes, its first and last bytes one by one.",
        "Nothing may depend on where pieces end.",
        Behavior::Delivery(crumbs),
    ),
    Scenario::new(
        "cut",
        "The connection ends after half of the body, or `at`.",
        "Never half an image: a truncated response.",
        Behavior::Delivery(|response, context| broken(response, context, Some(Step::Cut))),
    )
    .takes(&["at"]),
    Scenario::new(
        "reset-in-body",
        "The connection is reset after half of the body, or `at`.",
        "A truncated response, not retried.",
        Behavior::Delivery(|response, context| broken(response, context, Some(Step::Reset))),
    )
    .takes(&["at"]),
    Scenario::new(
        "short",
        "The body ends as HTTP ends one, but after half of it, or `at`.",
        "A truncated response, though the connection saw nothing wrong.",
        Behavior::Delivery(short),
    )
    .takes(&["at"]),
    Scenario::new(
        "stall",
        "Nothing comes after half of the body, or `at`; with `wait`, it goes on after that.",
        "Cancelling and time limits in mid-body.",
        Behavior::Delivery(stall),
    )
    .takes(&["at", "wait"]),
    Scenario::new(
        "reset",
        "The request is read, then the connection is reset before the first byte; `reset+slow;wait=3s` waits between.",
        "A network error after the request was sent, and perhaps billed: not retried.",
        Behavior::ErrorResponse(|_| Some(nothing_then(Step::Reset))),
    ),
    Scenario::new(
        "close",
        "The request is read, then the connection is closed before the first byte; `close+slow;wait=3s` waits between.",
        "A network error after the request was sent, and perhaps billed: not retried.",
        Behavior::ErrorResponse(|_| Some(nothing_then(Step::Cut))),
    ),
    Scenario::new(
        "hang",
        "Nothing comes, ever.",
        "Timeouts and cancelling.",
        Behavior::ErrorResponse(|_| Some(nothing_then(Step::Hang))),
    ),
];

fn nothing_then(end: Step) -> Response {
    Response { status: 200, headers: Vec::new(), body: Body::steps(0, iter::once(end)) }
}

/// The number of chunks per second.
const BEATS: u32 = 20;

fn bandwidth(response: Response, context: &mut ScenarioContext<'_>) -> Response {
    let rate = context.options.rate.unwrap_or(256 * 1024);
    let chunk = (rate / BEATS).max(1);
    let wait = Step::Wait { ms: (u64::from(chunk) * 1000 / u64::from(rate)) as u32 };
    response
        .reshaped(|steps| resized(steps, move || chunk as usize).flat_map(move |step| paused(step, &wait)))
}

fn drip(response: Response, context: &mut ScenarioContext<'_>) -> Response {
    let count = context.options.count.unwrap_or(100) as usize;
    let chunk = response.body.size.div_ceil(count).max(1);
    let wait = Step::Wait { ms: 20 };
    response.reshaped(|steps| resized(steps, move || chunk).flat_map(move |step| paused(step, &wait)))
}

/// The number of bytes at both ends that are sent one by one.
const ALONE: usize = 200;

fn crumbs(response: Response, context: &mut ScenarioContext<'_>) -> Response {
    let mut rng = context.rng.clone();
    let last = response.body.size.saturating_sub(ALONE);
    let mut sent = 0;
    let size = move || {
        let size = if sent < ALONE || sent >= last {
            1
        } else {
            let most = [3, 80, 1500, 20_000][rng.below(4)];
            (1 + rng.below(most)).min(last - sent)
        };
        sent += size;
        size
    };
    // Without a pause the network would join the chunks again.
    let wait = Step::Wait { ms: 1 };
    response.reshaped(|steps| {
        resized(steps, size).flat_map(move |step| {
            let is_crumb = matches!(&step, Step::Send(bytes) if bytes.len() < 80);
            iter::once(step).chain(is_crumb.then(|| wait.clone()))
        })
    })
}

fn broken(response: Response, context: &mut ScenarioContext<'_>, end: Option<Step>) -> Response {
    let at = context.position(response.body.size);
    response.reshaped(|steps| until(steps, at).chain(end))
}

fn short(response: Response, context: &mut ScenarioContext<'_>) -> Response {
    let mut short = broken(response, context, None);
    short.body.length = None;
    short
}

fn stall(response: Response, context: &mut ScenarioContext<'_>) -> Response {
    let pause = context.options.wait_ms.map_or(Step::Hang, |ms| Step::Wait { ms });
    let at = context.position(response.body.size);
    response.reshaped(|steps| interrupted(steps, at, pause))
}

fn paused(step: Step, wait: &Step) -> impl Iterator<Item = Step> + use<> {
    let is_sent = matches!(step, Step::Send(_));
    iter::once(step).chain(is_sent.then(|| wait.clone()))
}

/// Truncates the steps after `left` bytes.
fn until(mut steps: Steps, mut left: usize) -> impl Iterator<Item = Step> + Send {
    iter::from_fn(move || {
        if left == 0 {
            return None;
        }
        let mut step = steps.next()?;
        if let Step::Send(bytes) = &mut step {
            bytes.truncate(left);
            left -= bytes.len();
        }
        Some(step)
    })
}

/// Inserts a step after `left` bytes.
fn interrupted(mut steps: Steps, mut left: usize, pause: Step) -> impl Iterator<Item = Step> + Send {
    let mut pause = Some(pause);
    let mut rest = None;
    iter::from_fn(move || {
        if left == 0
            && let Some(pause) = pause.take()
        {
            return Some(pause);
        }
        let mut step = rest.take().or_else(|| steps.next())?;
        if let (Step::Send(bytes), true) = (&mut step, pause.is_some()) {
            rest = (bytes.len() > left).then(|| Step::Send(bytes.split_off(left)));
            left -= bytes.len();
        }
        Some(step)
    })
}

/// Splits and joins the bytes into chunks of the sizes that `size` returns.
fn resized(steps: Steps, mut size: impl FnMut() -> usize + Send) -> impl Iterator<Item = Step> + Send {
    let mut steps = steps.fuse();
    let mut buffer = VecDeque::new();
    let mut held = None;
    iter::from_fn(move || {
        if buffer.is_empty() && held.is_some() {
            return held.take();
        }
        let wanted = size();
        while held.is_none() && buffer.len() < wanted {
            match steps.next() {
                Some(Step::Send(bytes)) => buffer.extend(bytes),
                Some(other) => held = Some(other),
                None => break,
            }
        }
        let count = wanted.min(buffer.len());
        if count == 0 { held.take() } else { Some(Step::Send(buffer.drain(..count).collect())) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::{Request, Step};
    use crate::scenario::ActiveScenario;

    const SIZE: usize = 150_000;

    /// Returns the steps of a good answer of `SIZE` bytes under a scenario.
    fn steps_of(text: &str) -> Vec<Step> {
        let request = Request { attempt: 1, ..Request::default() };
        let bytes: Vec<u8> = (0..SIZE).map(|at| (at % 251) as u8).collect();
        let response = Response::new(200, "text/plain", bytes);
        ActiveScenario::read(text, &request, "")
            .map(|mut active| active.deliver(response).body.collect())
            .unwrap_or_default()
    }

    fn sent(steps: &[Step]) -> Vec<u8> {
        let bytes = |step: &Step| if let Step::Send(bytes) = step { bytes.clone() } else { Vec::new() };
        steps.iter().flat_map(bytes).collect()
    }

    #[test]
    fn late_or_chunked_bodies_are_complete() {
        let whole = sent(&steps_of("ok"));
        assert_eq!(whole.len(), SIZE);
        for text in [
            "slow",
            "bandwidth;rate=1m",
            "drip",
            "drip;count=7",
            "crumbs;seed=5",
            "stall;wait=1s",
            "stall;at=0;wait=1s",
            "slow+drip+crumbs",
        ] {
            assert!(sent(&steps_of(text)) == whole, "{text}");
        }
    }

    #[test]
    fn a_place_is_kept_to_the_byte() {
        for (text, length, end) in [
            ("cut", SIZE / 2, Step::Cut),
            ("cut;at=0", 0, Step::Cut),
            ("cut;at=100%", SIZE, Step::Cut),
            ("cut;at=-1", SIZE - 1, Step::Cut),
            ("cut;at=70000", 70_000, Step::Cut),
            ("reset-in-body;at=1", 1, Step::Reset),
            ("drip+cut;at=99999", 99_999, Step::Cut),
            ("stall;at=70000", SIZE, Step::Hang),
        ] {
            let steps = steps_of(text);
            let before: Vec<Step> = steps.iter().take_while(|step| **step != end).cloned().collect();
            assert!(steps.contains(&end), "{text}");
            let expected = if end == Step::Hang { 70_000 } else { length };
            assert_eq!(sent(&before).len(), expected, "{text}");
        }
        assert_eq!(sent(&steps_of("short;at=25%")).len(), SIZE / 4);
    }

    #[test]
    fn a_random_place_is_the_same_for_the_same_seed() {
        let length = |seed: u32| sent(&steps_of(&format!("cut;at=random;seed={seed}"))).len();
        assert_eq!(length(1), length(1));
        assert_ne!(length(1), length(2));
    }

    #[test]
    fn a_limited_rate_takes_its_time() {
        let waits = |text: &str| -> u32 {
            steps_of(text).iter().map(|step| if let Step::Wait { ms } = step { *ms } else { 0 }).sum()
        };
        let ms = waits("bandwidth;rate=50k");
        assert!((2800..3100).contains(&ms), "{ms}");
        assert_eq!(waits("slow;wait=1.5s"), 1500);
        assert_eq!(waits("drip;count=10"), 200);
    }

    #[test]
    fn crumbs_are_small_at_both_ends() {
        let steps = steps_of("crumbs");
        let sizes: Vec<usize> = steps
            .iter()
            .filter_map(|step| if let Step::Send(bytes) = step { Some(bytes.len()) } else { None })
            .collect();
        assert!(sizes[..ALONE].iter().chain(&sizes[sizes.len() - ALONE..]).all(|size| *size == 1));
        assert!(sizes.iter().any(|size| *size > 1500));
    }
}
