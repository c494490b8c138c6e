//! The empty state: a summary of Studio, two buttons to start with, and sample edits.

use leptos::prelude::*;

use crate::actions::form::{begin_prompt, choose_photo, take_example};
use crate::store::{Store, use_store};

/// The empty state. Its parts share a few view types, because each type adds code to the first load.
#[component]
pub fn EmptyState() -> impl IntoView {
    let store = use_store();
    let text = store.shell;
    let examples = [text.example_1, text.example_2, text.example_3, text.example_4];
    // Each edit is a picture before and after it. The style sheet draws both in the style of demo mode.
    let edits = [
        ("edit edit--night", text.edit_night),
        ("edit edit--old", text.edit_old),
        ("edit edit--balloon", text.edit_balloon),
    ];
    let describe = button(store, DOOR, text.door_describe, |_, _| begin_prompt());
    let edit = button(store, DOOR, text.door_edit, |_, _| choose_photo());
    view! {
        <div class="empty">
            <h3 class="empty__title">{text.empty_title}</h3>
            {door(store, describe, text.door_describe_how, &examples, &[])}
            {door(store, edit, text.door_edit_how, &[], &edits)}
        </div>
    }
}

const DOOR: &str = "button button--outlined door__button";

fn door<B: IntoView>(
    store: Store,
    begin: B,
    how: &'static str,
    examples: &[&'static str],
    edits: &[(&'static str, &'static str)],
) -> impl IntoView + use<B> {
    let examples: Vec<_> =
        examples.iter().map(|example| button(store, "example", example, take_example)).collect();
    let edits: Vec<_> = edits.iter().map(|(class, name)| line(class, name)).collect();
    view! { <div class="door">{begin} {line("door__how", how)} {examples} {edits}</div> }
}

fn button(
    store: Store,
    class: &'static str,
    name: &'static str,
    act: fn(Store, &'static str),
) -> impl IntoView {
    view! {
        <button class=class type="button" on:click=move |_| act(store, name)>
            {name}
        </button>
    }
}

fn line(class: &'static str, words: &'static str) -> impl IntoView {
    view! { <p class=class>{words}</p> }
}
