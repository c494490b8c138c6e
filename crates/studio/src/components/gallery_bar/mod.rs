//! The bar above the gallery: totals, storage usage once the storage is nearly full, and the search.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::storage_meter::StorageMeter;
use crate::actions::{search, select};
use crate::browser::picture::Blobs;
use crate::model::gallery::ResultList;
use crate::model::grid::Density;
use crate::model::ids::SEARCH_ID;
use crate::model::search::Counts;
use crate::model::totals::Totals;
use crate::store::{Store, use_store};
use crate::text::fill;
use crate::text::totals;

/// The fraction of used storage from which the user is warned.
const NEARLY_FULL: f64 = 0.7;

/// The bar, shown once there is a picture.
#[component]
pub fn GalleryBar() -> impl IntoView {
    let store = use_store();
    let totals = Memo::new(move |_| {
        store.gallery.results.with(|results| Totals::of(results.iter().map(|item| &item.metadata)))
    });
    let has_any = Memo::new(move |_| totals.get().pictures > 0);
    let found = Memo::new(move |_| {
        let search = store.gallery.search.get();
        let all =
            |results: &ResultList<Blobs>| results.iter().filter(|one| search.finds(&one.metadata)).count();
        search.is_on().then(|| store.gallery.results.with(all))
    });
    // An active search replaces the totals by the number of matches.
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
                <StorageMeter least=NEARLY_FULL/>
                <Search/>
            </div>
        </Show>
    }
}

/// The search field, the filters with their number of matches, and the size of the cells.
#[component]
fn Search() -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let counts = Memo::new(move |_| {
        store.gallery.results.with(|results| Counts::of(results.iter().map(|item| &item.metadata)))
    });
    let only_favourites = Signal::derive(move || store.gallery.search.with(|search| search.only_favourites));
    let only_edits = Signal::derive(move || store.gallery.search.with(|search| search.only_edits));
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
            <Filter
                name=text.only_favourites
                count=Signal::derive(move || counts.with(|counts| counts.favourites))
                is_on=only_favourites
                toggle=search::toggle_only_favourites
            />
            <Filter
                name=text.only_edits
                count=Signal::derive(move || counts.with(|counts| counts.edits))
                is_on=only_edits
                toggle=search::toggle_only_edits
            />
            <Choice
                name=text.only_model
                all=text.all_models
                // With one model there is nothing to choose.
                least=2
                counts=Signal::derive(move || counts.with(|counts| counts.models.clone()))
                chosen=Signal::derive(move || store.gallery.search.with(|search| search.model.clone()))
                choose=search::only_model
            />
            <Choice
                name=text.only_collection
                all=text.all_collections
                least=1
                counts=Signal::derive(move || counts.with(|counts| counts.collections.clone()))
                chosen=Signal::derive(move || store.gallery.search.with(|search| search.collection.clone()))
                choose=search::only_collection
            />
            <Densities/>
        </search>
    }
}

/// A filter button with the number of matching pictures.
#[component]
fn Filter(name: &'static str, count: Signal<usize>, is_on: Signal<bool>, toggle: fn(Store)) -> impl IntoView {
    let store = use_store();
    view! {
        <button
            class="button gallery-bar__filter"
            class:button--pressed=move || is_on.get()
            type="button"
            title=move || totals::count(count.get(), store.text())
            aria-pressed=move || is_on.get().to_string()
            on:click=move |_| toggle(store)
        >
            {name}
            <span class="gallery-bar__count" aria-hidden="true" prop:textContent=move || count.get().to_string()></span>
        </button>
    }
}

/// A menu that filters by model or by collection, with the number of pictures of each.
#[component]
fn Choice(
    name: &'static str,
    /// The entry that shows all pictures.
    all: &'static str,
    /// The minimum number of entries for which the menu is shown.
    least: usize,
    counts: Signal<BTreeMap<String, usize>>,
    chosen: Signal<Option<String>>,
    choose: fn(Store, Option<String>),
) -> impl IntoView {
    let store = use_store();
    // Keep the menu visible while a filter is selected, so that the user can reset it even without matches.
    let is_shown =
        Memo::new(move |_| counts.with(|counts| counts.len() >= least) || chosen.with(Option::is_some));
    let options = move || {
        let option = |(one, count): (String, usize)| {
            let is_chosen = chosen.with(|chosen| chosen.as_deref() == Some(&*one));
            view! { <option value=one.clone() selected=is_chosen>{format!("{one} ({count})")}</option> }
        };
        counts.get().into_iter().map(option).collect_view()
    };
    view! {
        <Show when=move || is_shown.get()>
            <select
                class="field__box gallery-bar__choice"
                aria-label=name
                on:change:target=move |event| {
                    let one = event.target().value();
                    choose(store, (!one.is_empty()).then_some(one));
                }
            >
                <option value="" selected=move || chosen.with(Option::is_none)>{all}</option>
                {options}
            </select>
        </Show>
    }
}

/// The buttons for the size of the cells.
#[component]
fn Densities() -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let density = store.browse().density;
    let names = [text.density_small, text.density_medium, text.density_large];
    let buttons = Density::ALL.into_iter().zip(names).map(|(one, name)| {
        view! {
            <button
                class="button gallery-bar__density"
                class:button--pressed=move || density.get() == one
                type="button"
                aria-label=name
                title=name
                aria-pressed=move || (density.get() == one).to_string()
                on:click=move |_| select::set_density(store, one)
            >
                <span class=format!("gallery-bar__squares gallery-bar__squares--{}", one.value())></span>
            </button>
        }
    });
    view! {
        <div class="gallery-bar__densities" role="group" aria-label=text.density>
            {buttons.collect_view()}
        </div>
    }
}
