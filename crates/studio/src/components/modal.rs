//! A `<dialog>` element that the store opens and closes.

use leptos::html::Dialog as DialogElement;
use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use crate::actions::dialog;
use crate::store::use_store;

/// A modal dialog. Esc, the browser's Back button and every other way of closing it update the store.
#[component]
pub fn Modal(
    class: &'static str,
    /// The id of its heading.
    labelled_by: &'static str,
    #[prop(into)] is_open: Signal<bool>,
    children: Children,
) -> impl IntoView {
    let store = use_store();
    let element = NodeRef::<DialogElement>::new();
    let is_open = Memo::new(move |_| is_open.get());
    Effect::new(move |_| {
        let Some(element) = element.get() else { return };
        match is_open.get() {
            // `showModal` fails only for an open dialog or one outside the document, which this element cannot be.
            true => drop(element.show_modal()),
            false => element.close(),
        }
    });
    // The `close` event is asynchronous, so another dialog may already be open instead.
    let on_close = move |_| {
        if is_open.get_untracked() {
            dialog::close(store);
        }
    };
    view! {
        <dialog class=class aria-labelledby=labelled_by node_ref=element on:close=on_close>
            {children()}
        </dialog>
    }
}

/// The heading of a dialog, and the button that closes it.
#[component]
pub fn DialogHead(
    /// The id of the heading.
    id: &'static str,
    /// The heading.
    #[prop(into)]
    title: Signal<&'static str>,
    /// Whether the button receives the focus when the dialog opens.
    #[prop(optional)]
    is_first: bool,
) -> impl IntoView {
    let store = use_store();
    view! {
        <header class="dialog__head">
            <h2 class="dialog__title" id=id prop:textContent=move || title.get()></h2>
            <button class="button" type="button" autofocus=is_first on:click=move |_| dialog::close(store)>
                <Icon glyph=Glyph::Cross/>
                {store.text().close}
            </button>
        </header>
    }
}
