//! The prompt history of this visit and of the gallery, which the arrow keys recall.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::form;
use crate::model::prompt_history::distinct;
use crate::store::Store;

/// The maximum number of prompts in the history.
const MOST: usize = 100;

/// Records a sent prompt. The gallery has the prompts of its pictures, but not those of failed requests.
pub fn record(store: Store, prompt: &str) {
    store.lazy_store().prompts.update_value(|prompts| {
        prompts.insert(0, prompt.to_owned());
        prompts.truncate(MOST);
    });
}

/// Handles an arrow key in the prompt. Returns whether the key recalled another prompt.
pub fn recall(store: Store, event: &KeyboardEvent) -> bool {
    let is_older = match event.key().as_str() {
        "ArrowUp" => true,
        "ArrowDown" => false,
        _ => return false,
    };
    if event.is_composing() || event.shift_key() || event.ctrl_key() || event.meta_key() || event.alt_key() {
        return false;
    }
    let prompt = store.composer.form.with_untracked(|form| form.prompt.clone());
    let lazy = store.lazy_store();
    let sent = lazy.prompts.get_value();
    let step = store.gallery.results.with_untracked(|results| {
        let of_results = results.iter().map(|item| item.metadata.prompt.as_str());
        let all = distinct(sent.iter().map(String::as_str).chain(of_results), MOST);
        lazy.recall.with_value(|recall| recall.step(&all, &prompt, is_older))
    });
    let Some((recall, shown)) = step else { return false };
    lazy.recall.set_value(recall);
    form::set_prompt(store, shown);
    true
}
