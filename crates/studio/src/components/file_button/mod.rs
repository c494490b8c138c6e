//! A button that selects files.

use leptos::ev::Event;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{File, HtmlInputElement};

use crate::browser::files;
use crate::store::{Store, use_store};

/// A button that opens the browser's file picker.
#[component]
pub fn FileButton(
    /// The label of the button.
    name: &'static str,
    /// The types of the files, as an `accept` attribute lists them.
    accept: &'static str,
    /// Receives each selected file.
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
        // Without the reset, selecting the same file again would not fire `change`.
        field.set_value("");
    };
    view! {
        <label class="button button--outlined file-button">
            <input class="file-button__field" type="file" accept=accept on:change=on_pick/>
            {name}
        </label>
    }
}
