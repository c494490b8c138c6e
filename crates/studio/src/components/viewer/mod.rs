//! The viewer: a picture with zoom, its details and actions, and buttons for the previous and the next one.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::ancestry::Ancestry;
use super::clamped::Clamped;
use super::icon::{Glyph, Icon};
use super::modal::Modal;
use super::result_card::{Actions, Info};
use super::zoom_viewport::{Fit, ZoomButtons, ZoomViewport};
use crate::actions::{dialog, flags, gallery, notice, notice_action, results, undo, viewer};
use crate::browser::{page, press};
use crate::model::bound;
use crate::model::ids::VIEWER_VIEWPORT_ID;
use crate::model::result::{ResultId, ResultMetadata};
use crate::model::zoom::Zoom;
use crate::store::notice::{Notice, NoticeAction};
use crate::store::{Store, use_store};

/// The dialog, shown while a picture is open.
#[component]
pub fn Viewer() -> impl IntoView {
    let store = use_store();
    let metadata = Memo::new(move |_| {
        let id = store.viewed()?;
        store.gallery.results.with_untracked(|results| results.get(id).map(|item| item.metadata.clone()))
    });
    view! {
        <Modal
            class="viewer"
            labelled_by="viewer-title"
            is_open=Signal::derive(move || store.viewed().is_some())
        >
            {move || metadata.get().map(|metadata| view! { <Close metadata/> })}
        </Modal>
    }
}

/// Moves to another picture, or runs an action on this one.
fn on_key(store: Store, id: ResultId, event: &KeyboardEvent) {
    if let Some(direction) = press::undo_direction(event) {
        event.prevent_default();
        return undo::step_in_viewer(store, direction);
    }
    let has_command = event.ctrl_key() || event.meta_key() || event.alt_key();
    if has_command || event.default_prevented() || page::is_typing(event) {
        return;
    }
    match press::key(event).as_str() {
        "ArrowLeft" | "k" => viewer::go_on(store, -1),
        "ArrowRight" | "j" => viewer::go_on(store, 1),
        "d" => results::download(store, id),
        "e" => results::edit(store, id),
        "f" => flags::toggle_favourite(store, id),
        "Delete" | "Backspace" => results::delete(store, id),
        _ => return,
    }
    event.prevent_default();
}

/// The contents of the viewer.
#[component]
fn Close(metadata: ResultMetadata) -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let id = metadata.id;
    let (zoom, fit) = (RwSignal::new(Zoom::default()), RwSignal::new(1.0));
    let step = Callback::new(move |by| viewer::go_on(store, by));
    view! {
        <div class="viewer__keys" on:keydown=move |event| on_key(store, id, &event)>
            <header class="viewer__head">
                <Clamped class="viewer__title" id="viewer-title" text=metadata.prompt.clone() is_heading=true/>
                <button class="button" type="button" on:click=move |_| dialog::close(store)>
                    <Icon glyph=Glyph::Cross/>
                    {text.close}
                </button>
            </header>
            <div class="viewer__viewport">
                <ZoomViewport
                    zoom
                    fit=Fit { scale: fit, pixels: (metadata.width, metadata.height) }
                    id=VIEWER_VIEWPORT_ID
                    is_first=true
                    step
                    lost=Callback::new(move |()| gallery::report_lost(store, id))
                    url=metadata.url.clone()
                    alt=bound::description(&metadata.prompt)
                />
                <StepButton name=text.previous_picture glyph=Glyph::Previous by=-1/>
                <StepButton name=text.next_picture glyph=Glyph::Next by=1/>
                <Message/>
            </div>
            <footer class="viewer__foot">
                <div class="viewer__bar">
                    <ZoomButtons zoom fit/>
                    <p class="hint viewer__hint" id="zoom-hint">{text.zoom_hint}</p>
                </div>
                <Actions id described_by="viewer-title"/>
                <details class="viewer__details" open=page::is_wide()>
                    <summary class="button">{text.details}</summary>
                    <div class="viewer__info">
                        <Info metadata/>
                    </div>
                </details>
                <Ancestry id/>
            </footer>
        </div>
    }
}

/// The current message, which the dialog covers on the page, with "Undo" if that restores a picture.
#[component]
fn Message() -> impl IntoView {
    let store = use_store();
    let message = move || {
        store.ui.notice.with(|notice| notice.as_ref().map(|notice| notice.text.clone()).unwrap_or_default())
    };
    let offers_undo = Memo::new(move |_| {
        let is_undo = |notice: &Notice| matches!(notice.action, Some(NoticeAction::Undo));
        store.ui.notice.with(|notice| notice.as_ref().is_some_and(is_undo))
    });
    view! {
        <div
            class="viewer__notice"
            on:pointerenter=move |_| notice::hold(store)
            on:pointerleave=move |_| notice::release(store)
        >
            <p role="status" prop:textContent=message></p>
            <Show when=move || offers_undo.get()>
                <button class="button button--text" type="button" on:click=move |_| notice_action::accept(store)>
                    {store.text().undo}
                </button>
            </Show>
        </div>
    }
}

/// The button for the previous or the next picture, hidden if there is none.
#[component]
fn StepButton(name: &'static str, glyph: Glyph, by: isize) -> impl IntoView {
    let store = use_store();
    let is_there = Memo::new(move |_| viewer::other(store, by).is_some());
    view! {
        <Show when=move || is_there.get()>
            <button
                class="viewer__step"
                class:viewer__step--next={by > 0}
                type="button"
                aria-label=name
                title=name
                on:click=move |_| viewer::go_on(store, by)
            >
                <Icon glyph/>
            </button>
        </Show>
    }
}
