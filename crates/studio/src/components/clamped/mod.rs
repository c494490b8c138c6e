//! A text of any length, clamped to a few lines, with a button that shows the rest.

use leptos::attr::custom::custom_attribute;
use leptos::html::{Button, P};
use leptos::prelude::*;

use crate::browser::clamp;
use crate::model::bound;
use crate::store::use_store;

/// The text, clamped to the number of lines in `--lines`. The button is shown only while lines are hidden.
#[component]
pub fn Clamped(
    /// The class of the text.
    class: &'static str,
    /// The text.
    text: String,
    /// The id of the text.
    #[prop(optional, into)]
    id: String,
    /// Whether the text is the heading of a dialog.
    #[prop(optional)]
    is_heading: bool,
    /// Whether the text is a quotation.
    #[prop(optional)]
    is_quote: bool,
) -> impl IntoView {
    let words = use_store().text();
    let is_open = RwSignal::new(false);
    let (shown, button) = (NodeRef::<P>::new(), NodeRef::<Button>::new());
    Effect::new(move |_| {
        if let (Some(shown), Some(button)) = (shown.get(), button.get()) {
            clamp::show_button_when_clamped(&shown, &button);
        }
    });
    // The browser lays out hidden text too, so a long text is truncated until the user expands it.
    let begin = bound::shown(&text).map(|begin| format!("{begin}…"));
    let words_shown = move || match (&begin, is_open.get()) {
        (Some(begin), false) => begin.clone(),
        _ => text.clone(),
    };
    let class = format!("clamped__text {class}");
    view! {
        <div class="clamped" class:clamped--open=move || is_open.get()>
            <p
                class=class
                id=(!id.is_empty()).then_some(id)
                dir="auto"
                role=is_heading.then_some("heading")
                {..custom_attribute("aria-level", is_heading.then_some("2"))}
                // An expanded text scrolls, so it must be focusable for the keyboard.
                tabindex=move || is_open.get().then_some("0")
                node_ref=shown
            >
                {if is_quote {
                    view! { <q prop:textContent=words_shown></q> }.into_any()
                } else {
                    view! { <span prop:textContent=words_shown></span> }.into_any()
                }}
            </p>
            <button
                class="button button--text clamped__more"
                type="button"
                hidden
                aria-expanded=move || is_open.get().to_string()
                prop:textContent=move || if is_open.get() { words.show_less } else { words.show_all }
                on:click=move |_| is_open.update(|is_open| *is_open = !*is_open)
                node_ref=button
            ></button>
        </div>
    }
}
