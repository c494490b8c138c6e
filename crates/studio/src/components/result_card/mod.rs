//! A result: the picture in its frame, the label beside it, and what can be done with it.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use crate::actions::results;
use crate::state::measure;
use crate::state::result::{ResultFacts, ResultId};
use crate::state::text::{Text, fill};
use crate::store::{Store, use_store};

/// One result.
#[component]
pub fn ResultCard(facts: ResultFacts) -> impl IntoView {
    let text = use_store().text;
    let ResultFacts { id, width, height, .. } = facts;
    let prompt_id = format!("result-{}", id.0);
    let origin = facts.origin.as_ref().map(|origin| {
        view! { <p class="hint plate__origin">{fill(text.made_from, &[("name", &origin.name)])}</p> }
    });
    let said = (!facts.said.is_empty()).then(|| {
        view! {
            <p class="plate__said">
                <span class="unseen">{text.model_said}": "</span>
                {facts.said.clone()}
            </p>
        }
    });
    let warnings =
        facts.warnings.clone().into_iter().map(|warning| view! { <p class="plate__warning">{warning}</p> });
    let actions = view! { <Actions id described_by=prompt_id.clone()/> };
    view! {
        <article
            class="plate"
            class:plate--wide={width * 5 > height * 6}
            aria-labelledby=prompt_id
            style:--width=width.to_string()
            style:--height=height.to_string()
        >
            <div class="plate__frame">
                <img
                    class="plate__image"
                    src=facts.url.clone()
                    alt=facts.prompt.clone()
                    width=width
                    height=height
                />
                {facts.sandbox.then(|| view! { <span class="plate__badge">{text.sandbox_picture}</span> })}
            </div>
            <div class="plate__label">
                <p class="plate__prompt" id=prompt_id.clone()>{facts.prompt.clone()}</p>
                {origin}
                {said}
                {warnings.collect_view()}
                <FactList facts/>
                {actions}
            </div>
        </article>
    }
}

/// The small print of a result.
#[component]
fn FactList(facts: ResultFacts) -> impl IntoView {
    let rows = rows(&facts, use_store().text).into_iter().flatten().map(|(name, value)| {
        view! {
            <div class="facts__row">
                <dt>{name}</dt>
                <dd>{value}</dd>
            </div>
        }
    });
    view! { <dl class="facts">{rows.collect_view()}</dl> }
}

fn rows(facts: &ResultFacts, text: &Text) -> [Option<(&'static str, String)>; 6] {
    let (width, height) = (facts.width.to_string(), facts.height.to_string());
    let size = fill(text.pixels, &[("width", &width), ("height", &height)]);
    let file = format!("{} · {}", facts.extension.to_uppercase(), measure::bytes(facts.byte_length));
    [
        Some((text.fact_model, facts.model.clone())),
        Some((text.fact_size, size)),
        Some((text.fact_file, file)),
        Some((text.fact_time, measure::elapsed(facts.elapsed_ms))),
        facts
            .tokens
            .map(|tokens| (text.fact_tokens, fill(text.tokens, &[("count", &measure::count(tokens))]))),
        facts.cost_usd.map(|usd| (text.fact_cost, fill(text.cost, &[("dollars", &measure::dollars(usd))]))),
    ]
}

/// What can be done with a result.
#[component]
fn Actions(id: ResultId, described_by: String) -> impl IntoView {
    let store = use_store();
    let text = store.text;
    type Act = fn(Store, ResultId);
    let acts: [(&str, Glyph, Act); 5] = [
        (text.edit, Glyph::Edit, results::edit),
        (text.download, Glyph::Download, results::download),
        (text.copy, Glyph::Copy, results::copy),
        (text.compare, Glyph::Compare, results::compare),
        (text.delete, Glyph::Delete, results::delete),
    ];
    let buttons = acts.map(|(name, glyph, act)| {
        view! {
            <button class="button" type="button" aria-describedby=described_by.clone() on:click=move |_| act(store, id)>
                <Icon glyph/>
                {name}
            </button>
        }
    });
    view! { <div class="plate__actions">{buttons}</div> }
}
