//! What went wrong, what the model said, and the next step.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use crate::actions::failure::{dismiss, remedy};
use crate::state::failure::{Failure, Remedy};
use crate::state::text::Text;
use crate::store::use_store;

/// The last failure, until it is dismissed or the next job begins.
#[component]
pub fn FailureBox() -> impl IntoView {
    let store = use_store();
    view! { {move || store.failure.get().map(|failure| view! { <Alert failure/> })} }
}

/// One failure.
#[component]
fn Alert(failure: Failure) -> impl IntoView {
    let store = use_store();
    let text = store.text;
    let advice = failure.advice(text);
    let remedies = advice.remedies.iter().map(|wanted| {
        let wanted = *wanted;
        view! {
            <button class="button button--outlined" type="button" on:click=move |_| remedy(store, wanted)>
                {name(wanted, text)}
            </button>
        }
    });
    let said = failure.said.clone().map(|said| {
        view! {
            <p class="failure__said">
                <span class="stamp">{text.said}</span>
                <q>{said}</q>
            </p>
        }
    });
    view! {
        <div class="failure" role="alert">
            <p class="failure__title">
                <Icon glyph=Glyph::Warning/>
                <strong>{failure.title(text)}</strong>
            </p>
            <p class="failure__message">{failure.what(text).to_owned()}</p>
            {said}
            <p class="failure__advice">{advice.sentence}</p>
            <p class="failure__small hint">{failure.small_print()}</p>
            <div class="failure__remedies">
                {remedies.collect_view()}
                <button class="button" type="button" on:click=move |_| dismiss(store)>{text.dismiss}</button>
            </div>
        </div>
    }
}

fn name(remedy: Remedy, text: &Text) -> &'static str {
    match remedy {
        Remedy::TryAgain => text.remedy_again,
        Remedy::CheckKey => text.remedy_key,
        Remedy::CheckEndpoint => text.remedy_endpoint,
        Remedy::ChooseModel => text.remedy_model,
        Remedy::Reword => text.remedy_reword,
        Remedy::ClearImages => text.remedy_images,
    }
}
