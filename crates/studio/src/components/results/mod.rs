//! The region "Results": newest first, or an invitation.

use leptos::html::Button;
use leptos::prelude::*;

use super::empty_state::EmptyState;
use super::failure::FailureBox;
use super::gallery_bar::GalleryBar;
use super::icon::{Glyph, Icon};
use super::import_bar::ImportBar;
use super::interrupted::InterruptedBox;
use super::placeholder_card::PlaceholderCard;
use super::queue::Queue;
use super::result_card::ResultCard;
use super::storage_status::StorageStatus;
use crate::actions::{lazy, search};
use crate::browser::scroll_sentinel;
use crate::model::ids::RESULTS_ID;
use crate::model::job::Job;
use crate::model::result::{ResultFacts, ResultId};
use crate::model::undo::Direction;
use crate::store::{Store, use_store};

/// So many pictures are part of the page at first: of a thousand, hardly anyone looks at more.
const FIRST: usize = 24;
/// So many are added as they come near: few enough that scrolling does not stop for them.
const MORE: usize = 12;

/// The pictures, the places of those that are coming, and why one did not come.
#[component]
pub fn Results() -> impl IntoView {
    let store = use_store();
    let is_bare = Memo::new(move |_| store.is_bare());
    view! {
        <section class="results" aria-labelledby=RESULTS_ID>
            <div class="results__head">
                <h2 class="results__heading caption" id=RESULTS_ID tabindex="-1">{store.first.results}</h2>
                <Step direction=Direction::Undo/>
                <Step direction=Direction::Redo/>
            </div>
            {lazy::view(store, |lazy| lazy.pictures)}
            <Show when=move || is_bare.get()>
                <EmptyState/>
            </Show>
        </section>
    }
}

/// Takes the last change back, or puts it again.
#[component]
fn Step(direction: Direction) -> impl IntoView {
    let store = use_store();
    let (name, glyph) = match direction {
        Direction::Undo => (store.first.undo_step, Glyph::Back),
        Direction::Redo => (store.first.redo_step, Glyph::Forth),
    };
    let cannot = Memo::new(move |_| !store.session.history.with(|history| history.can(direction)));
    view! {
        // Not `disabled`: a user who undoes step by step would lose the focus with the last one.
        <button
            class="button results__step"
            type="button"
            aria-label=name
            title=name
            aria-disabled=move || cannot.get().to_string()
            on:click=move |_| lazy::with(store, move |lazy| (lazy.step)(store, direction))
        >
            <Icon glyph/>
        </button>
    }
}

/// The pictures, and all that is said of them.
#[component]
pub fn Pictures() -> impl IntoView {
    let store = use_store();
    let is_bare = Memo::new(move |_| store.is_bare());
    view! {
        <GalleryBar/>
        // Open settings lie over this, and show it themselves.
        <Show when=move || !store.ui.is_settings_open.get()>
            <ImportBar/>
        </Show>
        <StorageStatus/>
        <InterruptedBox/>
        <FailureBox/>
        <Show when=move || !is_bare.get()>
            <List/>
        </Show>
    }
}

/// Which results are seen, newest first. Nothing else of them matters to the list.
fn seen(store: Store) -> Memo<Vec<ResultId>> {
    Memo::new(move |_| {
        let search = store.gallery.search.get();
        store.gallery.results.with(|results| {
            let seen = results.iter().map(|item| &item.facts).filter(|facts| search.finds(facts));
            seen.map(|facts| facts.id).collect()
        })
    })
}

/// Whether the first two have the same prompt: then they are shown side by side, and none of them larger.
fn are_equal(store: Store, ids: Memo<Vec<ResultId>>) -> Memo<bool> {
    Memo::new(move |_| {
        let mut prompts: Vec<String> = store.session.jobs.with(|jobs| {
            let running = jobs.iter().rev().map(|queued| &queued.job).filter(|job| job.has_begun());
            running.map(|job| job.prompt.clone()).take(2).collect()
        });
        store.gallery.results.with(|results| {
            let seen = ids.with(|ids| ids.iter().take(2).copied().collect::<Vec<_>>());
            prompts.extend(seen.into_iter().filter_map(|id| Some(results.get(id)?.facts.prompt.clone())));
        });
        prompts.len() > 1 && prompts[0] == prompts[1]
    })
}

#[component]
fn List() -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let ids = seen(store);
    let most = RwSignal::new(FIRST);
    let shown = Memo::new(move |_| ids.with(|ids| ids.iter().take(most.get()).copied().collect::<Vec<_>>()));
    let jobs = Memo::new(move |_| {
        store.session.jobs.with(|jobs| {
            let running = jobs.iter().rev().map(|queued| &queued.job).filter(|job| job.has_begun());
            running.map(|job| job.id).collect::<Vec<u32>>()
        })
    });
    let are_equal = are_equal(store, ids);
    let job = move |id: u32| -> Option<Job> {
        store
            .session
            .jobs
            .with_untracked(|jobs| jobs.iter().map(|queued| &queued.job).find(|job| job.id == id).cloned())
    };
    let facts = move |id: ResultId| -> Option<ResultFacts> {
        store.gallery.results.with_untracked(|results| results.get(id).map(|item| item.facts.clone()))
    };
    let finds_nothing =
        Memo::new(move |_| ids.with(Vec::is_empty) && store.gallery.search.with(|search| search.is_on()));
    view! {
        <Show when=move || finds_nothing.get()>
            <p class="results__none">
                {text.nothing_found}
                <button class="button button--text" type="button" on:click=move |_| search::clear_search(store)>
                    {text.show_all}
                </button>
            </p>
        </Show>
        <Queue/>
        <ul class="results__list" class:results__list--equal=move || are_equal.get()>
            <For each=move || jobs.get() key=|id| *id let:id>
                <li class="results__item">
                    {job(id).map(|job| view! { <PlaceholderCard job/> })}
                </li>
            </For>
            <For each=move || shown.get() key=|id| *id let:id>
                <li class="results__item">
                    {facts(id).map(|facts| view! { <ResultCard facts/> })}
                </li>
            </For>
        </ul>
        <Show when=move || { ids.with(Vec::len) > most.get() }>
            <More most/>
        </Show>
    }
}

/// Shows more; it presses itself before it is reached.
#[component]
fn More(most: RwSignal<usize>) -> impl IntoView {
    let button = NodeRef::<Button>::new();
    Effect::new(move |_| {
        if let Some(button) = button.get() {
            scroll_sentinel::press_when_near(&button);
        }
    });
    view! {
        <button
            class="button button--outlined results__more"
            type="button"
            node_ref=button
            on:click=move |_| most.update(|most| *most += MORE)
        >
            {use_store().text().show_more}
        </button>
    }
}
