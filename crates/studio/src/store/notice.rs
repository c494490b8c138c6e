//! The message of the moment, and the news that it is about.

use gloo_timers::callback::Timeout;

use crate::browser::gallery::RawRecord;
use crate::model::details::Details;
use crate::model::result::ResultId;

/// What a message can be answered with.
pub enum NoticeAction {
    /// Taking back the last change, which the message is about.
    Undo,
    /// Taking over what a file says of itself.
    UseDetails(Box<Details>),
    /// What could not be read, and was taken out.
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
    /// What it says.
    pub text: String,
    /// What can be done about it.
    pub action: Option<NoticeAction>,
    /// How many deletions in a row it is about.
    pub deletions: usize,
}

impl Notice {
    /// True for an offer that is more than a place on the page.
    pub fn has_action(&self) -> bool {
        !matches!(self.action, None | Some(NoticeAction::Show(_)))
    }
}

/// What came since the user was last told.
#[derive(Default)]
pub struct Arrivals {
    /// The pictures.
    pub results: Vec<ResultId>,
    /// Whether a job has failed.
    pub has_failure: bool,
    /// How far the page was scrolled when it was looked at last.
    pub scrolled_px: Option<f64>,
    /// Looks again whether the page scrolls.
    pub timer: Option<Timeout>,
}
