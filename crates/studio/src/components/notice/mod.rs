//! Transient messages, with "Undo" after an action that can be undone.

use leptos::ev::FocusEvent;
use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use crate::actions::{notice, notice_action};
use crate::browser::focus;
use crate::model::ids::UNDO_ID;
use crate::store::notice::NoticeAction;
use crate::store::use_store;

/// The live region of the message. It is always in the page, so that screen readers announce its changes.
#[component]
pub fn NoticeArea() -> impl IntoView {
    let store = use_store();
    let text = store.shell;
    let message = move || {
        store.ui.notice.with(|notice| notice.as_ref().map(|notice| notice.text.clone()).unwrap_or_default())
    };
    let is_shown = Memo::new(move |_| store.ui.notice.with(Option::is_some));
    let can_accept =
        move || store.ui.notice.with(|notice| notice.as_ref().is_some_and(|notice| notice.action.is_some()));
    let action = move || {
        store.ui.notice.with(|notice| match notice.as_ref().and_then(|notice| notice.action.as_ref()) {
            Some(NoticeAction::UseDetails(_)) => text.use_details,
            Some(NoticeAction::Show(_)) => text.show,
            _ => text.undo,
        })
    };
    // Hold the message for keyboard focus only, because a click elsewhere can move the focus here unintentionally.
    let on_focus = move |event: FocusEvent| {
        if focus::is_seen(&event) {
            notice::hold(store);
        }
    };
    view! {
        <div
            class="notice-area"
            on:pointerenter=move |_| notice::hold(store)
            on:pointerleave=move |_| notice::release(store)
            on:focusin=on_focus
            on:focusout=move |_| notice::release(store)
        >
            <div class="notice" class:notice--shown=move || is_shown.get()>
                <p class="notice__text" role="status" dir="auto" prop:textContent=message></p>
                <Show when=can_accept>
                    <button
                        class="button button--text"
                        type="button"
                        id=UNDO_ID
                        prop:textContent=action
                        on:click=move |_| notice_action::accept(store)
                    ></button>
                </Show>
                <Show when=move || is_shown.get()>
                    <button
                        class="button notice__dismiss"
                        type="button"
                        aria-label=text.dismiss
                        on:click=move |_| notice::dismiss(store)
                    >
                        <Icon glyph=Glyph::Cross/>
                    </button>
                </Show>
            </div>
        </div>
    }
}
