//! Over the results: how many there are and what they took, how full the storage is, and the search.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use crate::actions::search;
use crate::browser::picture::Blobs;
use crate::model::gallery::ResultList;
use crate::model::ids::SEARCH_ID;
use crate::model::number::fixed;
use crate::model::totals::Totals;
use crate::store::use_store;
use crate::text::fill;
use crate::text::measure;

/// The bar; there as soon as there is a picture.
#[component]
pub fn GalleryBar() -> impl IntoView {
    let store = use_store();
    let totals = Memo::new(move |_| {
        store.gallery.results.with(|results| Totals::of(results.iter().map(|item| &item.facts)))
    });
    let has_any = Memo::new(move |_| totals.get().pictures > 0);
    let found = Memo::new(move |_| {
        let search = store.gallery.search.get();
        let all = |results: &ResultList<Blobs>| results.iter().filter(|one| search.finds(&one.facts)).count();
        search.is_on().then(|| store.gallery.results.with(all))
    });
    // While something is searched for, how much of it there is stands in front.
    let line = move || {
        let text = store.text();
        let totals = totals.get();
        let found = found.get().map(|found| {
            let (found, count) = (found.to_string(), totals.pictures.to_string());
            fill(text.found, &[("found", &found), ("count", &count)])
        });
        found.unwrap_or_else(|| totals.line(text))
    };
    view! {
        <Show when=move || has_any.get()>
            <div class="gallery-bar">
                <p class="gallery-bar__totals hint" prop:textContent=line></p>
                <Meter/>
                <Search/>
            </div>
        </Show>
    }
}

/// How full the browser's storage is.
#[component]
fn Meter() -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let line = move |(used, quota): (f64, f64)| {
        let (used, quota) = (measure::bytes(used as u64), measure::bytes(quota as u64));
        fill(text.storage_used, &[("used", &used), ("quota", &quota)])
    };
    view! {
        {move || store.gallery.storage_estimate.get().filter(|(_, quota)| *quota > 0.0).map(|(used, quota)| {
            let line = line((used, quota));
            view! {
                <p class="gallery-bar__room hint">
                    <meter
                        class="gallery-bar__meter"
                        min="0"
                        max="1"
                        high="0.85"
                        value=fixed(used / quota, 4)
                        aria-label=text.storage
                    ></meter>
                    <span prop:textContent=line></span>
                </p>
            }
        })}
    }
}

/// Words to look for, and the marked ones alone.
#[component]
fn Search() -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let only = move || store.gallery.search.with(|search| search.only_favourites);
    view! {
        <search class="gallery-bar__search">
            <input
                class="field__box gallery-bar__words"
                id=SEARCH_ID
                type="search"
                dir="auto"
                aria-label=text.search
                placeholder=text.search
                prop:value=move || store.gallery.search.with(|search| search.words.clone())
                on:input:target=move |event| search::search(store, event.target().value())
            />
            <button
                class="button"
                class:button--pressed=only
                type="button"
                aria-pressed=move || only().to_string()
                on:click=move |_| search::toggle_only_favourites(store)
            >
                <Icon glyph=Glyph::Star/>
                {text.only_favourites}
            </button>
        </search>
    }
}
