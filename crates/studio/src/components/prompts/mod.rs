//! The prompts that the user saved, and those of recent pictures.

use leptos::prelude::*;

use super::file_button::FileButton;
use super::icon::{Glyph, Icon};
use super::modal::{DialogHead, Modal};
use crate::actions::saved_prompts;
use crate::model::dialog::Dialog;
use crate::model::saved_prompts::SavedPrompts;
use crate::store::{Store, use_store};

/// The dialog, shown while the prompts are listed.
#[component]
pub fn Prompts() -> impl IntoView {
    let store = use_store();
    let is_open = Memo::new(move |_| store.ui.dialog.get() == Some(Dialog::Prompts));
    view! {
        <Modal class="dialog prompts" labelled_by="prompts-title" is_open>
            <DialogHead id="prompts-title" title=store.text().prompts/>
            <Show when=move || is_open.get()>
                <List/>
            </Show>
        </Modal>
    }
}

/// The list of prompts. A prompt that the user unsaves stays in the list until the dialog closes.
#[component]
fn List() -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let lazy = store.lazy_store();
    // Compute the rows again once the gallery is loaded.
    let rows = Memo::new(move |_| {
        store.gallery.is_loaded.get();
        saved_prompts::rows(store)
    });
    let hint = move || if rows.with(Vec::is_empty) { text.prompts_none } else { text.prompts_hint };
    view! {
        <p class="hint" prop:textContent=hint></p>
        <ul class="prompts__list">
            <For each=move || rows.get() key=String::clone let:prompt>
                <Row prompt/>
            </For>
        </ul>
        <div class="prompts__foot">
            <button
                class="button button--outlined"
                type="button"
                disabled=move || lazy.saved_prompts.with(|saved| *saved == SavedPrompts::default())
                on:click=move |_| saved_prompts::export(store)
            >
                {text.prompts_export}
            </button>
            <FileButton name=text.prompts_import accept=".json,application/json" take=saved_prompts::import/>
            <p class="hint" role="status" prop:textContent=move || lazy.prompts_message.get()></p>
        </div>
    }
}

#[component]
fn Row(prompt: String) -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let prompt = StoredValue::new(prompt);
    let words = prompt.get_value();
    let is_saved = Memo::new(move |_| {
        store.lazy_store().saved_prompts.with(|saved| prompt.with_value(|prompt| saved.has(prompt)))
    });
    let act = move |act: fn(Store, &str)| prompt.with_value(|prompt| act(store, prompt));
    view! {
        <li class="prompts__row">
            <button
                class="quick"
                class:quick--pressed=move || is_saved.get()
                type="button"
                aria-label=text.prompt_save
                title=text.prompt_save
                aria-pressed=move || is_saved.get().to_string()
                on:click=move |_| act(saved_prompts::toggle)
            >
                <Icon glyph=Glyph::Star/>
            </button>
            <button class="prompts__words" type="button" dir="auto" title=text.prompt_use on:click=move |_| act(saved_prompts::replace)>
                {words}
            </button>
            <button
                class="button button--text"
                type="button"
                title=text.prompt_append_hint
                on:click=move |_| act(saved_prompts::append)
            >
                {text.prompt_append}
            </button>
        </li>
    }
}
