//! Throttling of progress to the frame rate of a screen.

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

/// A throttle that passes on every change of phase, and otherwise only the latest progress of each frame.
pub struct Throttle {
    listener: Option<Rc<dyn Fn(Progress)>>,
    last: Cell<Option<(Phase, Duration)>>,
    unreported: Cell<Option<Progress>>,
}

impl Throttle {
    /// Creates a throttle for a listener, if there is one.
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

    /// Runs `work`, and reports held-back progress at the end of each frame. Otherwise the last progress before a pause
    /// of the service would never be reported.
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
