//! Keeps progress down to what a screen can show.

use std::cell::Cell;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::rc::Rc;
use std::task::Poll;
use std::time::Duration;
use tintype_browser::clock::sleep;
use tintype_protocol::progress::{Phase, Progress};

/// One frame at 60 Hz.
const FRAME: Duration = Duration::from_millis(16);

/// Passes on every change of phase, and otherwise one notice a frame: the last that there was.
pub struct Throttle {
    listener: Option<Rc<dyn Fn(Progress)>>,
    last: Cell<Option<(Phase, Duration)>>,
    unreported: Cell<Option<Progress>>,
}

impl Throttle {
    /// For a listener, if there is one.
    pub fn new(listener: Option<Rc<dyn Fn(Progress)>>) -> Self {
        Self { listener, last: Cell::new(None), unreported: Cell::new(None) }
    }

    /// Reports progress to the listener, unless it got the same phase within this frame.
    pub fn report(&self, progress: Progress) {
        let is_due = self.last.get().is_none_or(|(phase, at)| {
            phase != progress.phase || progress.elapsed.saturating_sub(at) >= FRAME
        });
        if is_due {
            self.pass_on(progress);
        } else if self.listener.is_some() {
            self.unreported.set(Some(progress));
        }
    }

    /// Does `work`, and reports at the end of a frame the progress that came too soon to be reported at once: a service may fall silent
    /// right after it, and what was received would never be seen.
    pub async fn during<T>(&self, work: impl Future<Output = T>) -> T {
        let mut work = pin!(work);
        let mut frame = None;
        poll_fn(|context| {
            if let Poll::Ready(outcome) = work.as_mut().poll(context) {
                return Poll::Ready(outcome);
            }
            let Some(progress) = self.unreported.get() else {
                frame = None;
                return Poll::Pending;
            };
            let end = frame.get_or_insert_with(|| Box::pin(sleep(FRAME.as_secs_f64() * 1e3)));
            if end.as_mut().poll(context).is_ready() {
                frame = None;
                self.pass_on(progress);
            }
            Poll::Pending
        })
        .await
    }

    fn pass_on(&self, progress: Progress) {
        self.unreported.set(None);
        self.last.set(Some((progress.phase, progress.elapsed)));
        if let Some(listener) = &self.listener {
            listener(progress);
        }
    }
}
