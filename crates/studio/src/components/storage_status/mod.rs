//! The messages above the results about pictures that the browser cannot store or read.

use std::collections::HashSet;

use leptos::prelude::*;

use crate::actions::{archive, corrupt};
use crate::store::use_store;
use crate::text::fill;

/// The messages, hidden if there is no problem.
#[component]
pub fn StorageStatus() -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let count = Memo::new(move |_| store.gallery.corrupt.with(Vec::len));
    let newer = Memo::new(move |_| store.lazy_store().newer_records.with(HashSet::len));
    let newer_line = move || fill(text.gallery_newer_records, &[("count", &newer.get().to_string())]);
    view! {
        <div role="status">
            {move || store.gallery.error.get().map(|error| view! { <p class="storage-status">{error.standing(text)}</p> })}
            <Show when=move || { newer.get() > 0 }>
                <p class="storage-status" prop:textContent=newer_line></p>
            </Show>
            <Show when=move || { count.get() > 0 }>
                <div class="storage-status">
                    <p prop:textContent=move || fill(text.gallery_broken, &[("count", &count.get().to_string())])></p>
                    <button class="button button--text" type="button" on:click=move |_| archive::export_corrupt(store)>
                        {text.corrupt_save}
                    </button>
                    <button class="button button--text" type="button" on:click=move |_| corrupt::remove_corrupt(store)>
                        {text.corrupt_remove}
                    </button>
                </div>
            </Show>
        </div>
    }
}
