//! The region "Results": the stage and the gallery below it, or the empty state.

use leptos::prelude::*;

use super::empty_state::EmptyState;
use super::failure::FailureBox;
use super::gallery_bar::GalleryBar;
use super::gallery_grid::{GalleryGrid, SelectBar};
use super::icon::{Glyph, Icon};
use super::import_bar::ImportBar;
use super::interrupted::InterruptedBox;
use super::queue::Queue;
use super::stage::Stage;
use super::storage_status::StorageStatus;
use crate::actions::lazy;
use crate::model::ids::RESULTS_ID;
use crate::model::undo::Direction;
use crate::store::use_store;

/// The pictures, the placeholders of running jobs, and the failures.
#[component]
pub fn Results() -> impl IntoView {
    let store = use_store();
    let invites = Memo::new(move |_| store.invites());
    view! {
        // Outside the region, because an input image is not a result.
        <div class="results">
        {lazy::view(store, |lazy| lazy.photo)}
        <section aria-labelledby=RESULTS_ID>
            <div class="results__head">
                <h2 class="results__heading caption" id=RESULTS_ID tabindex="-1">{store.shell.results}</h2>
                <Step direction=Direction::Undo/>
                <Step direction=Direction::Redo/>
            </div>
            {lazy::view(store, |lazy| lazy.pictures)}
            <Show when=move || invites.get()>
                <EmptyState/>
            </Show>
        </section>
        </div>
    }
}

/// The button that undoes or redoes the last change.
#[component]
fn Step(direction: Direction) -> impl IntoView {
    let store = use_store();
    let (name, glyph) = match direction {
        Direction::Undo => (store.shell.undo_step, Glyph::Undo),
        Direction::Redo => (store.shell.redo_step, Glyph::Redo),
    };
    let cannot = Memo::new(move |_| !store.session.history.with(|history| history.can(direction)));
    view! {
        // `disabled` would remove the focus from the button after the last step that can be undone.
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

/// The results section: pictures, messages and controls.
#[component]
pub fn Pictures() -> impl IntoView {
    let store = use_store();
    let is_bare = Memo::new(move |_| store.is_bare());
    view! {
        // The settings panel covers this bar and shows its own.
        <Show when=move || !store.ui.is_settings_open.get()>
            <ImportBar/>
        </Show>
        <StorageStatus/>
        <InterruptedBox/>
        <FailureBox/>
        <Show when=move || !is_bare.get()>
            <Queue/>
            <Stage/>
            <SelectBar/>
            <GalleryBar/>
            <GalleryGrid/>
        </Show>
    }
}
