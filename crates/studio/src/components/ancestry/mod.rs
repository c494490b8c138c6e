//! The origins of a picture and the pictures made from it, as a strip of thumbnails.

use leptos::prelude::*;

use crate::actions::viewer;
use crate::model::bound;
use crate::model::conversation::ancestry;
use crate::model::gallery::Origin;
use crate::model::result::ResultId;
use crate::store::use_store;

/// A picture in the strip.
struct Step {
    /// `None` for a file, which has no origin of its own.
    id: Option<ResultId>,
    name: String,
    url: String,
}

/// The ancestors of a result and the results made from it.
#[component]
pub fn Ancestry(
    /// The result.
    id: ResultId,
) -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let path_and_branches = move || {
        store.gallery.results.with(|results| {
            let step = |id: &ResultId| {
                let metadata = &results.get(*id)?.metadata;
                Some(Step { id: Some(*id), name: metadata.prompt.clone(), url: metadata.url.clone() })
            };
            let path = ancestry(results, id);
            let first = path.first().and_then(|first| results.origin(&results.get(*first)?.metadata));
            let file = first.filter(|origin| origin.result.is_none());
            let file = file.map(|Origin { name, url, .. }| Step { id: None, name, url });
            let mut before: Vec<Step> = file.into_iter().chain(path.iter().filter_map(step)).collect();
            // The other input images are inserted directly before the picture itself.
            let others = results.get(id).map(|item| results.origins(&item.metadata)).unwrap_or_default();
            let others =
                others.into_iter().skip(1).map(|Origin { result, name, url }| Step { id: result, name, url });
            let last = before.len().saturating_sub(1);
            before.splice(last..last, others);
            let branches = results.iter().filter(|other| other.metadata.parent() == Some(id));
            let branches: Vec<Step> = branches.filter_map(|other| step(&other.metadata.id)).collect();
            (before, branches)
        })
    };
    let row = move |steps: Vec<Step>| {
        steps.into_iter().map(move |step| view! { <Small step current=id/> }).collect_view()
    };
    view! {
        {move || {
            let (before, branches) = path_and_branches();
            let has_family = before.len() + branches.len() > 1;
            has_family.then(|| view! {
                <nav class="ancestry" aria-label=text.history>
                    <span class="ancestry__name caption">{text.history_path}</span>
                    <ol class="ancestry__row">{row(before)}</ol>
                    {(!branches.is_empty()).then(|| view! {
                        <span class="ancestry__name caption">{text.history_branches}</span>
                        <ul class="ancestry__row">{row(branches)}</ul>
                    })}
                </nav>
            })
        }}
    }
}

/// One picture of the strip.
#[component]
fn Small(step: Step, current: ResultId) -> impl IntoView {
    let store = use_store();
    let Step { id, name, url } = step;
    let is_current = id == Some(current);
    let name = bound::name(&name);
    let title = name.clone();
    let image = view! { <img class="ancestry__image" src=url alt="" loading="lazy"/> };
    match id {
        Some(id) => view! {
            <li>
                <button
                    class="ancestry__step"
                    type="button"
                    aria-label=name
                    title=title
                    aria-current=is_current.then_some("true")
                    on:click=move |_| viewer::open(store, id)
                >
                    {image}
                </button>
            </li>
        }
        .into_any(),
        None => view! {
            <li class="ancestry__step ancestry__step--file" title=title>
                <span class="visually-hidden">{name}</span>
                {image}
            </li>
        }
        .into_any(),
    }
}
