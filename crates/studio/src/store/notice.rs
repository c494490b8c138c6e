//! The message of the moment, and the news that it is about.

use gloo_timers::callback::Timeout;

use crate::browser::gallery::RawRecord;
use crate::model::details::Details;
use crate::model::result::ResultId;

/// The action that a message offers.
pub enum NoticeAction {
    /// Taking back the last change, which the message is about.
    Undo,
    /// Taking over what a file says of itself.
    UseDetails(Box<Details>),
    /// Puts back records that cannot be read and were removed.
    RestoreCorrupt(Vec<RawRecord>),
    /// Bringing something on the page into view.
    Show(Place),
}

/// A place on the page that a message leads to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A picture.
    Result(ResultId),
    /// The messages about what failed.
    Failures,
}

/// A short message that goes away by itself.
pub struct Notice {
    /// Its text.
    pub text: String,
    /// The action that it offers.
    pub action: Option<NoticeAction>,
    /// The number of consecutive deletions that it covers.
    pub deletions: usize,
}

impl Notice {
    /// True for an offer that is more than a place on the page.
    pub fn has_action(&self) -> bool {
        !matches!(self.action, None | Some(NoticeAction::Show(_)))
    }
}

/// The events since the last notice.
#[derive(Default)]
pub struct CompletedJobs {
    /// The pictures.
    pub results: Vec<ResultId>,
    /// Whether a job has failed.
    pub has_failure: bool,
    /// How far the page was scrolled when it was looked at last.
    pub scrolled_px: Option<f64>,
    /// Looks again whether the page scrolls.
    pub timer: Option<Timeout>,
}
