//! The user's saved prompts, on this device and in exported files.

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::File;

use super::{dialog, form};
use crate::browser::bytes::BlobPart;
use crate::browser::picture::BlobWithUrl;
use crate::browser::storage::StorageScope;
use crate::browser::{bytes, download, focus};
use crate::model::dialog::Dialog;
use crate::model::ids::PROMPT_ID;
use crate::model::prompt_history::distinct;
use crate::model::saved_prompts::{SavedPrompts, appended};
use crate::store::Store;
use crate::text::fill;

/// The name of the stored prompts.
const SAVED: &str = "prompts";
/// The file name of exported prompts.
const FILE: &str = "tintype-prompts.json";
/// The maximum number of recent prompts in the list.
const MOST_RECENT: usize = 30;
/// The maximum size of an imported file.
const MOST_BYTES: u64 = 20 << 20;

/// Opens the list of prompts.
pub fn open(store: Store) {
    // Another tab may have changed the saved prompts.
    store.lazy_store().saved_prompts.set(read());
    store.lazy_store().prompts_message.set(String::new());
    dialog::open(store, Dialog::Prompts);
}

fn read() -> SavedPrompts {
    StorageScope::Device
        .get(SAVED)
        .and_then(|json| SavedPrompts::from_json(json.as_bytes()))
        .unwrap_or_default()
}

fn change<T>(store: Store, how: impl FnOnce(&mut SavedPrompts) -> T) -> T {
    let mut saved = read();
    let outcome = how(&mut saved);
    StorageScope::Device
        .set(SAVED, &if saved == SavedPrompts::default() { String::new() } else { saved.to_json() });
    store.lazy_store().saved_prompts.set(saved);
    outcome
}

/// Returns the rows of the list: the prompt in the form, the saved prompts, and those of recent pictures.
pub fn rows(store: Store) -> Vec<String> {
    let lazy = store.lazy_store();
    let now = store.composer.form.with_untracked(|form| form.prompt.trim().to_owned());
    let sent = lazy.prompts.get_value();
    lazy.saved_prompts.with_untracked(|saved| {
        store.gallery.results.with_untracked(|results| {
            let of_results = results.iter().map(|item| item.metadata.prompt.as_str());
            let recent = distinct(sent.iter().map(String::as_str).chain(of_results), MOST_RECENT);
            let all = std::iter::once(now.as_str()).chain(saved.iter()).chain(recent);
            distinct(all, usize::MAX).into_iter().map(str::to_owned).collect()
        })
    })
}

/// Saves a prompt, or removes a saved one.
pub fn toggle(store: Store, prompt: &str) {
    change(store, |saved| saved.toggle(prompt));
}

/// Replaces the prompt in the form.
pub fn replace(store: Store, prompt: &str) {
    write(store, prompt.to_owned());
}

/// Appends a prompt to the one in the form.
pub fn append(store: Store, prompt: &str) {
    let now = store.composer.form.with_untracked(|form| form.prompt.clone());
    write(store, appended(&now, prompt));
}

fn write(store: Store, prompt: String) {
    dialog::close(store);
    store.composer.form_error.set(None);
    form::apply(store, |form| form.prompt = prompt);
    focus::on(PROMPT_ID);
}

/// Exports the saved prompts as a file.
pub fn export(store: Store) {
    let json = store.lazy_store().saved_prompts.with_untracked(SavedPrompts::to_json);
    let Some(file) = bytes::join(vec![BlobPart::Bytes(json.into_bytes())], "application/json") else {
        return;
    };
    let file = BlobWithUrl::new(file);
    if download::save(&file.url(), FILE) {
        store.lazy_store().prompts_message.set(fill(store.text().downloaded, &[("name", FILE)]));
    }
    store.ui.last_download.set_value(Some(file));
}

/// Imports the prompts of an exported file.
pub fn import(store: Store, file: File) {
    spawn_local(async move {
        let size = file.size() as u64;
        let json = if size > MOST_BYTES { None } else { bytes::read(&file, 0, size).await };
        let read = json.and_then(|json| SavedPrompts::from_json(&json));
        let message = match read {
            Some(read) => {
                let count = change(store, |saved| saved.add(read.into_prompts()));
                fill(store.text().prompts_imported, &[("count", &count.to_string())])
            }
            None => fill(store.text().prompts_unreadable, &[("name", &file.name())]),
        };
        store.lazy_store().prompts_message.set(message);
    });
}
