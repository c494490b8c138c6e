//! The gallery: read in pieces, written at every change, shared with other tabs, searched, marked.

use std::collections::HashSet;

use gloo_timers::callback::Interval;
use js_sys::Array;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::handle::{Picture, ResultHandle};
use super::undo::{self, Change};
use super::{bin, drafts, later, notice};
use crate::dom::clock;
use crate::dom::gallery::{self, Found, News, Raw, Record, names, names_of};
use crate::dom::storage::Keep;
use crate::dom::words;
use crate::state::gallery::Outcome;
use crate::state::keeping::Refusal;
use crate::state::result::{Changes, Kept, Mark, ResultFacts, ResultId};
use crate::state::schema::Unreadable;
use crate::state::search::Search;
use crate::state::text::fill;
use crate::store::{Offer, Store};

/// So many records are read together: the newest are seen before the others are there.
const BATCH: u32 = 50;
/// How often it is looked whether there is room for what had found none.
const LOOK_FOR_ROOM_MS: u32 = 3_000;
/// Whoever has so many pictures would miss them.
const MANY: usize = 10;

/// What there is to read.
pub enum Reading {
    /// All that is kept, under these names, if they could be had.
    All(Result<Array, Refusal>),
    /// What has happened to it elsewhere.
    News(News),
}

/// Looks whether anything is kept. On a first visit nothing is, and nothing has to be loaded that could show it.
pub fn load(store: Store) {
    spawn_local(async move {
        let names = gallery::list().await;
        let reading = if names.as_ref().is_ok_and(|names| names.length() == 0)
            && Keep::Tab.get(drafts::TAB).is_none()
        {
            store.is_loaded.set(true);
            // Asked now, the browser knows it when the first picture comes, instead of guessing by what it knew before.
            store.room.set(gallery::room().await);
            let Some(news) = gallery::changed_elsewhere().await else { return };
            Reading::News(news)
        } else {
            Reading::All(names)
        };
        later::with(store, move |later| (later.read_gallery)(store, reading));
    });
}

/// Reads it, then follows what other tabs do. What cannot be read is counted and left where it is.
pub fn read(store: Store, reading: Reading) {
    spawn_local(async move {
        let done = match reading {
            Reading::All(Ok(names)) => load_all(store, &names).await,
            Reading::All(Err(refusal)) => Err(refusal),
            Reading::News(news) => {
                heed(store, news).await;
                Ok(())
            }
        };
        if let Err(refusal) = done {
            store.trouble.set(Some(refusal));
        }
        store.is_loaded.set(true);
        bin::empty_old(store);
        measure(store).await;
        while let Some(news) = gallery::changed_elsewhere().await {
            heed(store, news).await;
            measure(store).await;
        }
    });
}

async fn heed(store: Store, news: News) {
    match news {
        News::Changed(names) => follow(store, &names).await,
        News::Lost => write_again(store).await,
    }
}

/// Writes again what the database has lost: somebody has cleared the storage, or the browser has. What cannot be written
/// is marked as not kept, so that leaving the page is asked about.
async fn write_again(store: Store) {
    let Ok(there) = gallery::list().await else { return };
    let there: HashSet<u64> = there.iter().filter_map(|name| name.as_f64()).map(|id| id as u64).collect();
    let lost = store.results.with_untracked(|results| {
        let is_lost = |facts: &ResultFacts| facts.kept == Kept::Yes && !there.contains(&facts.id.0);
        let lost = results.all().map(|outcome| &outcome.facts).filter(|facts| is_lost(facts));
        let mut lost: Vec<_> = lost.map(|facts| facts.id).collect();
        // The oldest first: whenever this ends, what was written has its origins.
        lost.reverse();
        lost
    });
    if lost.is_empty() {
        return;
    }
    store.results.update(|results| {
        lost.iter().for_each(|id| results.change(*id, |facts| facts.kept = Kept::No));
    });
    let count = lost.len().to_string();
    notice::show_when_free(store, fill(store.text().written_again, &[("count", &count)]));
    for id in lost {
        keep_one(store, id).await;
    }
}

async fn load_all(store: Store, names: &Array) -> Result<(), Refusal> {
    for start in (0..names.length()).step_by(BATCH as usize) {
        let found = gallery::read(&names.slice(start, start + BATCH)).await?;
        let read = found.into_iter().flatten().map(outcome).collect::<Vec<_>>();
        store.results.update(|results| {
            for outcome in read {
                match outcome {
                    Ok(outcome) if outcome.facts.deleted_ms.is_some() => put_in_bin(store, outcome),
                    Ok(outcome) => results.add(outcome),
                    Err(unread) => note_unread(store, unread),
                }
            }
        });
    }
    Ok(())
}

