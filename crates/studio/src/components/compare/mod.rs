//! The comparison of two pictures: on top of each other with a movable divider, or side by side with a shared zoom.

mod choice;
mod pair;

use leptos::prelude::*;

use self::choice::Choice;
use self::pair::{Beside, Divided};
use super::modal::{DialogHead, Modal};
use super::zoom_viewport::ZoomButtons;
use crate::actions::results::compare_side_by_side;
use crate::model::compare::{Against, Candidate, Comparison, candidates};
use crate::model::dialog::Dialog;
use crate::model::result::ResultMetadata;
use crate::model::zoom::Zoom;
use crate::store::{Store, use_store};

/// The dialog, shown while a comparison is open.
#[component]
pub fn Compare() -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let compared = Memo::new(move |_| store.ui.dialog.get().and_then(Dialog::compared));
    let is_open = Signal::derive(move || compared.with(Option::is_some));
    let title = Signal::derive(move || match compared.get() {
        Some(Comparison { against: Against::Origin(_), .. }) => text.compare_title_origin,
        _ => text.compare_title_other,
    });
    // Depend on the subject alone, so that selecting another picture preserves focus and zoom.
    let subject = Memo::new(move |_| compared.get().map(|open| open.subject));
    let contents = move || {
        subject.get()?;
        let (subject, others) = compared.get_untracked().and_then(|open| read(store, open))?;
        Some(view! { <Contents compared subject others/> })
    };
    view! {
        <Modal class="dialog compare" labelled_by="compare-title" is_open>
            <DialogHead id="compare-title" title/>
            {contents}
        </Modal>
    }
}

/// Returns the subject of a comparison and the pictures to compare it with.
fn read(store: Store, open: Comparison) -> Option<(ResultMetadata, Vec<Candidate>)> {
    store.gallery.results.with_untracked(|results| {
        let subject = &results.get(open.subject)?.metadata;
        let all = results.iter().map(|result| &result.metadata);
        let others = candidates(subject, Some(open.against), &results.origins(subject), all);
        Some((subject.clone(), others))
    })
}

/// The two pictures, and the thumbnails that select the other one.
#[component]
fn Contents(
    compared: Memo<Option<Comparison>>,
    subject: ResultMetadata,
    others: Vec<Candidate>,
) -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let (zoom, percent) = (RwSignal::new(Zoom::default()), RwSignal::new(50_u32));
    let is_beside = Memo::new(move |_| store.ui.is_side_by_side.get());
    let against = Memo::new(move |_| compared.get().map(|open| open.against));
    let offered = others.clone();
    let pair = move || {
        let under = against.get().and_then(|against| others.iter().find(|other| other.against == against));
        match (is_beside.get(), under.cloned(), subject.clone()) {
            (true, Some(under), subject) => view! { <Beside zoom under subject/> }.into_any(),
            (_, under, subject) => view! { <Divided percent under subject/> }.into_any(),
        }
    };
    view! {
        {pair}
        <div class="compare__bar">
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=is_beside
                    on:change:target=move |event| compare_side_by_side(store, event.target().checked())
                />
                {text.compare_beside}
            </label>
            <Show when=move || is_beside.get()>
                <ZoomButtons zoom/>
            </Show>
            <p
                class="hint"
                id="zoom-hint"
                prop:textContent=move || if is_beside.get() { text.zoom_hint } else { text.compare_hint }
            ></p>
        </div>
        <Choice against others=offered/>
    }
}
