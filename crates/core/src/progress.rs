//! Keeps progress down to what a screen can show.

use std::cell::Cell;
use std::rc::Rc;
use tintype_protocol::progress::{Phase, Progress};

/// One frame at 60 Hz, in milliseconds.
const FRAME_MS: f64 = 16.0;

/// Passes on every change of phase, and otherwise one notice a frame.
pub struct Throttle {
    listener: Option<Rc<dyn Fn(Progress)>>,
    last: Cell<Option<(Phase, f64)>>,
}

impl Throttle {
    /// For a listener, if there is one.
    pub fn new(listener: Option<Rc<dyn Fn(Progress)>>) -> Self {
        Self { listener, last: Cell::new(None) }
    }

    /// Tells the listener, unless it was told of the same phase within this frame.
    pub fn tell(&self, progress: Progress) {
        let Some(listener) = &self.listener else { return };
        let is_due = self
            .last
            .get()
            .is_none_or(|(phase, at_ms)| phase != progress.phase || progress.elapsed_ms - at_ms >= FRAME_MS);
        if is_due {
            self.last.set(Some((progress.phase, progress.elapsed_ms)));
            listener(progress);
        }
    }
}
