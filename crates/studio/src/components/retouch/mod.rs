//! Painting the part of a picture that may change, and saying how.

mod stage;
mod state;
mod tools;

use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::*;

use self::stage::Stage;
use self::state::RetouchState;
use self::tools::Tools;
use super::icon::{Glyph, Icon};
use super::modal::Modal;
use super::zoom_viewport::ZoomButtons;
use crate::actions::{dialog, retouch};
use crate::browser::{page, press};
use crate::model::ids::RETOUCH_CHANGE_ID;
use crate::model::mask::{Mask, Tool};
use crate::model::result::ResultFacts;
use crate::model::undo::Direction;
use crate::store::use_store;

/// The dialog, shown while a picture is retouched.
#[component]
pub fn Retouch() -> impl IntoView {
    let store = use_store();
    let facts = Memo::new(move |_| {
        let id = store.retouched()?;
        store.gallery.results.with_untracked(|results| results.get(id).map(|item| item.facts.clone()))
    });
    view! {
        <Modal
            class="retouch"
            labelled_by="retouch-title"
            is_open=Signal::derive(move || store.retouched().is_some())
        >
            {move || facts.get().map(|facts| view! { <Work facts/> })}
        </Modal>
    }
}

/// The contents of the dialog.
#[component]
fn Work(facts: ResultFacts) -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let id = facts.id;
    let state = RetouchState::new(facts.width, facts.height);
    let ask = move || retouch::ask(store, id, state.mask.get_untracked(), state.feather.get_untracked());
    let on_key = move |event| {
        if press::is_send(&event) {
            ask();
        }
    };
    let shortcuts = window_event_listener(ev::keydown, move |event| shortcut(state, &event));
    on_cleanup(move || shortcuts.remove());
    view! {
        <header class="retouch__head">
            <h2 class="retouch__title" id="retouch-title">{text.retouch_title}</h2>
            <ZoomButtons zoom=state.zoom/>
            <button class="button" type="button" on:click=move |_| dialog::close(store)>
                <Icon glyph=Glyph::Cross/>
                {text.close}
            </button>
        </header>
        <Stage facts state/>
        <Tools state/>
        <footer class="retouch__foot" on:keydown=on_key>
            <label class="field retouch__change">
                <span class="field__label">{text.retouch_change}</span>
                <textarea
                    class="field__box"
                    id=RETOUCH_CHANGE_ID
                    rows="2"
                    dir="auto"
                    aria-describedby="retouch-note"
                    prop:value=move || store.composer.retouch_change.get()
                    on:input:target=move |event| retouch::set_change(store, event.target().value())
                ></textarea>
            </label>
            <button class="button button--main retouch__ask" type="button" on:click=move |_| ask()>
                {text.retouch_ask}
            </button>
            <p
                class="retouch__note"
                id="retouch-note"
                role="status"
                prop:textContent=move || store.composer.retouch_error.get().unwrap_or_default()
            ></p>
        </footer>
    }
}

/// Keys that hold in the whole dialog, wherever nothing is written.
fn shortcut(state: RetouchState, event: &KeyboardEvent) {
    if event.is_composing() || page::is_writing(event) {
        return;
    }
    match press::undo_way(event) {
        Some(Direction::Undo) => state.mask.update(Mask::undo),
        Some(Direction::Redo) => state.mask.update(Mask::redo),
        None if event.ctrl_key() || event.meta_key() || event.alt_key() => return,
        None => match press::key(event).as_str() {
            "b" => state.tool.set(Tool::Brush),
            "e" => state.tool.set(Tool::Eraser),
            "r" => state.tool.set(Tool::Rectangle),
            "[" => state.size.update(|size| *size = (*size / 1.25).max(1.0)),
            "]" => state.size.update(|size| *size *= 1.25),
            _ => return,
        },
    }
    event.prevent_default();
}
