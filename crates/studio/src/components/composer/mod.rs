//! The form that requests a picture: beside the pictures, or on a phone a sheet at the bottom of the page.

use leptos::prelude::*;

use super::inputs::Inputs;
use super::options::Options;
use super::prompt_box::PromptBox;
use super::ratio_picker::RatioPicker;
use super::run_bar::RunBar;
use crate::actions::lazy;
use crate::model::ids::FORM_ID;
use crate::store::use_store;

/// The prompt, images, aspect ratio, options and Generate.
#[component]
pub fn Composer() -> impl IntoView {
    let store = use_store();
    let text = store.shell;
    let is_open = move || store.ui.is_sheet_open.get();
    view! {
        <section
            class="composer"
            class:composer--open=is_open
            aria-label=text.composer
        >
            <button
                class="composer__handle"
                type="button"
                aria-label=text.all_options
                aria-expanded=move || is_open().to_string()
                aria-controls=FORM_ID
                on:click=move |_| lazy::with(store, move |lazy| (lazy.toggle_sheet)(store))
            ></button>
            <div class="composer__form" id=FORM_ID>
                <PromptBox/>
                <Inputs/>
                <RatioPicker/>
                <Options/>
            </div>
            <RunBar/>
        </section>
    }
}