/// Notes what the database has in the bin.
fn put_in_bin(store: Store, Outcome { facts, handle }: Outcome<ResultHandle>) {
    let outcome = Outcome { facts: bin::deleted(facts, clock::date_ms()), handle: handle.to_bytes() };
    store.rest().bin.update(|bin| bin.add(outcome));
}

fn outcome(Found { raw, record }: Found) -> Result<Outcome<ResultHandle>, (Unreadable, Raw)> {
    record.ok_or(Unreadable::Damaged).and_then(whole).map_err(|why| (why, raw))
}

fn note_unread(store: Store, (why, raw): (Unreadable, Raw)) {
    match (why, raw.id()) {
        (Unreadable::Newer, Some(id)) => {
            store.rest().newer_records.update(|newer| {
                newer.insert(ResultId(id));
            });
        }
        _ => store.wrecks.update(|wrecks| wrecks.push(raw)),
    }
}

fn whole(record: Record) -> Result<Outcome<ResultHandle>, Unreadable> {
    let facts = match ResultFacts::from_json(&record.facts) {
        Err(Unreadable::Damaged) => ResultFacts::from_json(&record.first)?,
        facts => facts?,
    };
    // Half a file is no picture, and a record under another's name would be written over it.
    if facts.id.0 != record.id || facts.byte_length != record.picture.size() as u64 {
        return Err(Unreadable::Damaged);
    }
    let handle = ResultHandle {
        image: Picture::new(record.picture),
        files: record.files.into_iter().map(Picture::new).collect(),
    };
    Ok(Outcome { facts: shown(facts, &handle, Kept::Yes), handle })
}

/// Facts with the addresses of this visit, and with their words as the search compares them.
pub fn shown(facts: ResultFacts, handle: &ResultHandle, kept: Kept) -> ResultFacts {
    let file_urls = handle.files.iter().map(Picture::url).collect();
    let folded = words::fold(&format!("{} {} {}", facts.prompt, facts.model, facts.said));
    ResultFacts { url: handle.image.url(), file_urls, folded, kept, ..facts }
}

/// Takes over what is in the database now under these names.
pub async fn follow(store: Store, names: &Array) {
    let Ok(found) = gallery::read(names).await else { return };
    let mut missed = Vec::new();
    for (name, found) in names.iter().zip(found) {
        let Some(id) = name.as_f64().map(|id| ResultId(id as u64)) else { continue };
        store.wrecks.update(|wrecks| wrecks.retain(|wreck| wreck.id() != Some(id.0)));
        store.rest().newer_records.update(|newer| {
            newer.remove(&id);
        });
        match found.map(outcome).transpose() {
            Ok(now) => {
                store.rest().bin.update(|bin| drop(bin.take_where(|facts| facts.id == id)));
                let (now, deleted) = match now {
                    Some(now) if now.facts.deleted_ms.is_some() => (None, Some(now)),
                    now => (now, None),
                };
                if now.is_none() && deleted.is_none() {
                    undo::remove_erased(store, &[id]);
                }
                let is_missed = store.results.try_update(|results| results.follow(id, now));
                if is_missed.unwrap_or_default() {
                    missed.push(id);
                } else if let Some(deleted) = deleted {
                    put_in_bin(store, deleted);
                }
            }
            Err(unread) => note_unread(store, unread),
        }
    }
    close_gone(store);
    for id in missed {
        keep_one(store, id).await;
    }
}

/// Nothing is left open over a picture that another tab has deleted.
fn close_gone(store: Store) {
    let is_gone = |id: Option<ResultId>| {
        id.is_some_and(|id| store.results.with_untracked(|results| results.get(id).is_none()))
    };
    for open in [store.viewed, store.retouched] {
        if is_gone(open.get_untracked()) {
            open.set(None);
        }
    }
    if is_gone(store.comparison.with_untracked(|open| open.as_ref().map(|open| open.subject))) {
        store.comparison.set(None);
    }
}

/// Changes what is kept. As long as that lasts, it would be lost with the page.
pub fn write(store: Store, work: impl Future<Output = ()> + 'static) {
    store.writes.update(|writes| *writes += 1);
    spawn_local(async move {
        work.await;
        store.writes.update(|writes| *writes -= 1);
    });
}

/// Writes these results whole.
pub fn keep(store: Store, ids: Vec<ResultId>) {
    write(store, async move {
        for id in ids {
            keep_one(store, id).await;
        }
        measure(store).await;
    });
}

