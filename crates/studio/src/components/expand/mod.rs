//! The dialog that expands a photo: the user selects the canvas and the position of the photo on it, and a model fills
//! the new area.

mod canvas;
mod tools;

use leptos::prelude::*;

use self::canvas::CanvasView;
use self::tools::Tools;
use super::modal::Modal;
use super::photo_tools::{ChangeRequest, ToolHeader};
use crate::actions::expand;
use crate::model::dialog::Dialog;
use crate::model::expand::Expansion;
use crate::model::photo::Photo;
use crate::store::use_store;

/// The dialog, shown while a photo is expanded.
#[component]
pub fn Expand() -> impl IntoView {
    let store = use_store();
    let subject = Memo::new(move |_| store.ui.dialog.get().and_then(Dialog::expanded));
    let photo = Memo::new(move |_| store.photo(subject.get()?));
    view! {
        <Modal
            class="retouch expand"
            labelled_by="expand-title"
            is_open=Signal::derive(move || subject.get().is_some())
        >
            {move || photo.get().map(|photo| view! { <Work photo/> })}
        </Modal>
    }
}

/// The contents of the dialog.
#[component]
fn Work(photo: Photo) -> impl IntoView {
    let store = use_store();
    let text = store.photo_text();
    let subject = photo.subject;
    let size = (f64::from(photo.width), f64::from(photo.height));
    let expansion = RwSignal::new(Expansion::default());
    view! {
        <ToolHeader id="expand-title" title=text.expand/>
        <CanvasView photo expansion/>
        <Tools size expansion/>
        <ChangeRequest
            id="expand-words"
            error_id="expand-error"
            label=text.expand_words
            placeholder=text.expand_default
            ask_label=text.expand_ask
            words=store.lazy_store().expand_words
            set_words=move |words| expand::set_words(store, words)
            ask=move |()| expand::ask(store, subject, expansion.get_untracked())
            error=store.lazy_store().expand_error
        />
    }
}
