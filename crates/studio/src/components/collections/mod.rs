//! The dialog that assigns a picture or the selected pictures to collections, and creates new ones.

use std::collections::BTreeSet;

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::modal::{DialogHead, Modal};
use crate::actions::{collections, flags};
use crate::model::bound::MOST_NAME;
use crate::model::collection::Membership;
use crate::model::dialog::Dialog;
use crate::model::result::{Flag, ResultId};
use crate::store::use_store;
use crate::text::totals;

/// The dialog, shown while collections are chosen.
#[component]
pub fn Collections() -> impl IntoView {
    let store = use_store();
    let is_open = Memo::new(move |_| store.ui.dialog.get().and_then(Dialog::collected).is_some());
    view! {
        <Modal class="dialog collections" labelled_by="collections-title" is_open>
            <DialogHead id="collections-title" title=store.text().collections/>
            <Show when=move || is_open.get()>
                <Contents/>
            </Show>
        </Modal>
    }
}

/// The list of collections. A collection that loses its last picture stays in the list until the dialog closes.
#[component]
fn Contents() -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let ids = StoredValue::new(collections::subjects(store));
    let listed = RwSignal::new(untrack(|| collections::names(store)));
    let hint = move || match listed.with(BTreeSet::is_empty) {
        true => text.collections_none,
        false => text.collections_hint,
    };
    let count = ids.with_value(|ids| totals::count(ids.len(), text));
    view! {
        <p class="collections__count">{count}</p>
        <ul class="collections__list">
            <For each=move || listed.get() key=String::clone let:name>
                <Row ids name/>
            </For>
        </ul>
        <NewCollection ids listed/>
        <p class="hint" prop:textContent=hint></p>
    }
}

#[component]
fn Row(ids: StoredValue<Vec<ResultId>>, name: String) -> impl IntoView {
    let store = use_store();
    let flag = StoredValue::new(Flag::Collection(name.clone()));
    let membership = Memo::new(move |_| {
        store.gallery.results.track();
        ids.with_value(|ids| flag.with_value(|flag| collections::membership(store, ids, flag)))
    });
    let toggle = move |_| ids.with_value(|ids| flag.with_value(|flag| flags::toggle_all(store, ids, flag)));
    view! {
        <li>
            <label class="collections__row">
                <input
                    type="checkbox"
                    prop:checked=move || membership.get() == Membership::All
                    prop:indeterminate=move || membership.get() == Membership::Part
                    on:change=toggle
                />
                <span class="collections__name" dir="auto">{name}</span>
            </label>
        </li>
    }
}

/// The field for the name of a new collection.
#[component]
fn NewCollection(ids: StoredValue<Vec<ResultId>>, listed: RwSignal<BTreeSet<String>>) -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let typed = RwSignal::new(String::new());
    let create = move |event: SubmitEvent| {
        event.prevent_default();
        let added = ids.with_value(|ids| collections::add(store, ids, &typed.get_untracked()));
        if let Some(name) = added {
            listed.update(|listed| {
                listed.insert(name);
            });
            typed.set(String::new());
        }
    };
    view! {
        <form class="collections__new" on:submit=create>
            <input
                class="field__box"
                type="text"
                dir="auto"
                autocomplete="off"
                maxlength=MOST_NAME
                aria-label=text.collection_new
                placeholder=text.collection_new
                prop:value=move || typed.get()
                on:input:target=move |event| typed.set(event.target().value())
            />
            <button class="button button--outlined" type="submit">{text.collection_create}</button>
        </form>
    }
}
