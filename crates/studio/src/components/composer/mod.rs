//! The form that asks for a picture.

use leptos::prelude::*;

use super::inputs::Inputs;
use super::options::Options;
use super::prompt_box::PromptBox;
use super::ratio_picker::RatioPicker;
use super::run_bar::RunBar;
use crate::store::use_store;

/// Prompt, images, shape and Generate.
#[component]
pub fn Composer() -> impl IntoView {
    let store = use_store();
    view! {
        <section class="composer" aria-label=store.first.composer>
            <PromptBox/>
            <Inputs/>
            <RatioPicker/>
            <Options/>
            <RunBar/>
        </section>
    }
}
