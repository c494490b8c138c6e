//! The part of the settings about one's own pictures: all of them out, in and away, and what is written into files.

use leptos::ev::Event;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use super::import_bar::ImportBar;
use crate::actions::{archive, bin, settings};
use crate::browser::files;
use crate::store::use_store;
use crate::text::totals::counted;

/// Out, in, away, and the tick.
#[component]
pub fn YourPictures() -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let is_empty = Memo::new(move |_| store.gallery.results.with(|results| results.is_empty()));
    let on_pick = move |event: Event| {
        let Some(field) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else {
            return;
        };
        if let Some(picked) = field.files() {
            files::of_list(&picked).into_iter().for_each(|file| archive::import(store, file));
        }
        // Else picking the same file again would be no change, and nothing would happen.
        field.set_value("");
    };
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
                <label class="button button--outlined your-pictures__import">
                    <input class="your-pictures__file" type="file" accept=".zip,application/zip" on:change=on_pick/>
                    {text.import}
                </label>
                <button
                    class="button button--outlined"
                    type="button"
                    disabled=move || is_empty.get()
                    on:click=move |_| bin::ask_delete_all(store)
                >
                    {text.delete_all}
                </button>
            </div>
            <ImportBar/>
            <BinRow/>
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

/// How much is in the bin, and the way there.
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
