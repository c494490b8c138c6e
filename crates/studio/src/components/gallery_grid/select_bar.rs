//! The selection bar: the number of selected pictures and the actions on them.

use leptos::prelude::*;

use crate::actions::{collections, select};
use crate::components::icon::{Glyph, Icon};
use crate::store::{Store, use_store};
use crate::text::fill;

/// An action on the selection: its name, its glyph and its function.
type Act = (&'static str, Glyph, fn(Store));

/// The bar, shown while pictures are selected.
#[component]
pub fn SelectBar() -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let count = Memo::new(move |_| store.browse().selection.with(|selection| selection.ids().len()));
    let acts: [Act; 6] = [
        (text.download, Glyph::Download, select::download),
        (text.favourite, Glyph::Star, select::toggle_favourites),
        (text.collections, Glyph::Collection, collections::open_selected),
        (text.compare, Glyph::Compare, select::compare),
        (text.use_as_inputs, Glyph::Reference, select::use_as_inputs),
        (text.delete, Glyph::Delete, select::delete),
    ];
    view! {
        <Show when=move || { count.get() > 0 }>
            <div class="select-bar__place">
            <div class="select-bar" role="toolbar" aria-label=text.selection>
                <p
                    class="select-bar__count"
                    role="status"
                    prop:textContent=move || fill(text.selected, &[("count", &count.get().to_string())])
                ></p>
                {acts.map(|(name, glyph, act)| view! {
                    <button class="button" type="button" on:click=move |_| act(store)>
                        <Icon glyph/>
                        <span class="button__name">{name}</span>
                    </button>
                })}
                <button class="button button--text" type="button" on:click=move |_| select::all(store)>
                    {text.select_all}
                </button>
                <button
                    class="button"
                    type="button"
                    aria-label=text.select_none
                    title=text.select_none
                    on:click=move |_| select::clear(store)
                >
                    <Icon glyph=Glyph::Cross/>
                </button>
            </div>
            </div>
        </Show>
    }
}
