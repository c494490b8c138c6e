//! The input images: the file picker, the hint about dropping and pasting, and the thumbnails.

use leptos::ev::{DragEvent, Event};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use super::icon::{Glyph, Icon};
use crate::actions::{inputs, lazy, stage};
use crate::browser::files;
use crate::model::ids::{ADD_IMAGES_ID, arrow_id};
use crate::model::input::{InputList, InputMetadata};
use crate::model::numbered;
use crate::store::use_store;
use crate::text::fill;

/// The images that are sent with the prompt.
#[component]
pub fn Inputs() -> impl IntoView {
    let store = use_store();
    let text = store.shell;
    let on_pick = move |event: Event| {
        let Some(field) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else {
            return;
        };
        if let Some(picked) = field.files() {
            let picked = files::of_list(&picked);
            lazy::with(store, move |lazy| (lazy.take_files)(store, picked));
        }
        // Without the reset, selecting the same file again would not fire `change`.
        field.set_value("");
    };
    view! {
        <div class="inputs">
            <span class="composer__label caption" aria-hidden="true">{text.images}</span>
            <ul class="inputs__row">
                {lazy::view(store, |lazy| lazy.thumbnails)}
                <li class="inputs__add">
                    <input
                        class="inputs__file"
                        type="file"
                        id=ADD_IMAGES_ID
                        accept="image/png,image/jpeg,image/webp,image/heic,image/heif,image/avif,image/gif,image/bmp,image/x-icon,image/svg+xml"
                        multiple
                        aria-describedby="add-images-hint images-error"
                        on:change=on_pick
                    />
                    <label class="inputs__label" for=ADD_IMAGES_ID>
                        <Icon glyph=Glyph::Add/>
                        {text.add_images}
                    </label>
                    <span class="inputs__hint hint" id="add-images-hint">{text.add_images_hint}</span>
                    <span class="inputs__drop" aria-hidden="true">{text.drop_here}</span>
                </li>
            </ul>
            <p
                class="prompt-box__note"
                id="images-error"
                role="status"
                prop:textContent=move || store.composer.images_error.get().unwrap_or_default()
            ></p>
            <FromWeb/>
        </div>
    }
}

/// A field that adds a picture by its URL.
#[component]
fn FromWeb() -> impl IntoView {
    let store = use_store();
    let text = store.shell;
    let take = move || {
        lazy::with(store, move |lazy| (lazy.add_address)(store, &store.composer.image_url.get_untracked()));
    };
    view! {
        <details class="advanced">
            <summary class="advanced__summary">{text.from_web}</summary>
            <div class="inputs__web">
                <input
                    class="field__box"
                    type="url"
                    spellcheck="false"
                    autocomplete="off"
                    aria-label=text.from_web_address
                    aria-describedby="images-error"
                    placeholder="https://"
                    prop:value=move || store.composer.image_url.get()
                    on:input:target=move |event| inputs::set_address(store, event.target().value())
                    on:keydown=move |event| {
                        if event.key() == "Enter" {
                            event.prevent_default();
                            take();
                        }
                    }
                />
                <button class="button button--outlined" type="button" on:click=move |_| take()>
                    {text.from_web_add}
                </button>
            </div>
        </details>
    }
}

/// The thumbnails of the added images.
#[component]
pub fn Thumbnails() -> impl IntoView {
    let store = use_store();
    let metadata = move || {
        store
            .composer
            .inputs
            .with(|inputs| inputs.iter().map(|input| input.metadata.clone()).collect::<Vec<_>>())
    };
    view! {
        <For each=metadata key=|metadata| metadata.id let:metadata>
            <Thumbnail metadata/>
        </For>
        <Numbers/>
        <EditsEach/>
    }
}

/// The checkbox that edits each image in its own request, shown for several images. It cannot be cleared while there
/// are more images than one request accepts.
#[component]
fn EditsEach() -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let count = Memo::new(move |_| store.composer.inputs.with(InputList::len));
    let is_on = Memo::new(move |_| store.composer.form.with(|form| form.edits_each));
    view! {
        <Show when=move || { count.get() > 1 || is_on.get() }>
            <li class="inputs__each">
                <label class="check">
                    <input
                        type="checkbox"
                        prop:checked=move || is_on.get()
                        disabled=move || is_on.get() && inputs::are_too_many(store)
                        on:change:target=move |event| inputs::set_edits_each(store, event.target().checked())
                    />
                    {text.each_image}
                </label>
            </li>
        </Show>
    }
}

