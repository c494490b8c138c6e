//! The current message, and the events that it reports.

use gloo_timers::callback::Timeout;

use crate::browser::gallery::RawRecord;
use crate::model::details::Details;
use crate::model::result::ResultId;

/// The action that a message offers.
pub enum NoticeAction {
    /// Undoes the last change, which the message reports.
    Undo,
    /// Applies the details that a file contains.
    UseDetails(Box<Details>),
    /// Restores unreadable records that were removed.
    RestoreCorrupt(Vec<RawRecord>),
    /// Scrolls a place on the page into view.
    Show(Place),
}

/// A place on the page that a message leads to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A picture.
    Result(ResultId),
    /// The failure messages.
    Failures,
}

/// A short message that disappears by itself.
pub struct Notice {
    /// The text of the message.
    pub text: String,
    /// The offered action.
    pub action: Option<NoticeAction>,
    /// The number of consecutive deletions that the message covers.
    pub deletions: usize,
}

impl Notice {
    /// Whether the message offers an action other than showing a place on the page.
    pub fn has_action(&self) -> bool {
        !matches!(self.action, None | Some(NoticeAction::Show(_)))
    }
}

/// The completed jobs since the last notice.
#[derive(Default)]
pub struct CompletedJobs {
    /// The pictures that arrived.
    pub results: Vec<ResultId>,
    /// Whether a job has failed.
    pub has_failure: bool,
    /// The scroll position of the page at the last check.
    pub scrolled_px: Option<f64>,
    /// The timer that checks again whether the page scrolls.
    pub timer: Option<Timeout>,
}
