//! A result: the picture in its frame, the label beside it, and the actions.

use leptos::ev::{DragEvent, MouseEvent, PointerEvent};
use leptos::html::Img;
use leptos::prelude::*;

use super::ancestry::Ancestry;
use super::clamped::Clamped;
use super::gallery_grid::open_menu;
use super::grounding::Grounding;
use super::icon::{Glyph, Icon};
use crate::actions::{adjust, again, expand, flags, gallery, inputs, results, retouch, viewer};
use crate::browser::files;
use crate::model::bound;
use crate::model::gallery::Origin;
use crate::model::ids::card_id;
use crate::model::result::{ResultId, ResultMetadata, SaveState};
use crate::store::{Store, use_store};
use crate::text::measure;
use crate::text::{Text, fill};

/// The `button` value of the right mouse button.
const RIGHT: i16 = 2;

/// The card of one result.
#[component]
pub fn ResultCard(metadata: ResultMetadata) -> impl IntoView {
    let ResultMetadata { id, width, height, .. } = metadata;
    let prompt_id = format!("result-{}", id.0);
    // Old pictures load lazily because there may be hundreds. A new one is about to be scrolled into view.
    let is_old = metadata.save_state == SaveState::Saved;
    view! {
        <article
            class="card"
            class:card--wide={width * 5 > height * 6}
            id=card_id(id)
            tabindex="-1"
            aria-labelledby=prompt_id.clone()
            style:--width=width.to_string()
            style:--height=height.to_string()
        >
            <Mount metadata=metadata.clone() described_by=prompt_id.clone() is_old open=viewer::open/>
            <div class="card__label">
                <Clamped class="card__prompt" id=prompt_id.clone() text=metadata.prompt.clone()/>
                <Info metadata/>
                <Actions id described_by=prompt_id.clone() has_menu=true/>
                <Ancestry id/>
            </div>
        </article>
    }
}

/// The details of a result: its origin, the model's text, warnings, and the metadata.
#[component]
pub fn Info(metadata: ResultMetadata) -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let id = metadata.id;
    // The origins of an old result may be loaded later.
    let origins = Memo::new(move |_| {
        let names =
            |origins: Vec<Origin>| origins.iter().map(|origin| bound::name(&origin.name)).collect::<Vec<_>>();
        store.gallery.results.with(|results| {
            results.get(id).map(|item| names(results.origins(&item.metadata))).unwrap_or_default()
        })
    });
    let made_from = move || {
        let names = origins.get();
        let made_from = fill(text.made_from, &[("name", &names.join("”, “"))]);
        (!names.is_empty()).then(|| view! { <p class="hint card__origin">{made_from}</p> })
    };
    let kept = Memo::new(move |_| {
        store
            .gallery
            .results
            .with(|results| results.get(id).map(|item| item.metadata.save_state).unwrap_or_default())
    });
    let warning = move || match kept.get() {
        SaveState::Failed => Some(text.not_saved),
        SaveState::Lost => Some(text.lost),
        SaveState::Saving | SaveState::Saved => None,
    };
    // Demo mode always answers in English, so show its note in the language of the page.
    let note = if metadata.sandbox { text.sandbox_note.to_owned() } else { metadata.said.clone() };
    let note = (!note.is_empty()).then(|| {
        view! {
            <div class="card__note">
                <span class="visually-hidden">{text.model_said}": "</span>
                <Clamped class="card__comment" text=note/>
            </div>
        }
    });
    let warnings = metadata.warning_lines(text).into_iter().map(|(sentence, detail)| {
        let (sentence, detail) = (sentence.to_owned(), detail.to_owned());
        view! { <p class="card__warning">{sentence}" "<span class="hint" lang="en">{detail}</span></p> }
    });
    let grounding =
        (!metadata.grounding.is_empty()).then(|| view! { <Grounding grounding=metadata.grounding.clone()/> });
    view! {
        {made_from}
        {note}
        {grounding}
        {warnings.collect_view()}
        {move || warning().map(|warning| view! { <p class="card__warning">{warning}</p> })}
        <MetadataList metadata/>
    }
}

/// An action on a picture.
type Act = fn(Store, ResultId);

/// The picture in its mount. A button over it opens the viewer and starts drags. It is hidden during a right click, so
/// that the browser's context menu acts on the picture.
#[component]
pub fn Mount(
    metadata: ResultMetadata,
    /// The id of the element that describes the picture.
    #[prop(into)]
    described_by: String,
    is_old: bool,
    /// Opens the picture.
    open: Act,
) -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let ResultMetadata { id, width, height, .. } = metadata;
    let image = NodeRef::<Img>::new();
    let is_bare = RwSignal::new(false);
    let cover = move || is_bare.set(false);
    let on_press = move |event: PointerEvent| is_bare.set(event.button() == RIGHT);
    let drag_metadata = metadata.clone();
    let on_drag = move |event: DragEvent| {
        if let (Some(transfer), Some(image)) = (event.data_transfer(), image.get()) {
            files::drag_results(&transfer, &[id], &image);
            files::drag_file(
                &transfer,
                &drag_metadata.mime_type,
                &results::file_name(&drag_metadata),
                &drag_metadata.url,
            );
        }
    };
    let on_open = move |_| {
        cover();
        open(store, id);
    };
    view! {
        <div
            class="card__frame"
            style:--width=width.to_string()
            style:--height=height.to_string()
            class:card__frame--bare=move || is_bare.get()
            on:pointerdown=on_press
            on:click=on_open
            // The browser determines the target of its context menu after this event.
            on:contextmenu=move |_| request_animation_frame(cover)
            on:dragstart=on_drag
            on:pointerleave=move |_| cover()
        >
            <img
                class="card__image"
                loading=is_old.then_some("lazy")
                decoding="async"
                src=metadata.url
                alt=bound::description(&metadata.prompt)
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
                aria-describedby=(!described_by.is_empty()).then_some(described_by)
            ></button>
            {metadata.sandbox.then(|| view! { <span class="card__badge">{text.sandbox_picture}</span> })}
        </div>
    }
}

