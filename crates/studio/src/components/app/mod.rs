//! The page: who stands where, and what the whole window takes (drops and pastes).

use leptos::ev;
use leptos::prelude::*;

use super::compare::Compare;
use super::composer::Composer;
use super::masthead::Masthead;
use super::notice::NoticeArea;
use super::results::Results;
use super::sandbox_label::SandboxLabel;
use super::settings::SettingsPanel;
use crate::actions::{form, inputs, settings};
use crate::dom::files;
use crate::store::{Store, provide_store};

/// The whole of Studio.
#[component]
pub fn App() -> impl IntoView {
    let store = Store::new(form::load(), settings::load(), settings::load_theme());
    provide_store(store);
    take_drops(store);
    take_pastes(store);
    view! {
        <a class="skip" href="#results">{store.text.skip_to_results}</a>
        <Masthead/>
        <SettingsPanel/>
        <main class="table" class:table--dragged=move || store.is_dragged_over.get()>
            <div class="table__composer">
                <SandboxLabel/>
                <Composer/>
            </div>
            <Results/>
        </main>
        <Compare/>
        <NoticeArea/>
        <p class="unseen" role="status">{move || store.announcement.get()}</p>
    }
}

/// Files may be dropped anywhere: a near miss must not replace the page by the picture.
fn take_drops(store: Store) {
    let over = window_event_listener(ev::dragover, move |event| {
        if event.data_transfer().is_some_and(|transfer| files::are_dragged(&transfer)) {
            event.prevent_default();
            store.is_dragged_over.set(true);
        }
    });
    let leave = window_event_listener(ev::dragleave, move |event| {
        // Leaving one element for another inside the page is not leaving.
        if event.related_target().is_none() {
            store.is_dragged_over.set(false);
        }
    });
    let drop = window_event_listener(ev::drop, move |event| {
        store.is_dragged_over.set(false);
        if let Some(transfer) = event.data_transfer().filter(files::are_dragged) {
            event.prevent_default();
            inputs::add(store, files::of_transfer(&transfer));
        }
    });
    on_cleanup(move || [over, leave, drop].into_iter().for_each(|listener| listener.remove()));
}

fn take_pastes(store: Store) {
    let paste = window_event_listener(ev::paste, move |event| {
        let pasted = event.clipboard_data().filter(|data| !files::has_text(data));
        let pasted = pasted.map(|data| files::of_transfer(&data)).unwrap_or_default();
        if !pasted.is_empty() {
            event.prevent_default();
            inputs::add(store, pasted);
        }
    });
    on_cleanup(move || paste.remove());
}
