//! The usage of the browser's storage.

use leptos::prelude::*;

use crate::model::number::fixed;
use crate::store::use_store;
use crate::text::{fill, measure};

/// The storage in use and the quota.
#[component]
pub fn StorageMeter(
    /// The fraction of the quota from which the meter is shown.
    least: f64,
) -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let line = move |(used, quota): (f64, f64)| {
        let (used, quota) = (measure::bytes(used as u64), measure::bytes(quota as u64));
        fill(text.storage_used, &[("used", &used), ("quota", &quota)])
    };
    let is_shown = move |(used, quota): &(f64, f64)| *quota > 0.0 && used / quota >= least;
    view! {
        {move || store.gallery.storage_estimate.get().filter(is_shown).map(|(used, quota)| {
            let line = line((used, quota));
            view! {
                <p class="storage-meter hint">
                    <meter
                        class="storage-meter__bar"
                        min="0"
                        max="1"
                        high="0.85"
                        value=fixed(used / quota, 4)
                        aria-label=text.storage
                    ></meter>
                    <span prop:textContent=line></span>
                </p>
            }
        })}
    }
}
