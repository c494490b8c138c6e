//! Requests that were interrupted when the page closed. Each can be sent again or dismissed.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use crate::actions::restore;
use crate::model::bound;
use crate::store::request::Interrupted;
use crate::store::use_store;

/// The list of interrupted requests, hidden if there are none.
#[component]
pub fn InterruptedBox() -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let all = move || {
        store.lazy_store().interrupted.with(|all| {
            let shown =
                |one: &Interrupted| (one.draft.clone(), bound::name(&one.request.0.prompt), one.was_sent);
            all.iter().map(shown).collect::<Vec<_>>()
        })
    };
    let is_any = Memo::new(move |_| store.lazy_store().interrupted.with(|all| !all.is_empty()));
    view! {
        <Show when=move || is_any.get()>
            <section class="interrupted" aria-labelledby="interrupted-title">
                <p class="interrupted__title">
                    <Icon glyph=Glyph::Warning/>
                    <strong id="interrupted-title">{text.interrupted}</strong>
                </p>
                <p>{text.interrupted_hint}</p>
                <ul class="interrupted__list">
                    <For each=all key=|(draft, ..)| draft.clone() let((draft, prompt, was_sent))>
                        <One draft prompt was_sent/>
                    </For>
                </ul>
            </section>
        </Show>
    }
}

/// One interrupted request.
#[component]
fn One(draft: String, prompt: String, was_sent: bool) -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let hint = if was_sent { text.interrupted_sent } else { text.interrupted_unsent };
    let gone = draft.clone();
    view! {
        <li class="interrupted__one">
            <span class="interrupted__prompt" dir="auto">{prompt}</span>
            <span class="hint">{hint}</span>
            <button class="button button--outlined" type="button" on:click=move |_| restore::run_again(store, &draft)>
                {text.interrupted_again}
            </button>
            <button class="button" type="button" on:click=move |_| restore::dismiss(store, &gone)>
                {text.dismiss}
            </button>
        </li>
    }
}
