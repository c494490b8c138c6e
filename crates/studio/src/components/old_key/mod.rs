//! The question which service a key from an older version belongs to. The key is not sent until the user answers.

use leptos::prelude::*;

use crate::actions::settings;
use crate::model::ids::field;
use crate::store::use_store;
use crate::text::fill;

/// The question, shown while there is such a key.
#[component]
pub fn OldKey() -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let question = move || {
        let key = store.session.old_key.get()?.excerpt();
        let host =
            store.session.settings.with(|settings| Some(settings.key.origin.as_ref()?.host().to_owned()));
        let host = host.unwrap_or_else(|| "?".into());
        Some(fill(text.old_key_question, &[("key", &key), ("host", &host)]))
    };
    let is_asked = Memo::new(move |_| store.session.old_key.with(Option::is_some));
    let has_place = move || store.session.settings.with(|settings| settings.key.origin.is_some());
    view! {
        <Show when=move || is_asked.get()>
            <aside class="old-key" aria-label=text.old_key>
                <p id=field::OLD_KEY tabindex="-1" prop:textContent=move || question().unwrap_or_default()></p>
                <div class="old-key__answers">
                    <button
                        class="button button--outlined"
                        type="button"
                        disabled=move || !has_place()
                        on:click=move |_| settings::adopt_old_key(store)
                    >
                        {text.old_key_use}
                    </button>
                    <button
                        class="button button--outlined"
                        type="button"
                        on:click=move |_| settings::open_at(store, field::ENDPOINT)
                    >
                        {text.old_key_elsewhere}
                    </button>
                    <button class="button button--text" type="button" on:click=move |_| settings::remove_old_key(store)>
                        {text.old_key_forget}
                    </button>
                </div>
            </aside>
        </Show>
    }
}
