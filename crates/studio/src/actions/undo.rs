//! Taking back, and putting again: every change of the page that nothing else would bring back.

use leptos::prelude::*;
use web_sys::Blob;

use super::generate::{self, Shaped};
use super::handle::{Bytes, Picture, ResultHandle};
use super::results::HEADING_ID;
use super::{form, gallery, results, settings};
use crate::dom::focus;
use crate::state::form::Form;
use crate::state::gallery::{Outcome, Removed};
use crate::state::input::{Input, InputFacts, InputList};
use crate::state::keys::ServiceKey;
use crate::state::result::ResultId;
use crate::state::settings::Settings;
use crate::state::undo::Way;
use crate::store::{Offer, Store};

/// What it takes to undo a change. Carrying it out gives what it takes to undo that.
pub enum Change {
    /// Bring these results back.
    Restore(Vec<Removed<Bytes>>),
    /// Delete these results.
    Delete(Vec<ResultId>),
    /// Ask for these pictures again, which were cancelled.
    Queue(Vec<Shaped>),
    /// Cancel these jobs.
    Withdraw(Vec<u32>),
    /// Turn the mark of this result.
    Mark(ResultId),
    /// These were the input images.
    Inputs(InputList<Blob>),
    /// What differs between these two forms was as in the first.
    Form(Box<(Form, Form)>),
    /// These were the settings, without their key.
    Settings(Box<Settings>),
    /// This was the model.
    Model(String),
    /// All of these, made in this order, as one step.
    Together(Vec<Change>),
}

impl Change {
    /// To bring results back that were just taken out.
    pub fn restore(removed: &[Removed<ResultHandle>]) -> Self {
        Self::Restore(removed.iter().map(without_addresses).collect())
    }

    /// To have the form as it was, in what was changed.
    pub fn form(before: Form, after: Form) -> Self {
        Self::Form(Box::new((before, after)))
    }

    /// To have these settings again. Keys are no part of it: each stays with its service, and one that was forgotten stays so.
    pub fn settings(before: Settings) -> Self {
        Self::Settings(Box::new(Settings { key: ServiceKey::default(), ..before }))
    }

    /// Takes pictures out that are deleted for good; whether anything is left to undo.
    fn remove_erased(&mut self, ids: &[ResultId]) -> bool {
        match self {
            Self::Restore(removed) => {
                removed.retain(|removed| removed.subject().is_none_or(|id| !ids.contains(&id)));
                !removed.is_empty()
            }
            Self::Together(changes) => {
                changes.retain_mut(|change| change.remove_erased(ids));
                !changes.is_empty()
            }
            _ => true,
        }
    }

    /// To have these input images again.
    pub fn inputs(before: &InputList<Picture>) -> Self {
        let bare = |input: &Input<Picture>| Input {
            facts: input.facts.clone(),
            handle: input.handle.blob().clone(),
        };
        Self::Inputs(before.map(bare))
    }
}

fn without_addresses(removed: &Removed<ResultHandle>) -> Removed<Bytes> {
    removed.map(|Outcome { facts, handle }| Outcome { facts: facts.clone(), handle: handle.to_bytes() })
}

fn with_addresses(removed: &Removed<Bytes>) -> Removed<ResultHandle> {
    removed.map(|Outcome { facts, handle }| {
        let handle = handle.to_handle();
        Outcome { facts: gallery::shown(facts.clone(), &handle, facts.kept), handle }
    })
}

/// Images that are there still stay as they are; others get an address again.
fn input_again(now: &InputList<Picture>, input: &Input<Blob>) -> Input<Picture> {
    now.get(input.facts.id).cloned().unwrap_or_else(|| {
        let handle = Picture::new(input.handle.clone());
        Input { facts: InputFacts { url: handle.url(), ..input.facts.clone() }, handle }
    })
}

/// Remembers a change that was just made.
pub fn record(store: Store, change: Change) {
    store.history.update(|history| history.push(change));
    end_offer(store);
}

/// A message that offers to take back the last change goes, once another one is the last.
fn end_offer(store: Store) {
    let is_about_older = store.notice.with_untracked(|notice| {
        notice.as_ref().is_some_and(|notice| matches!(notice.offer, Some(Offer::Undo)))
    });
    if is_about_older {
        store.notice.set(None);
    }
}

/// Removes pictures that are deleted for good from the undo list: Undo must not bring them back, and the browser frees the file
/// of a picture only when no Blob of it is left in a page.
pub fn remove_erased(store: Store, ids: &[ResultId]) {
    store.history.update(|history| history.retain(|change| change.remove_erased(ids)));
    end_offer(store);
}

/// Goes one step, if there is one.
pub fn step(store: Store, way: Way) {
    let Some(change) = store.history.try_update(|history| history.take(way)).flatten() else { return };
    let opposite = carry_out(store, change);
    store.history.update(|history| history.put(way, opposite));
    end_offer(store);
    let text = if way == Way::Back { store.text().taken_back } else { store.text().put_again_done };
    store.announcement.set(text.into());
}

fn carry_out(store: Store, change: Change) -> Change {
    match change {
        Change::Restore(removed) => {
            let ids = removed.iter().filter_map(Removed::subject).collect();
            results::restore(store, removed.iter().map(with_addresses).collect());
            focus::on(HEADING_ID);
            Change::Delete(ids)
        }
        Change::Delete(ids) => Change::restore(&results::take_out(store, ids)),
        Change::Queue(orders) => Change::Withdraw(generate::queue(store, orders)),
        Change::Withdraw(ids) => Change::Queue(generate::withdraw(store, &ids)),
        Change::Mark(id) => {
            gallery::turn_mark(store, id);
            Change::Mark(id)
        }
        Change::Inputs(inputs) => {
            let now = store.inputs.with_untracked(Clone::clone);
            store.inputs.set(inputs.map(|input| input_again(&now, input)));
            Change::inputs(&now)
        }
        Change::Form(both) => {
            let now = store.form.get_untracked();
            let then = now.taken_back(&both.0, &both.1);
            form::change(store, |form| form.clone_from(&then));
            Change::form(now, then)
        }
        Change::Settings(before) => {
            let now = store.settings.get_untracked();
            settings::change(store, |settings| *settings = Settings { key: settings.key.clone(), ..*before });
            Change::settings(now)
        }
        Change::Model(before) => {
            let now = store.settings.with_untracked(|settings| settings.model.clone());
            settings::change(store, |settings| settings.model = before);
            Change::Model(now)
        }
        Change::Together(changes) => {
            Change::Together(changes.into_iter().rev().map(|change| carry_out(store, change)).collect())
        }
    }
}
