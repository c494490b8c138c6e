//! The bin, and the confirmation before all pictures are moved into it.

use leptos::prelude::*;

use super::modal::{DialogHead, Modal};
use crate::actions::{bin, results};
use crate::browser::picture::BlobWithUrl;
use crate::model::bound;
use crate::model::dialog::Dialog;
use crate::model::result::ResultId;
use crate::store::use_store;
use crate::text::measure;
use crate::text::totals::{self, counted};

/// The number of pictures by which the list grows. Each rendered picture has an object URL.
const STEP: usize = 24;

/// The confirmation before all pictures are deleted.
#[component]
pub fn DeleteAll() -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let summary = move || {
        let sum = store.gallery.results.with(|results| {
            let size = |bytes: f64, size: f64| bytes + size;
            let sizes = results.iter().map(|one| one.blobs.to_bytes().size());
            (results.iter().count(), sizes.fold(0.0, size))
        });
        counted(text.delete_all_summary, sum, text)
    };
    let is_open = Memo::new(move |_| store.ui.dialog.get() == Some(Dialog::DeleteAll));
    view! {
        <Modal class="dialog bin bin--question" labelled_by="delete-all-title" is_open>
            <h2 class="dialog__title" id="delete-all-title">{text.delete_all_title}</h2>
            <Show when=move || is_open.get()>
                <p>{summary}</p>
            </Show>
            <div class="bin__row">
                <button class="button button--main" type="button" on:click=move |_| results::answer_delete_all(store, true)>
                    {text.delete_all_do}
                </button>
                <button class="button button--outlined" type="button" on:click=move |_| results::answer_delete_all(store, false)>
                    {text.delete_all_not}
                </button>
            </div>
        </Modal>
    }
}

/// The dialog of the bin.
#[component]
pub fn Bin() -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let is_open = Memo::new(move |_| store.ui.dialog.get() == Some(Dialog::Bin));
    view! {
        <Modal class="dialog bin" labelled_by="bin-title" is_open>
            <DialogHead id="bin-title" title=text.bin_title/>
            <Show when=move || is_open.get()>
                <Contents/>
            </Show>
        </Modal>
    }
}

/// The deleted pictures and their actions.
#[component]
fn Contents() -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let most = RwSignal::new(STEP);
    let ids = Memo::new(move |_| {
        store
            .lazy_store()
            .bin
            .with(|bin| bin.iter().map(|one| one.metadata.id).take(most.get()).collect::<Vec<_>>())
    });
    let is_more = Memo::new(move |_| store.lazy_store().bin.with(|bin| bin.iter().count()) > most.get());
    view! {
        <p>{move || counted(text.bin_summary, bin::size(store), text)}</p>
        <div class="bin__row">
            <button class="button button--outlined" type="button" on:click=move |_| bin::restore_all(store)>
                {text.bin_restore_all}
            </button>
            <Empty/>
        </div>
        <ul class="bin__list">
            <For each=move || ids.get() key=|id| *id let:id>
                <Deleted id/>
            </For>
        </ul>
        <Show when=move || is_more.get()>
            <button class="button button--outlined" type="button" on:click=move |_| most.update(|most| *most += STEP)>
                {text.show_more}
            </button>
        </Show>
    }
}

/// A button that empties the bin when it is pressed a second time.
#[component]
fn Empty() -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let is_asked = RwSignal::new(false);
    let count = move || totals::count(bin::size(store).0, text);
    view! {
        <Show
            when=move || is_asked.get()
            fallback=move || view! {
                <button class="button button--outlined" type="button" on:click=move |_| is_asked.set(true)>
                    {text.bin_empty}
                </button>
            }
        >
            <span role="status">{text.bin_empty_ask}</span>
            <button class="button button--outlined bin__erase" type="button" on:click=move |_| bin::empty(store)>
                {move || text.bin_empty_do.replace("{pictures}", &count())}
            </button>
        </Show>
    }
}

/// A deleted picture, its size, and the button that restores it.
#[component]
fn Deleted(id: ResultId) -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let found = store.lazy_store().bin.with_untracked(|bin| {
        let one = bin.get(id)?;
        Some((BlobWithUrl::new(one.blobs.image.clone()), bound::name(&one.metadata.prompt), one.blobs.size()))
    });
    found.map(|(picture, prompt, size)| {
        let picture = StoredValue::new_local(picture);
        view! {
            <li class="bin__item">
                <img class="bin__image" src=picture.with_value(BlobWithUrl::url) alt=prompt.clone() loading="lazy"/>
                <span class="hint">{measure::bytes(size as u64)}</span>
                <button class="button button--text" type="button" aria-label=format!("{}: {prompt}", text.bin_restore) on:click=move |_| bin::restore(store, &[id])>
                    {text.bin_restore}
                </button>
            </li>
        }
    })
}
