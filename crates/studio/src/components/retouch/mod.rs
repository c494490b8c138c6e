//! The retouch dialog: the user paints a mask over the part that may change, and describes the change.

mod state;
mod tools;
mod viewport;

use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::*;

use self::state::RetouchState;
use self::tools::Tools;
use self::viewport::RetouchViewport;
use super::modal::Modal;
use super::photo_tools::{ChangeRequest, ToolHeader};
use super::zoom_viewport::ZoomButtons;
use crate::actions::retouch;
use crate::browser::{page, press};
use crate::model::dialog::Dialog;
use crate::model::ids::RETOUCH_CHANGE_ID;
use crate::model::mask::{Mask, Tool};
use crate::model::photo::Photo;
use crate::model::undo::Direction;
use crate::store::use_store;

/// The dialog, shown while a picture is retouched.
#[component]
pub fn Retouch() -> impl IntoView {
    let store = use_store();
    let subject = Memo::new(move |_| store.ui.dialog.get().and_then(Dialog::retouched));
    let photo = Memo::new(move |_| store.photo(subject.get()?));
    view! {
        <Modal
            class="retouch"
            labelled_by="retouch-title"
            is_open=Signal::derive(move || subject.get().is_some())
        >
            {move || photo.get().map(|photo| view! { <Work photo/> })}
        </Modal>
    }
}

/// The contents of the dialog.
#[component]
fn Work(photo: Photo) -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let subject = photo.subject;
    let state = RetouchState::new(photo.width, photo.height);
    let ask = move |()| {
        retouch::ask(store, subject, state.mask.get_untracked(), state.feather.get_untracked());
    };
    let shortcuts = window_event_listener(ev::keydown, move |event| shortcut(state, &event));
    on_cleanup(move || shortcuts.remove());
    view! {
        <ToolHeader id="retouch-title" title=text.retouch_title>
            <ZoomButtons zoom=state.zoom/>
        </ToolHeader>
        <RetouchViewport photo state/>
        <Tools state/>
        <ChangeRequest
            id=RETOUCH_CHANGE_ID
            error_id="retouch-error"
            label=text.retouch_change
            ask_label=text.retouch_ask
            words=store.composer.retouch_change
            set_words=move |words| retouch::set_change(store, words)
            ask
            error=store.composer.retouch_error
        />
    }
}

/// Handles the shortcuts of the whole dialog, except while the user types.
fn shortcut(state: RetouchState, event: &KeyboardEvent) {
    if event.is_composing() || page::is_writing(event) {
        return;
    }
    match press::undo_direction(event) {
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
