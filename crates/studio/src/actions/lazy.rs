//! The loader of the lazy chunk, which is fetched once, at its first use.

use std::mem::swap;

use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};

use super::notice;
use crate::store::{LazyChunk, Store};

/// The delay before a notice says that the chunk is loading.
const SOON_MS: u32 = 400;

/// Calls a function with the chunk, either immediately or once the chunk is loaded.
pub fn with(store: Store, act: impl FnOnce(&'static LazyChunk) + 'static) {
    match store.lazy.get_untracked() {
        Some(lazy) => act(lazy),
        None => spawn_local(async move {
            if let Some(lazy) = wait(store).await {
                act(lazy);
            }
        }),
    }
}

/// Generates a picture. A second press while the chunk is loading is ignored.
pub fn generate(store: Store) {
    match store.lazy.get_untracked() {
        Some(lazy) => (lazy.generate)(store),
        None if store.composer.generates_when_loaded.get_value() => {}
        None => {
            store.composer.generates_when_loaded.set_value(true);
            let mut pressed = store.composer.form.with_untracked(|form| form.prompt.clone());
            spawn_local(async move {
                let lazy = wait(store).await;
                store.composer.generates_when_loaded.set_value(false);
                if let Some(lazy) = lazy {
                    // Text typed while the chunk was loading is for the next picture.
                    let mut exchange =
                        || swap(&mut store.composer.form.write_untracked().prompt, &mut pressed);
                    exchange();
                    (lazy.generate)(store);
                    exchange();
                }
            });
        }
    }
}

/// Loads the chunk and shows a notice in the meantime. Returns `None` and shows another notice if loading fails.
async fn wait(store: Store) -> Option<&'static LazyChunk> {
    let hint = Timeout::new(SOON_MS, move || notice::show(store, store.shell.part_loading, None));
    let loaded = load(store).await;
    drop(hint);
    store.ui.notice.set(None);
    if loaded.is_none() {
        notice::show(store, store.shell.part_missing, None);
    }
    loaded
}

/// Preloads the chunk. A failure is not shown, because the next use tries again.
pub fn prepare(store: Store) {
    if store.lazy.with_untracked(Option::is_none) {
        spawn_local(async move {
            let _ = load(store).await;
        });
    }
}

async fn load(store: Store) -> Option<&'static LazyChunk> {
    let lazy = (store.load_lazy)().await?;
    if store.lazy.with_untracked(Option::is_none) {
        store.lazy.set(Some(lazy));
    }
    // The views of the chunk are rendered in the next tick. An action before it finds no dialog to open.
    tick().await;
    Some(lazy)
}

/// Renders a view of the chunk, or nothing until the chunk is loaded.
pub fn view(store: Store, which: fn(&'static LazyChunk) -> fn() -> AnyView) -> impl IntoView {
    move || store.lazy.get().map(|lazy| which(lazy)())
}
