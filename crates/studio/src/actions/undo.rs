//! Taking back, and putting again: every change of the page that nothing else would bring back.

use leptos::prelude::*;
use web_sys::Blob;

use super::history::end_offer;
use super::{favourites, form, generate, results, saving, settings};
use crate::browser::focus;
use crate::browser::picture::{Bytes, Picture, ResultHandle};
use crate::model::gallery::{Outcome, Removed};
use crate::model::ids::RESULTS_ID;
use crate::model::input::{Input, InputFacts, InputList};
use crate::model::settings::Settings;
use crate::model::undo::Way;
use crate::store::Store;
use crate::store::change::Change;

fn with_addresses(removed: &Removed<Bytes>) -> Removed<ResultHandle> {
    removed.map(|Outcome { facts, handle }| {
        let handle = handle.to_handle();
        Outcome { facts: saving::shown(facts.clone(), &handle, facts.kept), handle }
    })
}

/// Images that are there still stay as they are; others get an address again.
fn input_again(now: &InputList<Picture>, input: &Input<Blob>) -> Input<Picture> {
    now.get(input.facts.id).cloned().unwrap_or_else(|| {
        let handle = Picture::new(input.handle.clone());
        Input { facts: InputFacts { url: handle.url(), ..input.facts.clone() }, handle }
    })
}

/// Goes one step, if there is one.
pub fn step(store: Store, way: Way) {
    let Some(change) = store.session.history.try_update(|history| history.take(way)).flatten() else {
        return;
    };
    let opposite = carry_out(store, change);
    store.session.history.update(|history| history.put(way, opposite));
    end_offer(store);
    let text = if way == Way::Back { store.text().taken_back } else { store.text().put_again_done };
    store.ui.announcement.set(text.into());
}

fn carry_out(store: Store, change: Change) -> Change {
    match change {
        Change::Restore(removed) => {
            let ids = removed.iter().filter_map(Removed::subject).collect();
            results::restore(store, removed.iter().map(with_addresses).collect());
            focus::on(RESULTS_ID);
            Change::Delete(ids)
        }
        Change::Delete(ids) => Change::restore(&results::take_out(store, ids)),
        Change::Queue(orders) => Change::Withdraw(generate::queue(store, orders)),
        Change::Withdraw(ids) => Change::Queue(generate::withdraw(store, &ids)),
        Change::Mark(id) => {
            favourites::turn_mark(store, id);
            Change::Mark(id)
        }
        Change::Inputs(inputs) => {
            let now = store.composer.inputs.with_untracked(Clone::clone);
            store.composer.inputs.set(inputs.map(|input| input_again(&now, input)));
            Change::inputs(&now)
        }
        Change::Form(both) => {
            let now = store.composer.form.get_untracked();
            let then = now.taken_back(&both.0, &both.1);
            form::change(store, |form| form.clone_from(&then));
            Change::form(now, then)
        }
        Change::Settings(before) => {
            let now = store.session.settings.get_untracked();
            settings::change(store, |settings| *settings = Settings { key: settings.key.clone(), ..*before });
            Change::settings(now)
        }
        Change::Model(before) => {
            let now = store.session.settings.with_untracked(|settings| settings.model.clone());
            settings::change(store, |settings| settings.model = before);
            Change::Model(now)
        }
        Change::Together(changes) => {
            Change::Together(changes.into_iter().rev().map(|change| carry_out(store, change)).collect())
        }
    }
}