/// The technical details of a result.
#[component]
fn MetadataList(metadata: ResultMetadata) -> impl IntoView {
    let rows = rows(&metadata, use_store().text()).into_iter().flatten().map(|(name, value)| {
        view! {
            <div class="metadata__row">
                <dt>{name}</dt>
                <dd>{value}</dd>
            </div>
        }
    });
    view! { <dl class="metadata">{rows.collect_view()}</dl> }
}

fn rows(metadata: &ResultMetadata, text: &Text) -> [Option<(&'static str, String)>; 7] {
    let (width, height) = (metadata.width.to_string(), metadata.height.to_string());
    let size = fill(text.pixels, &[("width", &width), ("height", &height)]);
    let file =
        format!("{} · {}", metadata.extension.to_ascii_uppercase(), measure::bytes(metadata.byte_length));
    [
        // Demo mode has no model and counts no tokens.
        (!metadata.sandbox).then(|| (text.label_model, metadata.model.clone())),
        Some((text.label_size, size)),
        Some((text.label_file, file)),
        Some((text.label_time, measure::elapsed(metadata.elapsed_ms))),
        metadata
            .tokens
            .filter(|_| !metadata.sandbox)
            .map(|tokens| (text.label_tokens, fill(text.tokens, &[("count", &measure::count(tokens))]))),
        metadata
            .cost_usd
            .map(|usd| (text.label_cost, fill(text.cost, &[("dollars", &measure::dollars(usd))]))),
        (!metadata.collections.is_empty()).then(|| (text.collections, metadata.collections.join(", "))),
    ]
}

/// The actions of a result.
#[component]
pub fn Actions(
    id: ResultId,
    #[prop(into)] described_by: String,
    /// Whether the other actions are in a menu. A dialog would cover the menu.
    #[prop(optional)]
    has_menu: bool,
) -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let usual: [(&str, Glyph, Act); 2] =
        [(text.edit, Glyph::Edit, results::edit), (text.download, Glyph::Download, results::download)];
    let tools: [(&str, Glyph, Act); 7] = [
        (text.retouch, Glyph::Retouch, retouch::open),
        (store.photo_text().crop, Glyph::Crop, adjust::open_result),
        (store.photo_text().expand, Glyph::Expand, expand::open_result),
        (text.reference, Glyph::Reference, inputs::add_result),
        (text.copy, Glyph::Copy, results::copy),
        (text.compare, Glyph::Compare, results::compare),
        (text.delete, Glyph::Delete, results::delete),
    ];
    let rest: [(&str, Glyph, Act); 3] = [
        (text.use_again, Glyph::Undo, again::use_again),
        (text.regenerate, Glyph::Rotate, again::regenerate),
        (text.vary, Glyph::Sheet, again::vary),
    ];
    let describe = described_by.clone();
    let button = move |(name, glyph, act): (&'static str, Glyph, Act)| {
        view! {
            <button
                class="button"
                type="button"
                title=name
                aria-describedby=describe.clone()
                on:click=move |_| act(store, id)
            >
                <Icon glyph/>
                <span class="button__name">{name}</span>
            </button>
        }
    };
    let rest = rest.into_iter().filter(|_| !has_menu);
    view! {
        <div class="card__actions">
            {usual.map(&button)}
            <Favourite id described_by=described_by.clone()/>
            {has_menu.then(|| view! { <More id described_by/> })}
            // The menu has all names, so an icon per action is enough.
            <div class="card__tools" class:card__tools--brief=has_menu>
                {tools.into_iter().chain(rest).map(&button).collect_view()}
            </div>
        </div>
    }
}

/// The button that opens the menu with the other actions.
#[component]
fn More(id: ResultId, described_by: String) -> impl IntoView {
    let store = use_store();
    view! {
        <button
            class="button"
            type="button"
            aria-haspopup="true"
            aria-describedby=described_by
            on:click=move |event: MouseEvent| open_menu(store, id, &event)
        >
            <Icon glyph=Glyph::More/>
            <span class="button__name">{store.text().more_actions}</span>
        </button>
    }
}

/// The favourite button.
#[component]
fn Favourite(id: ResultId, described_by: String) -> impl IntoView {
    let store = use_store();
    let is_marked = Memo::new(move |_| {
        store.gallery.results.with(|results| results.get(id).is_some_and(|item| item.metadata.favourite))
    });
    view! {
        <button
            class="button card__favourite"
            class:button--pressed=move || is_marked.get()
            type="button"
            aria-describedby=described_by
            aria-pressed=move || is_marked.get().to_string()
            on:click=move |_| flags::toggle_favourite(store, id)
        >
            <Icon glyph=Glyph::Star/>
            <span class="button__name">{store.text().favourite}</span>
        </button>
    }
}
