//! The stage of an input image: the enlarged photo, its tools, and a few suggested edits.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use crate::actions::{adjust, expand, form, retouch};
use crate::model::input::InputMetadata;
use crate::model::photo::Subject;
use crate::store::{Store, use_store};
use crate::text::{PhotoText, fill};

/// The photo, or nothing while the stage shows something else.
#[component]
pub fn PhotoStage() -> impl IntoView {
    let store = use_store();
    let metadata = Memo::new(move |_| store.staged_input().filter(|metadata| metadata.showable));
    move || metadata.get().map(|metadata| view! { <Photo metadata/> })
}

#[component]
fn Photo(metadata: InputMetadata) -> impl IntoView {
    let store = use_store();
    let text = store.photo_text();
    let InputMetadata { id, name, url, width, height, .. } = metadata;
    let values = [("name", &*name), ("width", &*width.to_string()), ("height", &*height.to_string())];
    let caption = fill(text.image, &values);
    view! {
        <section class="photo" aria-label=text.photo style:--width=width.to_string() style:--height=height.to_string()>
            <figure class="photo__figure">
                <div class="photo__frame">
                    // The name is in the caption and on the thumbnail, so the alternative text does not repeat it.
                    <img class="photo__image" src=url alt=text.large width=width height=height/>
                </div>
                <figcaption class="photo__caption hint" dir="auto">{caption}</figcaption>
            </figure>
            <div class="photo__side">
                <Tools id/>
                <Ideas/>
            </div>
        </section>
    }
}

type Act = fn(Store, u32);

/// The tools. None of them changes the original.
#[component]
fn Tools(id: u32) -> impl IntoView {
    let store = use_store();
    let text = store.photo_text();
    let has_original = store
        .composer
        .inputs
        .with_untracked(|inputs| inputs.get(id).is_some_and(|input| input.original.is_some()));
    let acts: [Option<(&str, Glyph, Act)>; 5] = [
        Some((text.crop, Glyph::Crop, |store, id| adjust::open(store, Subject::Input(id)))),
        Some((text.rotate, Glyph::Rotate, |store, id| adjust::turn(store, Subject::Input(id)))),
        Some((store.text().retouch, Glyph::Retouch, |store, id| {
            retouch::open_photo(store, Subject::Input(id));
        })),
        Some((text.expand, Glyph::Expand, |store, id| expand::open(store, Subject::Input(id)))),
        has_original.then_some((text.original, Glyph::Undo, adjust::restore)),
    ];
    let buttons = acts.into_iter().flatten().map(|(name, glyph, act)| {
        view! {
            <button class="button button--outlined" type="button" on:click=move |_| act(store, id)>
                <Icon glyph/>
                {name}
            </button>
        }
    });
    view! {
        <div class="photo__tools" role="group" aria-label=text.tools>
            {buttons.collect_view()}
        </div>
    }
}

/// Suggested edits, which fill the prompt.
#[component]
fn Ideas() -> impl IntoView {
    let store = use_store();
    let text = store.photo_text();
    let PhotoText { idea_1, idea_2, idea_3, idea_4, .. } = *text;
    let ideas = [idea_1, idea_2, idea_3, idea_4].map(|idea| {
        view! {
            <li>
                <button class="photo__idea" type="button" on:click=move |_| form::take_example(store, idea)>
                    {idea}
                </button>
            </li>
        }
    });
    view! {
        <div class="photo__ideas">
            <p class="hint">{text.ideas}</p>
            <ul>{ideas}</ul>
        </div>
    }
}
