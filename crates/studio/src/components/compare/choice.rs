//! The other picture of a comparison, selected by its thumbnail.

use leptos::prelude::*;

use super::super::gallery_grid::thumbnail_source;
use crate::actions::results::compare_against;
use crate::model::compare::{Against, Candidate};
use crate::store::{Store, use_store};

/// The thumbnails. They are one tab stop, and the arrow keys move between them.
#[component]
pub fn Choice(
    /// The selected picture.
    against: Memo<Option<Against>>,
    /// All candidates.
    others: Vec<Candidate>,
) -> impl IntoView {
    let text = use_store().text();
    view! {
        <fieldset class="compare__choice">
            <legend class="caption">{text.compare_with}</legend>
            <div class="compare__thumbnails">
                {others.into_iter().map(|other| view! { <Thumbnail against other/> }).collect_view()}
            </div>
        </fieldset>
    }
}

#[component]
fn Thumbnail(against: Memo<Option<Against>>, other: Candidate) -> impl IntoView {
    let store = use_store();
    let (own, name) = (other.against, other.name.clone());
    let address = source(store, other);
    let title = name.clone();
    let is_chosen = Memo::new(move |_| against.get() == Some(own));
    view! {
        <label class="compare__option" title=title>
            <input
                class="compare__radio"
                type="radio"
                name="compare-with"
                aria-label=name
                prop:checked=is_chosen
                on:change=move |_| compare_against(store, own)
            />
            <img class="compare__thumbnail" src=address alt="" decoding="async"/>
        </label>
    }
}

/// Returns the URL of a thumbnail. An input image has none, so its own URL is used.
fn source(store: Store, other: Candidate) -> impl Fn() -> Option<String> {
    let result = match other.against {
        Against::Result(id) => store.find(id),
        Against::Origin(_) => None,
    };
    let small = result.map(|result| thumbnail_source(store, &result.metadata, RwSignal::new(false)));
    move || small.as_ref().map_or_else(|| Some(other.url.clone()), |small| small())
}
