//! A button that picks files.

use leptos::ev::Event;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{File, HtmlInputElement};

use crate::browser::files;
use crate::store::{Store, use_store};

/// The button.
#[component]
pub fn FileButton(
    /// Its name.
    name: &'static str,
    /// The types of the files, as an `accept` attribute lists them.
    accept: &'static str,
    /// Takes each file.
    take: fn(Store, File),
) -> impl IntoView {
    let store = use_store();
    let on_pick = move |event: Event| {
        let Some(field) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else {
            return;
        };
        if let Some(picked) = field.files() {
            files::of_list(&picked).into_iter().for_each(|file| take(store, file));
        }
        // Else picking the same file again would be no change, and nothing would happen.
        field.set_value("");
    };
    view! {
        <label class="button button--outlined file-button">
            <input class="file-button__field" type="file" accept=accept on:change=on_pick/>
            {name}
        </label>
    }
}
