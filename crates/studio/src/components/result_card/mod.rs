//! A result: the picture in its frame, the label beside it, and what can be done with it.

use leptos::ev::{DragEvent, PointerEvent};
use leptos::html::Img;
use leptos::prelude::*;

use super::clamped::Clamped;
use super::icon::{Glyph, Icon};
use crate::actions::{favourites, gallery, inputs, results, retouch};
use crate::browser::files;
use crate::model::bound;
use crate::model::ids::card_id;
use crate::model::result::{ResultFacts, ResultId, SaveState};
use crate::store::{Store, use_store};
use crate::text::measure;
use crate::text::{Text, fill};

/// The number of a mouse's right button.
const RIGHT: i16 = 2;

/// One result.
#[component]
pub fn ResultCard(facts: ResultFacts) -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let ResultFacts { id, width, height, .. } = facts;
    let prompt_id = format!("result-{}", id.0);
    // Of the old ones, what this was made from may be read later.
    let origin = Memo::new(move |_| {
        store.gallery.results.with(|results| Some(results.origin(&results.get(id)?.facts)?.name))
    });
    let made_from = move || {
        let name = origin.get()?;
        Some(
            view! { <p class="hint card__origin">{fill(text.made_from, &[("name", &bound::name(&name))])}</p> },
        )
    };
    // A new one is on its way into view; of the old ones there may be hundreds.
    let is_old = facts.save_state == SaveState::Saved;
    let kept = Memo::new(move |_| {
        store
            .gallery
            .results
            .with(|results| results.get(id).map(|item| item.facts.save_state).unwrap_or_default())
    });
    let warning = move || match kept.get() {
        SaveState::Failed => Some(text.not_kept),
        SaveState::Lost => Some(text.lost),
        SaveState::Saving | SaveState::Saved => None,
    };
    let said = (!facts.said.is_empty()).then(|| {
        view! {
            <div class="card__note">
                <span class="visually-hidden">{text.model_said}": "</span>
                <Clamped class="card__said" text=facts.said.clone()/>
            </div>
        }
    });
    let warnings = facts.warning_lines(text).into_iter().map(|(sentence, detail)| {
        let (sentence, detail) = (sentence.to_owned(), detail.to_owned());
        view! { <p class="card__warning">{sentence}" "<span class="hint" lang="en">{detail}</span></p> }
    });
    let actions = view! { <Actions id described_by=prompt_id.clone()/> };
    view! {
        <article
            class="card"
            class:card--wide={width * 5 > height * 6}
            id=card_id(id)
            tabindex="-1"
            aria-labelledby=prompt_id
            style:--width=width.to_string()
            style:--height=height.to_string()
        >
            <Mount facts=facts.clone() described_by=prompt_id.clone() is_old/>
            <div class="card__label">
                <Clamped class="card__prompt" id=prompt_id.clone() text=facts.prompt.clone()/>
                {made_from}
                {said}
                {warnings.collect_view()}
                {move || warning().map(|warning| view! { <p class="card__warning">{warning}</p> })}
                <FactList facts/>
                {actions}
            </div>
        </article>
    }
}

/// The picture in its mount. A button over it opens the viewer, and is dragged for the picture; it gives way to the right
/// button of a mouse, so that the browser's own menu is about the picture.
#[component]
fn Mount(facts: ResultFacts, described_by: String, is_old: bool) -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let ResultFacts { id, width, height, .. } = facts;
    let image = NodeRef::<Img>::new();
    let is_bare = RwSignal::new(false);
    let cover = move || is_bare.set(false);
    let on_press = move |event: PointerEvent| is_bare.set(event.button() == RIGHT);
    let on_drag = move |event: DragEvent| {
        if let (Some(transfer), Some(image)) = (event.data_transfer(), image.get()) {
            files::drag_result(&transfer, id, &image);
        }
    };
    let open = move |_| {
        cover();
        results::view(store, id);
    };
    view! {
        <div
            class="card__frame"
            class:card__frame--bare=move || is_bare.get()
            on:pointerdown=on_press
            on:click=open
            // The browser looks for what its menu is about after this event.
            on:contextmenu=move |_| request_animation_frame(cover)
            on:dragstart=on_drag
            on:pointerleave=move |_| cover()
        >
            <img
                class="card__image"
                loading=is_old.then_some("lazy")
                decoding="async"
                src=facts.url
                alt=bound::description(&facts.prompt)
                width=width
                height=height
                on:error=move |_| gallery::report_lost(store, id)
                node_ref=image
            />
            <button
                class="card__open"
                type="button"
                draggable="true"
                aria-label=text.look_closer
                title=text.look_closer
                aria-describedby=described_by
            ></button>
            {facts.sandbox.then(|| view! { <span class="card__badge">{text.sandbox_picture}</span> })}
        </div>
    }
}

/// The small print of a result.
#[component]
fn FactList(facts: ResultFacts) -> impl IntoView {
    let rows = rows(&facts, use_store().text()).into_iter().flatten().map(|(name, value)| {
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
    let file = format!("{} · {}", facts.extension.to_ascii_uppercase(), measure::bytes(facts.byte_length));
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

/// The actions of a result.
#[component]
fn Actions(id: ResultId, described_by: String) -> impl IntoView {
    let store = use_store();
    let text = store.text();
    type Act = fn(Store, ResultId);
    let acts: [(&str, Glyph, Act); 7] = [
        (text.edit, Glyph::Edit, results::edit),
        (text.retouch, Glyph::Retouch, retouch::open),
        (text.reference, Glyph::Reference, inputs::add_result),
        (text.download, Glyph::Download, results::download),
        (text.copy, Glyph::Copy, results::copy),
        (text.compare, Glyph::Compare, results::compare),
        (text.delete, Glyph::Delete, results::delete),
    ];
    let describe = described_by.clone();
    let buttons = acts.map(|(name, glyph, act)| {
        view! {
            <button class="button" type="button" aria-describedby=describe.clone() on:click=move |_| act(store, id)>
                <Icon glyph/>
                {name}
            </button>
        }
    });
    view! {
        <div class="card__actions">
            {buttons}
            <Favourite id described_by/>
        </div>
    }
}

/// The mark.
#[component]
fn Favourite(id: ResultId, described_by: String) -> impl IntoView {
    let store = use_store();
    let is_marked = Memo::new(move |_| {
        store.gallery.results.with(|results| results.get(id).is_some_and(|item| item.facts.favourite))
    });
    view! {
        <button
            class="button card__favourite"
            class:button--pressed=move || is_marked.get()
            type="button"
            aria-describedby=described_by
            aria-pressed=move || is_marked.get().to_string()
            on:click=move |_| favourites::toggle_favourite(store, id)
        >
            <Icon glyph=Glyph::Star/>
            {store.text().favourite}
        </button>
    }
}
