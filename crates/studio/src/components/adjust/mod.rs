//! Crop, rotation and straightening of a photo, all in one dialog.

mod frame;
mod state;
mod tools;

use leptos::prelude::*;

use self::frame::Frame;
use self::state::AdjustState;
use self::tools::Tools;
pub use self::tools::shape_name;
use super::modal::Modal;
use super::photo_tools::ToolHeader;
use crate::actions::adjust;
use crate::model::adjust::{Adjustment, Drawing};
use crate::model::dialog::Dialog;
use crate::model::photo::Photo;
use crate::store::use_store;
use crate::text::fill;

/// The dialog, shown while a photo is cropped or rotated.
#[component]
pub fn Adjust() -> impl IntoView {
    let store = use_store();
    let subject = Memo::new(move |_| store.ui.dialog.get().and_then(Dialog::adjusted));
    let start = Memo::new(move |_| adjust::start(store, subject.get()?));
    view! {
        <Modal
            class="retouch adjust"
            labelled_by="adjust-title"
            is_open=Signal::derive(move || subject.get().is_some())
        >
            {move || start.get().map(|(photo, adjustment)| view! { <Work photo adjustment/> })}
        </Modal>
    }
}

/// The contents of the dialog.
#[component]
fn Work(photo: Photo, adjustment: Adjustment) -> impl IntoView {
    let store = use_store();
    let text = store.photo_text();
    let subject = photo.subject;
    let state = AdjustState::new(&photo, adjustment);
    let apply = Callback::new(move |()| adjust::apply(store, subject, state.adjustment.get_untracked()));
    let size = move || {
        let Drawing { width, height, .. } = state.adjustment.get().drawing(state.photo);
        fill(store.text().pixels, &[("width", &width.to_string()), ("height", &height.to_string())])
    };
    view! {
        <ToolHeader id="adjust-title" title=text.adjust/>
        <Frame photo state apply/>
        <Tools state/>
        <footer class="adjust__foot">
            <p class="hint adjust__hint">{text.adjust_hint}</p>
            <output class="adjust__size" translate="no" prop:textContent=size></output>
            <button class="button button--outlined" type="button" on:click=move |_| state.reset()>
                {text.reset}
            </button>
            <button class="button button--main" type="button" on:click=move |_| apply.run(())>
                {text.apply}
            </button>
        </footer>
    }
}
