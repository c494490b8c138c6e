//! Cancellation: dropping the future ends everything.

use super::*;
use crate::fixture::poll_once;

/// Runs a call until `stop`, drops it, and gives what was open before and after.
fn open_before_and_after(setup: &Setup, platform: &FakePlatform, stop: fn(&Progress) -> bool) -> (i32, i32) {
    let request = Request::new(DEFAULT_MODEL, (setup.options)()).unwrap();
    let call = setup.call(&request);
    let is_time = Cell::new(false);
    let observe = |event: Event<Picture>| {
        if let Event::Progress(progress) = event {
            is_time.set(is_time.get() || stop(&progress));
        }
    };
    let before = {
        let mut work = pin!(run(platform, &call, &observe));
        loop {
            assert!(poll_once(work.as_mut()).is_none(), "it ended by itself");
            if is_time.get() {
                break platform.open.get();
            }
            assert!(platform.clock.advance());
        }
    };
    (before, platform.open.get())
}

#[test]
fn while_waiting_for_the_answer() {
    let platform = FakePlatform::new([good().after_ms(1e6)]);
    let open = open_before_and_after(&Setup::default(), &platform, |p| p.phase == Phase::Waiting);
    assert_eq!(open, (1, 0));
}

#[test]
fn within_the_body() {
    let steps = vec![Step::Bytes(b"{\"candidates\":".to_vec()), Step::WaitMs(1e6)];
    let platform = FakePlatform::new([Reply::in_steps(200, steps)]);
    let open = open_before_and_after(&Setup::default(), &platform, |p| p.received_bytes > 0);
    assert_eq!(open, (1, 0));
}

#[test]
fn while_waiting_before_the_next_attempt() {
    let platform = FakePlatform::new([busy(), good()]);
    let open = open_before_and_after(&Setup::default(), &platform, |p| p.phase == Phase::Retrying);
    assert_eq!((open, platform.sent.borrow().len()), ((0, 0), 1));
}

#[test]
fn all_of_several_requests() {
    let options = || Options { prompt: Some("A cat".to_owned()), n: Some(3.0), ..Options::default() };
    let platform = FakePlatform::new([good().after_ms(1e6), good().after_ms(1e6), good().after_ms(1e6)]);
    let setup = Setup { options, ..Setup::default() };
    assert_eq!(open_before_and_after(&setup, &platform, |p| p.phase == Phase::Waiting), (3, 0));
}

#[test]
fn a_timeout_closes_what_it_gives_up() {
    let ran = Setup { timeout_ms: 50.0, ..Setup::default() }.run([good().after_ms(1e6)]);
    assert_eq!((ran.error().kind(), ran.platform.most_open.get()), (ErrorKind::Timeout, 1));
}