/// The meaning of the image numbers in the prompt, or a hint about them if there are several images and no number yet.
#[component]
fn Numbers() -> impl IntoView {
    let store = use_store();
    let text = store.photo_text();
    let words = Memo::new(move |_| {
        let names: Vec<_> = store
            .composer
            .inputs
            .with(|inputs| inputs.iter().map(|input| input.metadata.name.clone()).collect());
        let numbers = store.composer.form.with(|form| numbered::numbers(&form.prompt));
        let meaning = |number: usize| {
            let name = number.checked_sub(1).and_then(|place| names.get(place));
            let template = if name.is_some() { text.number_is } else { text.number_none };
            let number = number.to_string();
            fill(template, &[("number", &number), ("name", name.map_or("", String::as_str))])
        };
        match (names.len(), numbers.as_slice()) {
            (0, _) | (1, []) => String::new(),
            (_, []) => text.numbers.to_owned(),
            (_, numbers) => numbers.iter().map(|number| meaning(*number)).collect::<Vec<_>>().join(" "),
        }
    });
    view! {
        <li class="inputs__numbers hint" class:inputs__numbers--none=move || words.with(String::is_empty)>
            <span role="status" dir="auto" prop:textContent=move || words.get()></span>
        </li>
    }
}

/// One input image, which is moved by dragging or by its two arrow buttons.
#[component]
fn Thumbnail(metadata: InputMetadata) -> impl IntoView {
    let store = use_store();
    let InputMetadata { id, name, url, showable, .. } = metadata;
    let alt = name.clone();
    let show = fill(store.photo_text().show, &[("name", &name)]);
    let on_drop = move |event: DragEvent| {
        let dragged = event.data_transfer().and_then(|transfer| files::dragged_number(&transfer));
        if let Some(dragged) = dragged {
            event.prevent_default();
            inputs::place_at(store, dragged, id);
        }
    };
    let on_start = move |event: DragEvent| {
        if let Some(transfer) = event.data_transfer() {
            files::drag_number(&transfer, id);
        }
    };
    view! {
        <li
            class="thumbnail"
            draggable="true"
            on:dragstart=on_start
            on:dragover=|event| event.prevent_default()
            on:drop=on_drop
        >
            <Show when=move || showable fallback={
                let name = name.clone();
                move || view! { <span class="thumbnail__name" dir="auto">{name.clone()}</span> }
            }>
                <button
                    class="thumbnail__show"
                    draggable="true"
                    type="button"
                    aria-label=show.clone()
                    title=show.clone()
                    on:click=move |_| stage::show_input(store, id)
                >
                    <img class="thumbnail__image" src=url.clone() alt=alt.clone() draggable="false"/>
                </button>
            </Show>
            <Number id/>
            <ThumbnailButtons id name/>
        </li>
    }
}

/// The position in the order of sending, by which a prompt refers to the image. Hidden for a single image.
#[component]
fn Number(id: u32) -> impl IntoView {
    let store = use_store();
    let number = Memo::new(move |_| {
        store.composer.inputs.with(|inputs| {
            let place = inputs.iter().position(|input| input.metadata.id == id)?;
            (inputs.len() > 1)
                .then(|| fill(store.photo_text().number, &[("number", &(place + 1).to_string())]))
        })
    });
    view! {
        <span
            class="thumbnail__number"
            class:thumbnail__number--none=move || number.with(Option::is_none)
            prop:textContent=move || number.get().unwrap_or_default()
        ></span>
    }
}

/// The buttons that remove the image and move it earlier or later.
#[component]
fn ThumbnailButtons(id: u32, name: String) -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let named = move |template: &str| fill(template, &[("name", &name)]);
    let remove = named(text.remove);
    let (earlier, later) = (named(text.move_earlier), named(text.move_later));
    let is_several = Memo::new(move |_| store.composer.inputs.with(|inputs| inputs.len() > 1));
    view! {
        <button
            class="thumbnail__remove"
            type="button"
            aria-label=remove.clone()
            title=remove
            on:click=move |_| inputs::remove(store, id)
        >
            <Icon glyph=Glyph::Cross/>
        </button>
        <Show when=move || is_several.get()>
            <span class="thumbnail__order">
                <button
                    class="thumbnail__move"
                    type="button"
                    id=arrow_id(id, -1)
                    aria-label=earlier.clone()
                    title=earlier.clone()
                    on:click=move |_| inputs::shift(store, id, -1)
                >
                    "‹"
                </button>
                <button
                    class="thumbnail__move"
                    type="button"
                    id=arrow_id(id, 1)
                    aria-label=later.clone()
                    title=later.clone()
                    on:click=move |_| inputs::shift(store, id, 1)
                >
                    "›"
                </button>
            </span>
        </Show>
    }
}
