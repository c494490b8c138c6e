//! A picture close up, with the way that led to it.

use leptos::prelude::*;

use super::ancestry::Ancestry;
use super::clamped::Clamped;
use super::icon::{Glyph, Icon};
use super::modal::Modal;
use super::zoom_viewport::{ZoomButtons, ZoomViewport};
use crate::actions::{dialog, results};
use crate::model::bound;
use crate::model::result::ResultFacts;
use crate::model::zoom::Zoom;
use crate::store::use_store;

/// The dialog, shown while a picture is looked at.
#[component]
pub fn Viewer() -> impl IntoView {
    let store = use_store();
    let facts = Memo::new(move |_| {
        let id = store.viewed()?;
        store.gallery.results.with_untracked(|results| results.get(id).map(|item| item.facts.clone()))
    });
    view! {
        <Modal
            class="viewer"
            labelled_by="viewer-title"
            is_open=Signal::derive(move || store.viewed().is_some())
        >
            {move || facts.get().map(|facts| view! { <Close facts/> })}
        </Modal>
    }
}

/// The contents of the viewer.
#[component]
fn Close(facts: ResultFacts) -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let id = facts.id;
    let zoom = RwSignal::new(Zoom::default());
    view! {
        <header class="viewer__head">
            <Clamped class="viewer__title" id="viewer-title" text=facts.prompt.clone() is_heading=true/>
            <button class="button" type="button" on:click=move |_| dialog::close(store)>
                <Icon glyph=Glyph::Cross/>
                {text.close}
            </button>
        </header>
        <ZoomViewport zoom url=facts.url.clone() alt=bound::description(&facts.prompt)/>
        <footer class="viewer__foot">
            <div class="viewer__bar">
                <ZoomButtons zoom/>
                <p class="hint viewer__hint" id="zoom-hint">{text.zoom_hint}</p>
                <button class="button button--outlined" type="button" on:click=move |_| results::edit(store, id)>
                    <Icon glyph=Glyph::Edit/>
                    {text.go_on}
                </button>
            </div>
            <Ancestry id/>
        </footer>
    }
}
