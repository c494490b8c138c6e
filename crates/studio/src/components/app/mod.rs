//! The page: the layout of its components, and the window's drop, paste and key listeners.

use leptos::ev;
use leptos::prelude::*;
use web_sys::{DataTransfer, Event, File};

use super::composer::Composer;
use super::header::Header;
use super::notice::NoticeArea;
use super::results::Results;
use super::sandbox_label::SandboxLabel;
use crate::actions::{form, gallery, lazy, page, settings};
use crate::browser::clipboard::Paste;
use crate::browser::{files, page as dom_page};
use crate::store::{LoadLazy, Store, provide_store, use_store};

/// The root component of Studio.
#[component]
pub fn App(
    /// Loads the lazy chunk.
    load_lazy: LoadLazy,
) -> impl IntoView {
    let language = page::load_language();
    let (form, draft) = form::load();
    let store = Store::new(form, settings::load(), settings::load_theme(), language, load_lazy);
    settings::load_details(store);
    settings::find_old_key(store);
    gallery::load(store);
    form::watch_link(store);
    form::offer_draft(store, draft);
    page::watch_connection(store);
    take_drops(store);
    take_pastes(store);
    take_keys(store);
    prepare_early(store);
    // Rebuild the page when the language changes, because every component contains its texts.
    move || {
        let language = store.session.language.get();
        provide_store(store.in_language(language));
        view! { <Page/> }
    }
}

/// The visible page.
#[component]
fn Page() -> impl IntoView {
    let store = use_store();
    view! {
        <a class="skip" href="#results">{store.shell.skip_to_results}</a>
        <Header/>
        {lazy::view(store, |lazy| lazy.settings)}
        <main class="table" class:table--dragged=move || store.ui.is_dragged_over.get()>
            <div class="table__composer">
                <Offline/>
                {lazy::view(store, |lazy| lazy.old_key)}
                <SandboxLabel/>
                <Composer/>
            </div>
            <Results/>
        </main>
        {lazy::view(store, |lazy| lazy.dialogs)}
        <NoticeArea/>
        <p class="visually-hidden" role="status" prop:textContent=move || store.ui.announcement.get()></p>
    }
}

/// Accepts files dropped anywhere, because after a near miss the browser would replace the page by the picture.
fn take_drops(store: Store) {
    let over = window_event_listener(ev::dragover, move |event| {
        if event.data_transfer().is_some_and(|transfer| is_ours(&transfer, &event)) {
            event.prevent_default();
            page::set_dragged_over(store, true);
        }
    });
    let leave = window_event_listener(ev::dragleave, move |event| {
        // `dragleave` also fires between two elements within the page. Then it has a related target.
        if event.related_target().is_none() {
            page::set_dragged_over(store, false);
        }
    });
    let drop = window_event_listener(ev::drop, move |event| {
        page::set_dragged_over(store, false);
        if let Some(transfer) = event.data_transfer().filter(|transfer| is_ours(transfer, &event)) {
            event.prevent_default();
            match store.lazy.get_untracked() {
                Some(lazy) if (lazy.drop_result)(store, &transfer) => {}
                _ if files::are_dragged(&transfer) => take_files(store, files::of_transfer(&transfer)),
                _ => add_address(store, files::links(&transfer)),
            }
        }
    });
    on_cleanup(move || [over, leave, drop].into_iter().for_each(|listener| listener.remove()));
}

/// Returns whether a drag contains pictures. A link over a text field is text, and only the form accepts a picture of
/// the gallery.
fn is_ours(transfer: &DataTransfer, event: &Event) -> bool {
    if files::is_result(transfer) {
        return dom_page::is_within(event, ".table__composer");
    }
    files::are_dragged(transfer) || (files::is_link(transfer) && !dom_page::is_typing(event))
}

fn take_files(store: Store, files: Vec<File>) {
    lazy::with(store, move |lazy| (lazy.take_files)(store, files));
}

fn add_address(store: Store, address: String) {
    lazy::with(store, move |lazy| (lazy.add_address)(store, &address));
}

fn take_pastes(store: Store) {
    let paste = window_event_listener(ev::paste, move |event| {
        let Some(data) = event.clipboard_data() else { return };
        let pasted =
            Paste { text: files::text(&data), html: files::html(&data), files: files::of_transfer(&data) };
        let is_typing = dom_page::is_typing(&event);
        let is_taken = match store.lazy.get_untracked() {
            Some(lazy) => (lazy.paste)(store, pasted, is_typing),
            // The browser inserts plain text.
            None if is_typing && pasted.files.is_empty() => false,
            None => {
                lazy::with(store, move |lazy| (lazy.paste_late)(store, pasted, is_typing));
                true
            }
        };
        if is_taken {
            event.prevent_default();
        }
    });
    on_cleanup(move || paste.remove());
}

fn take_keys(store: Store) {
    let key = window_event_listener(ev::keydown, move |event| match store.lazy.get_untracked() {
        Some(lazy) => (lazy.on_key)(store, &event),
        None if dom_page::is_typing(&event) || event.key().len() > 1 => lazy::prepare(store),
        // Handle the first shortcut after the lazy chunk is loaded.
        None => lazy::with(store, move |lazy| (lazy.on_key)(store, &event)),
    });
    on_cleanup(move || key.remove());
}

/// Loads the lazy chunk at the first pointer or focus event, because it will soon be needed.
fn prepare_early(store: Store) {
    let pointer = window_event_listener(ev::pointerdown, move |_| lazy::prepare(store));
    let focus = window_event_listener(ev::focusin, move |_| lazy::prepare(store));
    on_cleanup(move || [pointer, focus].into_iter().for_each(|listener| listener.remove()));
}

/// The message that the device is offline.
#[component]
fn Offline() -> impl IntoView {
    let store = use_store();
    view! {
        <div role="status">
            <Show when=move || store.session.is_offline.get()>
                <p class="offline">{store.shell.offline}</p>
            </Show>
        </div>
    }
}
