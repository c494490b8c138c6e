//! Painting the part of a picture that may change, and saying how.

mod stage;
mod tools;

use leptos::ev::{self, KeyboardEvent};
use leptos::html::Dialog;
use leptos::prelude::*;

use self::stage::Stage;
use self::tools::Tools;
use super::icon::{Glyph, Icon};
use super::modal;
use super::zoom_stage::ZoomButtons;
use crate::actions::retouch::{self, CHANGE_ID};
use crate::dom::{page, press};
use crate::state::mask::{Mask, Tool};
use crate::state::result::ResultFacts;
use crate::state::undo::Way;
use crate::state::zoom::Zoom;
use crate::store::use_store;

/// What is in the person's hand, and what it has done.
#[derive(Clone, Copy)]
struct Bench {
    mask: RwSignal<Mask>,
    tool: RwSignal<Tool>,
    /// Across, in pixels of the picture.
    size: RwSignal<f64>,
    /// Width of the soft edge, in pixels of the picture.
    feather: RwSignal<u32>,
    zoom: RwSignal<Zoom>,
}

impl Bench {
    fn new(width: u32, height: u32) -> Self {
        Self {
            mask: RwSignal::new(Mask::default()),
            tool: RwSignal::new(Tool::default()),
            size: RwSignal::new((f64::from(width.min(height)) / 10.0).round()),
            feather: RwSignal::new(width.min(height) / 100),
            zoom: RwSignal::new(Zoom::default()),
        }
    }
}

/// The dialog, shown while a picture is retouched.
#[component]
pub fn Retouch() -> impl IntoView {
    let store = use_store();
    let dialog = NodeRef::<Dialog>::new();
    modal::show_while(dialog, Memo::new(move |_| store.retouched.with(Option::is_some)));
    let facts = Memo::new(move |_| {
        let id = store.retouched.get()?;
        store.results.with_untracked(|results| results.get(id).map(|outcome| outcome.facts.clone()))
    });
    view! {
        <dialog
            class="retouch"
            aria-labelledby="retouch-title"
            node_ref=dialog
            on:close=move |_| store.retouched.set(None)
        >
            {move || facts.get().map(|facts| view! { <Work facts/> })}
        </dialog>
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
            <button class="button" type="button" on:click=move |_| store.retouched.set(None)>
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
                    id=CHANGE_ID
                    rows="2"
                    dir="auto"
                    aria-describedby="retouch-note"
                    prop:value=move || store.retouch_change.get()
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
                prop:textContent=move || store.retouch_note.get().unwrap_or_default()
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
