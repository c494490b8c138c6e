//! The dialog element, open while the store says so.

use leptos::html::Dialog as DialogElement;
use leptos::prelude::*;

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
