//! Failures: the message, the model's text, and the next step.

use leptos::prelude::*;

use super::clamped::Clamped;
use super::icon::{Glyph, Icon};
use crate::actions::remedy::{dismiss, dismiss_all, remedy};
use crate::model::failure::{Failed, Failure, Remedy};
use crate::model::ids::FAILURES_ID;
use crate::store::request::ImageRequest;
use crate::store::use_store;
use crate::text::{Text, fill};

/// The maximum length of a prompt in a failure, in characters. The style sheet shows two lines.
const LONGEST_PROMPT: usize = 300;

/// The failures, shown until they are dismissed or retried. Equal failures are counted.
#[component]
pub fn FailureBox() -> impl IntoView {
    let store = use_store();
    let summary =
        move || store.session.failures.get().into_iter().map(|failed| view! { <One failed/> }).collect_view();
    let count = Memo::new(move |_| store.session.failures.with(Vec::len));
    view! {
        <Show when=move || { count.get() > 0 }>
            <div class="failures" id=FAILURES_ID role="alert" tabindex="-1">
                {summary}
                <Show when=move || { count.get() > 1 }>
                    <button class="button failures__dismiss" type="button" on:click=move |_| dismiss_all(store)>
                        {store.text().dismiss_all}
                    </button>
                </Show>
            </div>
        </Show>
    }
}

/// One failure, or several equal ones. An old failure is shown without its explanation.
#[component]
fn One(failed: Failed<ImageRequest>) -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let advice = failed.failure.advice(text);
    let times = (failed.requests.len() > 1).then(|| {
        let times = fill(text.times, &[("count", &failed.requests.len().to_string())]);
        view! { <span class="failure__times" prop:textContent=times></span> }
    });
    let title = failed.failure.title(text);
    let prompts = prompts(&failed.requests, text);
    let explanation = (!failed.is_old).then(|| view! { <Explanation failure=failed.failure.clone()/> });
    let failed = StoredValue::new_local(failed);
    let remedies = advice.remedies.iter().map(|wanted| {
        let wanted = *wanted;
        let press = move |_| remedy(store, wanted, &failed.get_value());
        view! {
            <button
                class="button button--outlined"
                type="button"
                prop:textContent=name(wanted, text)
                on:click=press
            ></button>
        }
    });
    view! {
        <div class="failure">
            <p class="failure__title">
                <Icon glyph=Glyph::Warning/>
                <strong prop:textContent=title></strong>
                {times}
            </p>
            <p class="failure__prompt" dir="auto" prop:textContent=prompts></p>
            {explanation}
            <div class="failure__remedies">
                {remedies.collect_view()}
                <button class="button" type="button" on:click=move |_| dismiss(store, &failed.get_value())>
                    {text.dismiss}
                </button>
            </div>
        </div>
    }
}

/// Returns the prompts that failed: the first, and the number of others.
fn prompts(requests: &[ImageRequest], text: &Text) -> String {
    let mut all: Vec<&str> = Vec::new();
    for request in requests {
        if !all.contains(&request.prompt.as_str()) {
            all.push(&request.prompt);
        }
    }
    let first = all.first().copied().unwrap_or_default();
    let first: String = first.chars().take(LONGEST_PROMPT).collect();
    match all.len() {
        0 | 1 => fill(text.failed_prompt, &[("name", &first)]),
        count => fill(text.failed_prompts, &[("name", &first), ("count", &(count - 1).to_string())]),
    }
}

/// The message, the quotations and the hint.
#[component]
fn Explanation(failure: Failure) -> impl IntoView {
    let text = use_store().text();
    let advice = failure.advice(text).sentence;
    let links = failure.links.iter().map(|link| {
        view! { <p class="failure__link"><code translate="no" prop:textContent=link.clone()></code></p> }
    });
    view! {
        <p class="failure__message" prop:textContent=failure.message(text)></p>
        {quote(text.said, failure.model_said.clone())}
        {quote(text.service_said, failure.service_said.clone())}
        {quote(text.detail, failure.detail.clone())}
        {links.collect_view()}
        <p class="failure__advice" prop:textContent=advice></p>
        <p class="failure__small hint" prop:textContent=failure.small_print()></p>
    }
}

/// Returns a verbatim quotation with the name of its author.
fn quote(who: &'static str, words: Option<String>) -> Option<impl IntoView> {
    words.map(|words| {
        view! {
            <div class="failure__quote">
                <span class="caption" prop:textContent=who></span>
                <Clamped class="failure__words" text=words is_quote=true/>
            </div>
        }
    })
}

fn name(remedy: Remedy, text: &Text) -> &'static str {
    match remedy {
        Remedy::TryAgain => text.remedy_again,
        Remedy::CheckKey => text.remedy_key,
        Remedy::CheckEndpoint => text.remedy_endpoint,
        Remedy::ChooseModel => text.remedy_model,
        Remedy::Reword => text.remedy_reword,
        Remedy::ClearImages => text.remedy_images,
        Remedy::Fetch => text.remedy_fetch,
    }
}
