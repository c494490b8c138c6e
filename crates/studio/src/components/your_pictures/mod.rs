//! The settings section about the user's pictures: export, import, deletion, and the details written into files.

use leptos::prelude::*;

use super::file_button::FileButton;
use super::import_bar::ImportBar;
use super::storage_meter::StorageMeter;
use crate::actions::{archive, bin, folder, ledger, settings};
use crate::store::use_store;
use crate::text::fill;
use crate::text::totals::counted;

/// The buttons and checkboxes of the section.
#[component]
pub fn YourPictures() -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let is_empty = Memo::new(move |_| store.gallery.results.with(|results| results.is_empty()));
    view! {
        <section class="your-pictures" aria-labelledby="your-pictures-title">
            <h3 class="your-pictures__title" id="your-pictures-title">{text.your_pictures}</h3>
            <div class="your-pictures__row">
                <button
                    class="button button--outlined"
                    type="button"
                    disabled=move || is_empty.get()
                    on:click=move |_| archive::export(store)
                >
                    {text.export}
                </button>
                <FileButton name=text.import accept=".zip,application/zip" take=archive::import/>
                <button
                    class="button button--outlined"
                    type="button"
                    disabled=move || is_empty.get()
                    on:click=move |_| bin::confirm_delete_all(store)
                >
                    {text.delete_all}
                </button>
            </div>
            <StorageMeter least=0.0/>
            <ImportBar/>
            {folder::can_use().then(|| view! { <FolderRow/> })}
            <BinRow/>
            <p class="your-pictures__bin">
                <button class="button button--text" type="button" on:click=move |_| ledger::open(store)>
                    {text.ledger}
                </button>
            </p>
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || store.session.writes_details.get()
                    on:change:target=move |event| settings::write_details(store, event.target().checked())
                />
                {text.write_details}
            </label>
        </section>
    }
}

/// The folder for new pictures, or the button that selects one.
#[component]
fn FolderRow() -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let sentence = move || {
        store
            .lazy_store()
            .folder
            .with(|folder| folder.as_ref().map(|name| fill(text.folder_is, &[("name", name)])))
    };
    view! {
        <p class="your-pictures__bin">
            {sentence}
            <button class="button button--text" type="button" on:click=move |_| folder::choose(store)>
                {move || if sentence().is_some() { text.folder_change } else { text.folder_choose }}
            </button>
            <Show when=move || sentence().is_some()>
                <button class="button button--text" type="button" on:click=move |_| folder::forget(store)>
                    {text.folder_stop}
                </button>
            </Show>
        </p>
    }
}

/// The size of the bin, and the button that opens it.
#[component]
fn BinRow() -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let size = Memo::new(move |_| bin::size(store));
    view! {
        <Show when=move || { size.get().0 > 0 }>
            <p class="your-pictures__bin">
                {move || counted(text.bin, size.get(), text)}
                " "
                <button class="button button--text" type="button" on:click=move |_| bin::open(store)>
                    {text.bin_open}
                </button>
            </p>
        </Show>
    }
}
