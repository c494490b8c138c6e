//! The demo mode label, with a button that leads to the API key field.

use leptos::prelude::*;

use crate::actions::settings;
use crate::model::ids::field;
use crate::store::use_store;

/// The label, hidden once there is a key.
#[component]
pub fn SandboxLabel() -> impl IntoView {
    let store = use_store();
    let text = store.shell;
    view! {
        <Show when=move || store.uses_sandbox() && store.session.old_key.with(Option::is_none)>
            <aside class="sandbox-label" aria-label=text.sandbox>
                <p>
                    <strong>{text.sandbox}": "</strong>
                    {text.sandbox_label}" "
                    <button
                        class="button button--text"
                        type="button"
                        on:click=move |_| settings::open_at(store, field::KEY)
                    >
                        {text.sandbox_use_key}
                    </button>
                    {text.sandbox_use_key_why}
                </p>
            </aside>
        </Show>
    }
}
