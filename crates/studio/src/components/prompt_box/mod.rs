//! The text area for the prompt.

use leptos::prelude::*;

use crate::actions::form::set_prompt;
use crate::actions::lazy;
use crate::browser::{page, press};
use crate::model::ids::PROMPT_ID;
use crate::model::input::InputList;
use crate::store::use_store;

/// The text area "Prompt". Ctrl or ⌘ with Enter generates; Enter alone inserts a line break.
#[component]
pub fn PromptBox() -> impl IntoView {
    let store = use_store();
    let text = store.shell;
    let shortcut = if page::has_command_key() { text.prompt_shortcut_mac } else { text.prompt_shortcut };
    let placeholder = move || match store.composer.inputs.with(InputList::is_empty) {
        true => text.prompt_placeholder,
        false => text.prompt_placeholder_edit,
    };
    view! {
        <div class="prompt-box">
            <div class="prompt-box__head">
                <label class="composer__label caption" for=PROMPT_ID>{text.prompt}</label>
                <button
                    class="button button--text prompt-box__prompts"
                    type="button"
                    aria-haspopup="dialog"
                    on:click=move |_| lazy::with(store, move |lazy| (lazy.open_prompts)(store))
                >
                    {text.prompts}
                </button>
            </div>
            <textarea
                class="field__box prompt-box__area"
                id=PROMPT_ID
                rows="4"
                dir="auto"
                placeholder=placeholder
                aria-describedby="form-error prompt-shortcut"
                prop:value=move || store.composer.form.with(|form| form.prompt.clone())
                on:input:target=move |event| set_prompt(store, event.target().value())
                on:keydown=move |event| {
                    if press::is_send(&event) {
                        lazy::generate(store);
                    } else if store.lazy.get_untracked().is_some_and(|lazy| (lazy.recall)(store, &event)) {
                        event.prevent_default();
                    }
                }
            ></textarea>
            <p
                class="prompt-box__note"
                id="form-error"
                role="status"
                prop:textContent=move || store.composer.form_error.get().unwrap_or_default()
            ></p>
            <p class="hint prompt-box__shortcut" id="prompt-shortcut">{shortcut}</p>
        </div>
    }
}
