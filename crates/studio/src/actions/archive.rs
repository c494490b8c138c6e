//! The whole gallery as one file, out and in; and what cannot be read of it, out.

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::{Blob, File};

use super::handle::{Picture, ResultHandle};
use super::parcel::Parcel;
use super::undo::{self, Change};
use super::unpack::{Refused, unpack};
use super::{gallery, notice};
use crate::dom::download;
use crate::dom::gallery::Raw;
use crate::state::archive::{Archive, LIST, Listed};
use crate::state::gallery::Outcome;
use crate::state::result::{Mark, ResultId};
use crate::state::text::fill;
use crate::store::{Offer, Store};

/// Under which the file is saved.
const NAME: &str = "tintype-gallery.zip";
/// The same for what cannot be read.
const WRECKS: &str = "tintype-unreadable.zip";

/// Saves every picture with what is known of it.
pub fn export(store: Store) {
    spawn_local(async move { save(store, NAME, pack(store).await) });
}

/// Saves what cannot be read, as far as there is something of it.
pub fn export_wrecks(store: Store) {
    spawn_local(async move { save(store, WRECKS, pack_wrecks(store.wrecks.get_untracked()).await) });
}

fn save(store: Store, name: &str, packed: Option<(Blob, usize)>) {
    let text = match packed {
        Some((file, left_out)) => {
            let file = Picture::new(file);
            let is_saved = download::save(&file.url(), name);
            // Its address has to live until the browser has taken it: until the next file is saved.
            store.saved.set_value(Some(file));
            let told = if left_out > 0 { store.text().exported_partly } else { store.text().downloaded };
            let text = fill(told, &[("name", name), ("count", &left_out.to_string())]);
            if is_saved { text } else { String::new() }
        }
        None => store.text().export_failed.into(),
    };
    notice::show(store, text, None);
}

/// The file, and how many pictures could not be read.
async fn pack(store: Store) -> Option<(Blob, usize)> {
    let results = store.results.with_untracked(|results| results.all().cloned().collect::<Vec<_>>());
    let mut parcel = Parcel::default();
    let mut pictures = Vec::new();
    for (number, outcome) in results.iter().enumerate() {
        let Outcome { facts, handle } = &**outcome;
        let listed = Listed::new(number + 1, facts, handle.files.len());
        let names = std::iter::once(&listed.picture).chain(&listed.files).cloned();
        let blobs = std::iter::once(&handle.image).chain(&handle.files).map(|picture| picture.blob().clone());
        if parcel.add(names.zip(blobs).collect()).await.is_some() {
            pictures.push(listed);
        }
    }
    let left_out = results.len() - pictures.len();
    parcel.add_text(LIST.into(), Archive::new(pictures).to_json()).await?;
    Some((parcel.finish()?, left_out))
}

async fn pack_wrecks(wrecks: Vec<Raw>) -> Option<(Blob, usize)> {
    let mut parcel = Parcel::default();
    for (number, wreck) in wrecks.iter().enumerate() {
        let (blobs, facts) = wreck.remains();
        parcel.add_text(format!("{number:04}/facts.json"), facts).await?;
        for (index, blob) in blobs.into_iter().enumerate() {
            // What is not even bytes any more cannot be saved either.
            let _ = parcel.add(vec![(format!("{number:04}/{index}"), blob)]).await;
        }
    }
    Some((parcel.finish()?, 0))
}

/// Adds the pictures of such a file; those that are there already stay as they are.
pub fn import(store: Store, file: File) {
    spawn_local(async move {
        let name = file.name();
        let mut offer = None;
        let text = match unpack(&file).await {
            Ok(found) => {
                offer = Some(Offer::Undo);
                let count = add(store, found.outcomes).to_string();
                let text = if found.broken.is_empty() {
                    store.text().imported
                } else {
                    store.text().imported_partly
                };
                let broken = found.broken.len().to_string();
                fill(text, &[("count", &count), ("broken", &broken), ("names", &few(&found.broken))])
            }
            Err(Refused::Foreign) => fill(store.text().import_failed, &[("name", &name)]),
            Err(Refused::Damaged) => fill(store.text().import_damaged, &[("name", &name)]),
        };
        notice::show(store, text, offer);
    });
}

/// The first of these names, for a message that has to stay short.
fn few(names: &[String]) -> String {
    let shown = names.iter().take(3).map(|name| name.chars().take(40).collect::<String>());
    let shown = shown.collect::<Vec<_>>().join(", ");
    if names.len() > 3 { shown + ", …" } else { shown }
}

/// How many of them are seen now and were not before.
fn add(store: Store, outcomes: Vec<Outcome<ResultHandle>>) -> usize {
    let (mut new, mut shown): (Vec<ResultId>, Vec<ResultId>) = Default::default();
    let mut count = 0;
    store.results.update(|results| {
        for outcome in outcomes {
            let (id, is_seen) = (outcome.facts.id, !outcome.facts.is_hidden);
            let is_hidden = results.get(id).map(|here| here.facts.is_hidden);
            count += usize::from(is_seen && is_hidden != Some(false));
            match is_hidden {
                None => {
                    results.add(outcome);
                    new.push(id);
                }
                // It was deleted, and others needed it.
                Some(true) if is_seen => shown.push(id),
                Some(_) => {}
            }
        }
    });
    undo::record(store, Change::Delete(new.iter().chain(&shown).copied().collect()));
    shown.into_iter().for_each(|id| gallery::mark(store, id, Mark::Hidden, false));
    // The oldest first: whenever this ends, what was written has its origins.
    new.reverse();
    gallery::keep(store, new);
    count
}
