//! Tests of a service whose answer never ends.

use super::*;

const MEGABYTE: usize = 1 << 20;

#[test]
fn an_answer_that_never_ends_is_not_read_on() {
    // Skipped bytes take no memory, so only their length reveals an endless answer.
    for (delivery, beginning, rest) in [
        (Delivery::Unary, "", " "),
        (Delivery::Unary, "{\"candidates\":", "\n"),
        (Delivery::Stream, "data: {}\n\n", ": PING\n\n"),
    ] {
        let rest = rest.repeat(MEGABYTE / rest.len()).into_bytes();
        let reply = Reply::in_steps(200, vec![BodyStep::Bytes(beginning.into()), BodyStep::Endless(rest)]);
        let ran = Setup { delivery, ..Setup::default() }.run([reply]);
        let error = ran.error();
        assert_eq!((error.kind(), error.retryable()), (ErrorKind::MalformedResponse, false), "{error}");
        assert!(error.message().contains("larger than any answer"), "{error}");
        let received = ran.progress().iter().map(|progress| progress.received_bytes).max();
        assert!(received.is_some_and(|bytes| bytes <= MAX_ANSWER && bytes > MAX_ANSWER / 2), "{received:?}");
        assert_eq!(ran.times().len(), 1, "what may be billed is asked for once");
    }
}
