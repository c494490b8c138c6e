//! The ledger of spending and its monthly limit, both stored on this device.

use leptos::prelude::*;
use tintype::Generation;

use super::dialog;
use crate::browser::clock;
use crate::browser::origin;
use crate::browser::storage::StorageScope;
use crate::model::dialog::Dialog;
use crate::model::keys::Origin;
use crate::model::ledger::{Entry, Ledger, passes};
use crate::model::number;
use crate::model::price;
use crate::store::Store;
use crate::store::request::{ImageRequest, Shaped};

const LEDGER: &str = "ledger";
const LIMIT: &str = "monthly-limit";

/// Adds the cost of an answer. Demo mode costs nothing.
pub fn add(store: Store, request: &ImageRequest, generation: &Generation) {
    if request.settings.uses_sandbox() {
        return;
    }
    let host = origin::of(&request.settings.base_url()).map(|origin: Origin| origin.host().to_owned());
    // Read again, because another tab may have added an entry.
    let mut ledger = read(store);
    ledger.add(Entry {
        day: clock::local_day(clock::date_ms()),
        model: generation.model.clone().unwrap_or_else(|| request.requested.model.clone()),
        service: host.unwrap_or_default(),
        pictures: generation.images.len() as u32,
        tokens: generation.usage.total_tokens.unwrap_or(0),
        cost_usd: generation.usage.estimated_cost_usd.unwrap_or(0.0),
    });
    StorageScope::Device.set(LEDGER, &ledger.to_json());
}

/// Reads the ledger, which is computed from the gallery until the first entry is stored.
pub fn read(store: Store) -> Ledger {
    let stored = StorageScope::Device.get(LEDGER).and_then(|text| Ledger::from_json(&text));
    stored.unwrap_or_else(|| {
        store
            .gallery
            .results
            .with_untracked(|results| Ledger::of_results(results.iter().map(|item| &item.metadata)))
    })
}

/// Returns the cost of this month, in US dollars.
pub fn this_month(store: Store) -> f64 {
    read(store).since(clock::month_start(clock::date_ms()))
}

/// Returns the monthly limit in US dollars, if the user set one.
pub fn limit() -> Option<f64> {
    StorageScope::Device.get(LIMIT).and_then(|text| number::read(&text)).filter(|limit| *limit >= 0.0)
}

/// Sets the typed limit; an empty text removes it. Returns whether the text is valid.
pub fn set_limit(typed: &str) -> bool {
    let typed = typed.trim();
    let is_amount = typed.is_empty() || number::read(typed).is_some_and(|limit| limit >= 0.0);
    if is_amount {
        StorageScope::Device.set(LIMIT, typed);
    }
    is_amount
}

/// Returns the list price of requests, if the prices of all are known.
pub fn price_of(requests: &[Shaped]) -> Option<f64> {
    requests
        .iter()
        .map(|(request, _)| price::per_image(&request.requested.model, request.requested.size.as_deref()))
        .sum()
}

/// Whether these requests would exceed the monthly limit.
pub fn passes_limit(store: Store, requests: &[Shaped]) -> bool {
    let is_free =
        requests.iter().all(|(request, _)| request.settings.uses_sandbox() || request.answer.is_some());
    let is_passed = |limit| passes(limit, this_month(store), price_of(requests));
    !is_free && limit().is_some_and(is_passed)
}

/// Opens the ledger.
pub fn open(store: Store) {
    dialog::open(store, Dialog::Ledger);
}
