//! Typing and choosing.

use leptos::prelude::*;

use crate::dom::focus;
use crate::dom::storage::Keep;
use crate::state::form::Form;
use crate::state::ratio::Ratio;
use crate::store::Store;

/// The prompt's id, which focus goes to.
pub const PROMPT_ID: &str = "prompt";
/// The name of the kept prompt.
const KEPT: &str = "prompt";

/// The form as the last visit of this tab left it.
pub fn load() -> Form {
    Form { prompt: Keep::Tab.get(KEPT).unwrap_or_default(), ratio: None }
}

/// Takes what was typed, and keeps it beyond a reload.
pub fn set_prompt(store: Store, prompt: String) {
    Keep::Tab.set(KEPT, &prompt);
    store.form_note.set(None);
    store.form.update(|form| form.prompt = prompt);
}

/// Takes an example, and the person to where it can be changed.
pub fn take_example(store: Store, prompt: &str) {
    set_prompt(store, prompt.into());
    focus::on(PROMPT_ID);
}

/// Takes the chosen ratio.
pub fn set_ratio(store: Store, ratio: Ratio) {
    store.form.update(|form| form.ratio = Some(ratio));
}
