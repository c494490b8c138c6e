//! Changes of a page under development, reported to the browsers that show it.

use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

/// The number of changes so far, and the kind of the last one.
#[derive(Debug, Default)]
pub(crate) struct Changes {
    last: Mutex<(u64, &'static str)>,
    news: Condvar,
}

/// The timeout of a wait, after which a closed connection is noticed.
const PAUSE: Duration = Duration::from_secs(15);

impl Changes {
    /// Wakes every browser: `style` replaces the style sheets, `page` reloads.
    pub(crate) fn report(&self, event: &'static str) {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        *last = (last.0 + 1, event);
        self.news.notify_all();
    }

    pub(crate) fn count(&self) -> u64 {
        self.last.lock().unwrap_or_else(PoisonError::into_inner).0
    }

    /// Waits for a change after the first `seen` ones. Returns `None` if there was none for a while. Several changes
    /// cause one reload, because the last one may be smaller than those before it.
    pub(crate) fn after(&self, seen: u64) -> (u64, Option<&'static str>) {
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.news.wait_timeout_while(last, PAUSE, |last| last.0 == seen);
        let (count, event) = *waited.unwrap_or_else(PoisonError::into_inner).0;
        match count - seen {
            0 => (count, None),
            1 => (count, Some(event)),
            _ => (count, Some("page")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_reported_once_and_several_cause_a_reload() {
        let changes = Changes::default();
        changes.report("style");
        assert_eq!(changes.after(0), (1, Some("style")));
        changes.report("page");
        changes.report("style");
        assert_eq!(changes.after(1), (3, Some("page")));
    }
}
