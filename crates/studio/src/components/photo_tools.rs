//! The parts shared by the photo dialogs: the header, the tool buttons and the change request.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use crate::actions::dialog;
use crate::browser::press;
use crate::store::use_store;

/// The header of a dialog, with further controls and the button that closes it.
#[component]
pub fn ToolHeader(
    id: &'static str,
    title: &'static str,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let store = use_store();
    view! {
        <header class="retouch__head">
            <h2 class="retouch__title" id=id>{title}</h2>
            {children.map(|children| children())}
            <button class="button" type="button" on:click=move |_| dialog::close(store)>
                <Icon glyph=Glyph::Cross/>
                {store.text().close}
            </button>
        </header>
    }
}

/// A button that looks pressed while its tool is selected.
#[component]
pub fn ToolButton(
    #[prop(into)] name: String,
    #[prop(into)] is_chosen: Signal<bool>,
    #[prop(into)] choose: Callback<()>,
) -> impl IntoView {
    let is_chosen = Memo::new(move |_| is_chosen.get());
    view! {
        <button
            class="button retouch__tool"
            class:button--outlined=move || is_chosen.get()
            class:button--pressed=move || is_chosen.get()
            type="button"
            aria-pressed=move || is_chosen.get().to_string()
            on:click=move |_| choose.run(())
        >
            {name}
        </button>
    }
}

/// The footer of a dialog that requests a change from a model: the prompt, the button, and the reason why no request is
/// sent.
#[component]
pub fn ChangeRequest(
    id: &'static str,
    error_id: &'static str,
    label: &'static str,
    #[prop(optional)] placeholder: &'static str,
    ask_label: &'static str,
    #[prop(into)] words: Signal<String>,
    #[prop(into)] set_words: Callback<String>,
    #[prop(into)] ask: Callback<()>,
    #[prop(into)] error: Signal<Option<String>>,
) -> impl IntoView {
    let on_key = move |event| {
        if press::is_send(&event) {
            ask.run(());
        }
    };
    view! {
        <footer class="retouch__foot" on:keydown=on_key>
            <label class="field retouch__change">
                <span class="field__label">{label}</span>
                <textarea
                    class="field__box"
                    id=id
                    rows="2"
                    dir="auto"
                    placeholder=placeholder
                    aria-describedby=error_id
                    prop:value=move || words.get()
                    on:input:target=move |event| set_words.run(event.target().value())
                ></textarea>
            </label>
            <button class="button button--main retouch__ask" type="button" on:click=move |_| ask.run(())>
                {ask_label}
            </button>
            <p
                class="retouch__note"
                id=error_id
                role="status"
                prop:textContent=move || error.get().unwrap_or_default()
            ></p>
        </footer>
    }
}