/// Writes results that are not shown yet: all of them, or none.
pub async fn keep_new(store: Store, new: &[Outcome<ResultHandle>]) -> Result<(), Refusal> {
    store.writes.update(|writes| *writes += 1);
    let written = gallery::put(new.iter().map(record).collect()).await;
    store.writes.update(|writes| *writes -= 1);
    if written.is_ok() {
        store
            .rest()
            .bin
            .update(|bin| drop(bin.take_where(|facts| new.iter().any(|one| one.facts.id == facts.id))));
        let is_new = |wreck: &Raw| new.iter().any(|one| wreck.id() == Some(one.facts.id.0));
        store.wrecks.update(|wrecks| wrecks.retain(|wreck| !is_new(wreck)));
    }
    measure(store).await;
    written
}

/// Writes a result whole, as it is now.
pub async fn keep_one(store: Store, id: ResultId) {
    // The bytes alone: its addresses are not to live on for the writing, should it be deleted meanwhile.
    let found = |outcome: &std::rc::Rc<Outcome<ResultHandle>>| (record(outcome), outcome.facts.kept);
    let Some((record, before)) = store.results.with_untracked(|results| results.get(id).map(found)) else {
        return;
    };
    let written = gallery::put(vec![record]).await;
    // What was deleted while it was being written must not come back with the next visit.
    if store.results.with_untracked(|results| results.get(id).is_none()) {
        let deleted = store.rest().bin.with_untracked(|bin| bin.get(id).and_then(|one| one.facts.deleted_ms));
        let _ = match deleted {
            Some(ms) => gallery::change(&names([id.0]), Changes::deleted(ms)).await.map(drop),
            None => gallery::remove(&names([id.0])).await,
        };
        return;
    }
    let kept = if written.is_ok() { Kept::Yes } else { Kept::No };
    store.results.update(|results| results.change(id, |facts| facts.kept = kept));
    match written {
        Ok(()) => {
            store.trouble.set(None);
            // A saved gallery may have brought back whole what could not be read.
            store.wrecks.update(|wrecks| wrecks.retain(|wreck| wreck.id() != Some(id.0)));
        }
        Err(refusal) => {
            watch_room(store);
            // What has been told once is marked; another attempt tells it no more.
            if before == Kept::Pending {
                complain(store, refusal);
            }
        }
    }
}

fn record(Outcome { facts, handle }: &Outcome<ResultHandle>) -> Record {
    Record {
        id: facts.id.0,
        first: String::new(),
        facts: facts.to_json(),
        picture: handle.image.blob().clone(),
        files: handle.files.iter().map(|file| file.blob().clone()).collect(),
    }
}

fn complain(store: Store, refusal: Refusal) {
    let stands = store.trouble.get_untracked().is_some();
    if matches!(refusal, Refusal::Newer | Refusal::Blocked) {
        store.trouble.set(Some(refusal));
    } else if !stands {
        // Without a database every picture would say so anew; the line above them does.
        notice::show_when_free(store, refusal.passing(store.text()));
    }
}

/// Sets a mark of a result, here and in what is kept.
pub fn mark(store: Store, id: ResultId, mark: Mark, value: bool) {
    store.results.update(|results| results.change(id, |facts| mark.set(facts, value)));
    store.marking.update_value(|marking| marking.push(id));
    write(store, async move {
        let kept = store.results.with_untracked(|results| results.get(id).map(|outcome| outcome.facts.kept));
        if matches!(kept, Some(Kept::Pending | Kept::No)) {
            end_marking(store, id);
            return keep_one(store, id).await;
        }
        let changed = gallery::change(&names([id.0]), mark.to(value)).await.map(|all| all.into_iter().next());
        match (changed, end_marking(store, id)) {
            (Ok(Some(facts)), true) => {
                if take_over(store, id, &facts) {
                    // It is in the bin by now.
                    follow(store, &names([id.0])).await;
                }
            }
            (Ok(None), _) => {
                // Another tab has deleted it meanwhile.
                follow(store, &names([id.0])).await;
            }
            (Err(_), true) => {
                store.results.update(|results| results.change(id, |facts| mark.set(facts, !value)));
                notice::show_when_free(store, store.text().not_changed);
                follow(store, &names([id.0])).await;
            }
            // What is shown is of a later change, whose answer is still to come.
            (Ok(Some(_)) | Err(_), false) => {}
        }
    });
}

/// Notes that the mark of a result has been changed; whether no other change of it is under way.
fn end_marking(store: Store, id: ResultId) -> bool {
    let end = |marking: &mut Vec<ResultId>| {
        if let Some(place) = marking.iter().position(|other| *other == id) {
            marking.swap_remove(place);
        }
        !marking.contains(&id)
    };
    store.marking.try_update_value(end).unwrap_or_default()
}

