//! The end of a job, announced by a notice with a link to the result unless the result is in view.

use gloo_timers::callback::Timeout;
use leptos::prelude::*;

use super::{notice, search, stage};
use crate::browser::{focus, page};
use crate::model::failure::Failed;
use crate::model::ids::{FAILURES_ID, card_id};
use crate::model::result::ResultId;
use crate::store::Store;
use crate::store::notice::{CompletedJobs, Notice, NoticeAction, Place};
use crate::text::fill;

/// The delay of the notice. By then, the page has begun to scroll to the results, and the pictures are laid out.
const SETTLED_MS: u32 = 600;
/// The time after which an unchanged scroll position means that the page does not scroll.
const STILL_MS: u32 = 150;

/// Records that a picture has arrived.
pub fn record_result(store: Store, id: ResultId) {
    record(store, |completed| completed.results.push(id));
}

/// Records that a job has failed.
pub fn record_failure(store: Store) {
    record(store, |completed| completed.has_failure = true);
}

/// Clears the records and the notice about them, because a user who starts another job has seen them.
pub fn clear(store: Store) {
    store.session.completed.set_value(CompletedJobs::default());
    let shows = |notice: &Notice| matches!(notice.action, Some(NoticeAction::Show(_)));
    if store.ui.notice.with_untracked(|notice| notice.as_ref().is_some_and(shows)) {
        store.ui.notice.set(None);
    }
}

fn record(store: Store, change: impl FnOnce(&mut CompletedJobs)) {
    store.session.completed.update_value(|completed| {
        change(completed);
        completed.scrolled_px = None;
        completed.timer = Some(Timeout::new(SETTLED_MS, move || notify_once_still(store)));
    });
}

/// Shows the notice once scrolling has stopped, because the final viewport is unknown before.
fn notify_once_still(store: Store) {
    let now_px = page::scrolled_px();
    let is_still = store
        .session
        .completed
        .try_update_value(|completed| completed.scrolled_px.replace(now_px) == Some(now_px));
    // A notice with an action, such as Undo, stays until it expires. Otherwise its button would become "Show" under the
    // pointer.
    if is_still == Some(true) && !notice::shows_action(store) {
        return notify(store);
    }
    let again = Timeout::new(STILL_MS, move || notify_once_still(store));
    store.session.completed.update_value(|completed| completed.timer = Some(again));
}

/// Shows a notice about results that are not in view. The page does not scroll, because the user may have scrolled
/// elsewhere.
fn notify(store: Store) {
    let Some(CompletedJobs { results, has_failure, .. }) =
        store.session.completed.try_update_value(std::mem::take)
    else {
        return;
    };
    let headline = store.session.failures.with_untracked(|all| {
        all.iter()
            .rfind(|failed| has_failure && !failed.is_old)
            .map(|Failed { failure, .. }| failure.title(store.text()))
    });
    if let Some(headline) = headline.filter(|_| !page::shows(FAILURES_ID)) {
        return notice::show(store, headline, Some(NoticeAction::Show(Place::Failures)));
    }
    let is_there = |id: &ResultId| store.gallery.results.with_untracked(|all| all.get(*id).is_some());
    let results: Vec<_> = results.into_iter().filter(is_there).collect();
    let Some(newest) = results.last() else { return };
    if !results.iter().any(|id| page::shows(&card_id(*id))) {
        let text = match results.len() {
            1 => store.text().ready_short.into(),
            count => fill(store.text().ready_several, &[("count", &count.to_string())]),
        };
        notice::show(store, text, Some(NoticeAction::Show(Place::Result(*newest))));
    }
}

/// Scrolls the place into view and focuses it.
pub fn show(store: Store, place: Place) {
    let id = match place {
        Place::Failures => FAILURES_ID.to_owned(),
        Place::Result(id) => {
            let is_found = store.gallery.results.with_untracked(|results| {
                results.get(id).is_some_and(|one| {
                    store.gallery.search.with_untracked(|search| search.finds(&one.metadata))
                })
            });
            if !is_found {
                search::clear_search(store);
            }
            stage::show(store, id);
            card_id(id)
        }
    };
    focus::on(id.clone());
    focus::scroll_to(id);
}
