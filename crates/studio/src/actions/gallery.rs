//! The gallery: read once, written at every change, searched, marked.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::handle::{Picture, ResultHandle};
use super::notice;
use crate::dom::gallery::{self, Record, Refusal};
use crate::state::gallery::Outcome;
use crate::state::result::{Kept, ResultFacts, ResultId};
use crate::state::search::Search;
use crate::state::text::fill;
use crate::store::Store;

/// Reads what was kept. A record that cannot be read is counted and left where it is.
pub fn load(store: Store) {
    spawn_local(async move {
        let records = gallery::load().await;
        store.has_database.set_value(records.is_some());
        let (mut broken, mut found) = (0, Vec::new());
        for record in records.unwrap_or_default() {
            match record.and_then(outcome) {
                Some(outcome) => found.push(outcome),
                None => broken += 1,
            }
        }
        store.results.update(|results| found.into_iter().for_each(|outcome| results.add(outcome)));
        store.is_loaded.set(true);
        if broken > 0 {
            let text = fill(store.text.gallery_broken, &[("count", &broken.to_string())]);
            notice::show(store, text, None);
        }
        measure(store).await;
    });
}

fn outcome(record: Record) -> Option<Outcome<ResultHandle>> {
    let facts = ResultFacts::from_json(&record.facts)?;
    // Half a file is no picture, and a record under another's name would be written over it.
    if facts.id.0 != record.id || facts.byte_length != record.picture.size() as u64 {
        return None;
    }
    let handle = ResultHandle {
        image: Picture::new(record.picture),
        files: record.files.into_iter().map(Picture::new).collect(),
    };
    Some(Outcome { facts: shown(facts, &handle, Kept::Yes), handle })
}

/// Facts with the addresses of this visit.
pub fn shown(facts: ResultFacts, handle: &ResultHandle, kept: Kept) -> ResultFacts {
    let file_urls = handle.files.iter().map(Picture::url).collect();
    ResultFacts { url: handle.image.url(), file_urls, kept, ..facts }
}

/// Writes these results as they are now.
pub fn keep(store: Store, ids: Vec<ResultId>) {
    spawn_local(async move {
        for id in ids {
            keep_one(store, id).await;
        }
        measure(store).await;
    });
}

async fn keep_one(store: Store, id: ResultId) {
    let found = store.results.with_untracked(|results| results.get(id).cloned());
    let Some(outcome) = found else { return };
    let record = Record {
        id: id.0,
        facts: outcome.facts.to_json(),
        picture: outcome.handle.image.blob().clone(),
        files: outcome.handle.files.iter().map(|file| file.blob().clone()).collect(),
    };
    let written = gallery::put(record).await;
    // What was deleted while it was being written must not come back with the next visit.
    if store.results.with_untracked(|results| results.get(id).is_none()) {
        gallery::remove([id.0]).await;
        return;
    }
    let is_kept = written.is_ok();
    store.results.update(|results| {
        results.change(id, |facts| facts.kept = if is_kept { Kept::Yes } else { Kept::No });
    });
    match written {
        Err(Refusal::Full) => notice::show(store, store.text.storage_full, None),
        // Without a database every picture would say so anew; its own line does.
        Err(Refusal::Failed) if store.has_database.get_value() => {
            notice::show(store, store.text.not_kept, None);
        }
        _ => {}
    }
}

/// Takes records out, and tries again what had found no room.
pub fn take_out(store: Store, ids: Vec<ResultId>) {
    spawn_local(async move {
        gallery::remove(ids.into_iter().map(|id| id.0)).await;
        let unkept = store.results.with_untracked(|results| {
            let unkept = results.all().filter(|outcome| outcome.facts.kept == Kept::No);
            unkept.map(|outcome| outcome.facts.id).collect::<Vec<_>>()
        });
        for id in unkept {
            keep_one(store, id).await;
        }
        measure(store).await;
    });
}

async fn measure(store: Store) {
    store.room.set(gallery::room().await);
}

/// Marks a result, or takes its mark away.
pub fn toggle_favourite(store: Store, id: ResultId) {
    store.results.update(|results| results.change(id, |facts| facts.favourite = !facts.favourite));
    keep(store, vec![id]);
}

/// Looks for words.
pub fn search(store: Store, words: String) {
    store.search.update(|search| search.words = words);
}

/// Shows marked results alone, or all again.
pub fn toggle_only_favourites(store: Store) {
    store.search.update(|search| search.only_favourites = !search.only_favourites);
}

/// Shows all again.
pub fn clear_search(store: Store) {
    store.search.set(Search::default());
}
