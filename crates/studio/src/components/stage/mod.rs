//! The stage: all pictures of the current job, and one of them enlarged with its metadata, history and actions.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::gallery_grid::QuickActions;
use super::icon::{Glyph, Icon};
use super::placeholder_card::PlaceholderCard;
use super::result_card::{Mount, ResultCard};
use crate::actions::stage;
use crate::model::bound;
use crate::model::ids::card_id;
use crate::model::job::Job;
use crate::model::result::{ResultId, ResultMetadata};
use crate::model::stage::Place;
use crate::store::{Store, use_store};
use crate::text::fill;

/// The stage, empty while there is no picture.
#[component]
pub fn Stage() -> impl IntoView {
    let store = use_store();
    let places = Memo::new(move |_| store.staged());
    let large = Memo::new(move |_| {
        let chosen = store.browse().stage.with(|stage| stage.large).map(Place::Result);
        places.with(|places| match places.as_slice() {
            [one] => Some(*one),
            several => chosen.filter(|chosen| several.contains(chosen)),
        })
    });
    let are_several = Memo::new(move |_| places.with(|places| places.len() > 1));
    view! {
        <Show when=move || are_several.get()>
            <Sheet places large/>
        </Show>
        <div class="stage">
            <For each=move || large.get() key=|place| *place let:place>
                {match place {
                    Place::Job(id) => job(store, id).map(|job| view! { <PlaceholderCard job/> }).into_any(),
                    Place::Result(id) => metadata(store, id).map(|metadata| view! { <ResultCard metadata/> }).into_any(),
                }}
            </For>
        </div>
    }
}

fn job(store: Store, id: u32) -> Option<Job> {
    let jobs = store.session.jobs;
    jobs.with_untracked(|jobs| jobs.iter().map(|queued| &queued.job).find(|job| job.id == id).cloned())
}

fn metadata(store: Store, id: ResultId) -> Option<ResultMetadata> {
    store.find(id).map(|item| item.metadata.clone())
}

/// The contact sheet: all pictures of the job, or a filmstrip above the enlarged one.
#[component]
fn Sheet(places: Memo<Vec<Place>>, large: Memo<Option<Place>>) -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let is_filmstrip = Memo::new(move |_| large.get().is_some());
    let are_of_several_models = Memo::new(move |_| {
        let model = |place: &Place| match place {
            Place::Result(id) => metadata(store, *id).map(|metadata| metadata.model),
            Place::Job(_) => None,
        };
        let models: BTreeSet<_> = places.with(|places| places.iter().filter_map(model).collect());
        models.len() > 1
    });
    let columns = move || places.with(|places| if places.len() > 4 { 4 } else { 2 }).to_string();
    view! {
        <div class="sheet" class:sheet--filmstrip=move || is_filmstrip.get()>
            <ul class="sheet__list" style:--columns=columns aria-label=text.variants_of_job>
                <For each=move || places.get() key=|place| *place let:place>
                    <li class="sheet__item">
                        {match place {
                            Place::Job(id) => job(store, id).map(|job| view! { <PlaceholderCard job/> }).into_any(),
                            Place::Result(id) => {
                                metadata(store, id).map(|metadata| view! { <Tile metadata large is_filmstrip are_of_several_models/> }).into_any()
                            }
                        }}
                    </li>
                </For>
            </ul>
            <Show when=move || is_filmstrip.get()>
                <button class="button sheet__all" type="button" on:click=move |_| stage::show_all(store)>
                    <Icon glyph=Glyph::Sheet/>
                    {text.show_sheet}
                </button>
            </Show>
        </div>
    }
}

/// One picture of the sheet.
#[component]
fn Tile(
    metadata: ResultMetadata,
    large: Memo<Option<Place>>,
    is_filmstrip: Memo<bool>,
    are_of_several_models: Memo<bool>,
) -> impl IntoView {
    let store = use_store();
    let id = metadata.id;
    let is_large = Memo::new(move |_| large.get() == Some(Place::Result(id)));
    let name = bound::name(&metadata.prompt);
    let name = fill(store.text().show_large, &[("name", &name)]);
    let url = metadata.url.clone();
    let whole = move || {
        let metadata = metadata.clone();
        let name = bound::name(&metadata.prompt);
        // Pictures of several models each show the name of their model.
        let (model, is_demo) = (metadata.model.clone(), metadata.sandbox);
        let model = move || {
            (are_of_several_models.get() && !is_demo)
                .then(|| view! { <p class="tile__model" translate="no">{model.clone()}</p> })
        };
        view! {
            <article class="tile" id=card_id(id) tabindex="-1" aria-label=name>
                <Mount metadata described_by="" is_old=false open=stage::show/>
                <div class="tile__caption">
                    {model}
                    <QuickActions id is_reached=true/>
                </div>
            </article>
        }
    };
    view! {
        <Show
            when=move || is_filmstrip.get()
            fallback=whole
        >
            <button
                class="tile__small"
                type="button"
                aria-label=name.clone()
                aria-current=move || is_large.get().then_some("true")
                on:click=move |_| stage::show(store, id)
            >
                <img class="tile__image" src=url.clone() alt=""/>
            </button>
        </Show>
    }
}
