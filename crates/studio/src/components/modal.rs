//! The dialog element, open while the store says so.

use leptos::html::Dialog as DialogElement;
use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use crate::actions::dialog;
use crate::store::use_store;

/// A modal dialog. Esc, the browser's Back and whatever else closes it lead to the store.
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
            // It cannot be open already, and is in the page: the only reasons to refuse.
            true => drop(element.show_modal()),
            false => element.close(),
        }
    });
    // The event comes after the element was closed, when another dialog may be open in its place.
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
    /// True for a button that has the focus in a dialog that opens.
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