/// Another tab may have set another mark, or deleted it. Whether it has been deleted.
fn take_over(store: Store, id: ResultId, json: &str) -> bool {
    let Ok(now) = ResultFacts::from_json(json) else { return false };
    store.results.update(|results| {
        results.change(id, |facts| {
            facts.favourite = now.favourite;
            facts.is_hidden = now.is_hidden;
        });
    });
    now.deleted_ms.is_some()
}

/// Tries again what had found no room.
pub async fn keep_unkept(store: Store) {
    let unkept = unkept(store);
    if !unkept.is_empty() {
        gallery::recount().await;
    }
    for (id, _) in unkept {
        keep_one(store, id).await;
    }
}

/// The results that are not kept, and their sizes.
fn unkept(store: Store) -> Vec<(ResultId, f64)> {
    store.results.with_untracked(|results| {
        let unkept = results.all().filter(|outcome| outcome.facts.kept == Kept::No);
        let size = |outcome: &Outcome<ResultHandle>| {
            let ResultHandle { image, files } = &outcome.handle;
            std::iter::once(image).chain(files).map(|picture| picture.blob().size()).sum()
        };
        unkept.map(|outcome| (outcome.facts.id, size(outcome))).collect()
    })
}

/// From the first refusal on, looks from time to time whether there is room again: other tabs delete, and so do other
/// pages of the same host, which say nothing.
fn watch_room(store: Store) {
    if store.rest().room_watch.with_value(Option::is_some) {
        return;
    }
    let look = move || {
        let Some(least) = unkept(store).into_iter().map(|(_, size)| size).reduce(f64::min) else { return };
        if store.writes.get_untracked() > 0 {
            return;
        }
        spawn_local(async move {
            gallery::recount().await;
            // Where the browser does not say how much there is, it is tried.
            let is_room = gallery::room().await.is_none_or(|(used, quota)| quota - used > least);
            if is_room && store.trouble.get_untracked().is_none() {
                write(store, keep_unkept(store));
            }
        });
    };
    store.rest().room_watch.set_value(Some(Interval::new(LOOK_FOR_ROOM_MS, look)));
}

/// Looks how much room there is.
pub async fn measure(store: Store) {
    store.room.set(gallery::room().await);
    if store.results.with_untracked(|results| results.all().take(MANY).count() == MANY) {
        ask_to_persist(store);
    }
}

/// Asks once in a visit, when somebody shows that the pictures matter: some browsers put the question to the person.
fn ask_to_persist(store: Store) {
    if !store.has_asked_to_persist.get_value() {
        store.has_asked_to_persist.set_value(true);
        spawn_local(gallery::persist());
    }
}

/// Notes that the browser could not show a kept picture.
pub fn report_lost(store: Store, id: ResultId) {
    store.results.update(|results| results.change(id, |facts| facts.kept = Kept::Lost));
}

/// Takes out what cannot be read. Until the message goes, it can be put back.
pub fn remove_wrecks(store: Store) {
    let wrecks = store.wrecks.get_untracked();
    write(store, async move {
        if gallery::remove(&names_of(&wrecks)).await.is_ok() {
            store.wrecks.set(Vec::new());
            notice::show(store, store.text().deleted, Some(Offer::Wrecks(wrecks)));
        }
        measure(store).await;
    });
}

/// Puts it back as it was.
pub fn restore_wrecks(store: Store, wrecks: Vec<Raw>) {
    write(store, async move {
        for wreck in wrecks {
            match wreck.put_back().await {
                Ok(()) => store.wrecks.update(|wrecks| wrecks.push(wreck)),
                Err(refusal) => complain(store, refusal),
            }
        }
        measure(store).await;
    });
}

/// Marks a result, or takes its mark away.
pub fn toggle_favourite(store: Store, id: ResultId) {
    turn_mark(store, id);
    undo::record(store, Change::Mark(id));
}

/// The same, for whoever takes it back.
pub fn turn_mark(store: Store, id: ResultId) {
    let is_marked = store
        .results
        .with_untracked(|results| results.get(id).is_some_and(|outcome| outcome.facts.favourite));
    mark(store, id, Mark::Favourite, !is_marked);
    if !is_marked {
        ask_to_persist(store);
    }
}

/// Looks for words.
pub fn search(store: Store, words: String) {
    store.search.update(|search| {
        search.folded = words::fold(&words);
        search.words = words;
    });
}

/// Shows marked results alone, or all again.
pub fn toggle_only_favourites(store: Store) {
    store.search.update(|search| search.only_favourites = !search.only_favourites);
}

/// Shows all again.
pub fn clear_search(store: Store) {
    store.search.set(Search::default());
}
