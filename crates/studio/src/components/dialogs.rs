//! All that lies over the page when it is asked for.

use leptos::prelude::*;

use super::compare::Compare;
use super::retouch::Retouch;
use super::shortcuts::Shortcuts;
use super::viewer::Viewer;

/// The dialogs, each closed until the store says otherwise.
#[component]
pub fn Dialogs() -> impl IntoView {
    view! {
        <Viewer/>
        <Retouch/>
        <Shortcuts/>
        <Compare/>
    }
}
