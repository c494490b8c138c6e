//! The sources of a picture that is grounded in a web search: links to the pages, and Google's search suggestions.

use leptos::prelude::*;

use crate::model::grounding::{StoredGrounding, WebSource};
use crate::store::use_store;

/// The `sandbox` attribute of the suggestions, which are HTML from the service. The frame has an opaque origin, runs no
/// scripts, submits no forms and loads nothing. Its links may open tabs.
const SANDBOX: &str = "allow-popups allow-popups-to-escape-sandbox";

/// The sources and the suggestions.
#[component]
pub fn Grounding(grounding: StoredGrounding) -> impl IntoView {
    let text = use_store().text();
    // A `data:` URL has an opaque origin, wherever it is opened.
    let document = grounding.document().map(|html| {
        let encoded: String = js_sys::encode_uri_component(&html).into();
        format!("data:text/html;charset=utf-8,{encoded}")
    });
    let suggestions = document.map(|address| {
        view! {
            <iframe
                class="grounding__suggestions"
                title=text.search_suggestions
                sandbox=SANDBOX
                referrerpolicy="no-referrer"
                src=address
            ></iframe>
        }
    });
    let links = grounding.sources.into_iter().map(|WebSource { url, title }| {
        view! {
            <li>
                <a href=url target="_blank" rel="noopener noreferrer" dir="auto">{title}</a>
            </li>
        }
    });
    let links = links.collect_view();
    view! {
        <div class="grounding">
            <p class="hint">{text.sources}</p>
            <ul class="grounding__sources">{links}</ul>
            {suggestions}
        </div>
    }
}
