//! Painting the part of a picture that may change, and saying how.

mod bench;
mod stage;
mod tools;

use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::*;

use self::bench::Bench;
use self::stage::Stage;
use self::tools::Tools;
use super::icon::{Glyph, Icon};
use super::modal::Modal;
use super::zoom_stage::ZoomButtons;
use crate::actions::{dialog, retouch};
use crate::browser::{page, press};
use crate::model::ids::RETOUCH_CHANGE_ID;
use crate::model::mask::{Mask, Tool};
use crate::model::result::ResultFacts;
use crate::model::undo::Way;
use crate::store::use_store;

/// The dialog, shown while a picture is retouched.
#[component]
pub fn Retouch() -> impl IntoView {
    let store = use_store();
    let facts = Memo::new(move |_| {
        let id = store.retouched()?;
        store.gallery.results.with_untracked(|results| results.get(id).map(|outcome| outcome.facts.clone()))
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

/// What is in it.
#[component]
fn Work(facts: ResultFacts) -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let id = facts.id;
    let bench = Bench::new(facts.width, facts.height);
    let ask = move || retouch::ask(store, id, bench.mask.get_untracked(), bench.feather.get_untracked());
    let on_key = move |event| {
        if press::is_send(&event) {
            ask();
        }
    };
    let shortcuts = window_event_listener(ev::keydown, move |event| shortcut(bench, &event));
    on_cleanup(move || shortcuts.remove());
    view! {
        <header class="retouch__head">
            <h2 class="retouch__title" id="retouch-title">{text.retouch_title}</h2>
            <ZoomButtons zoom=bench.zoom/>
            <button class="button" type="button" on:click=move |_| dialog::close(store)>
                <Icon glyph=Glyph::Cross/>
                {text.close}
            </button>
        </header>
        <Stage facts bench/>
        <Tools bench/>
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
fn shortcut(bench: Bench, event: &KeyboardEvent) {
    if event.is_composing() || page::is_writing(event) {
        return;
    }
    match press::undo_way(event) {
        Some(Way::Back) => bench.mask.update(Mask::undo),
        Some(Way::Forth) => bench.mask.update(Mask::redo),
        None if event.ctrl_key() || event.meta_key() || event.alt_key() => return,
        None => match press::key(event).as_str() {
            "b" => bench.tool.set(Tool::Brush),
            "e" => bench.tool.set(Tool::Eraser),
            "r" => bench.tool.set(Tool::Rectangle),
            "[" => bench.size.update(|size| *size = (*size / 1.25).max(1.0)),
            "]" => bench.size.update(|size| *size *= 1.25),
            _ => return,
        },
    }
    event.prevent_default();
}
