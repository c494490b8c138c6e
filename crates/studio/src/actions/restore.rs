//! Restoration of unfinished work after a reload: the input images and jobs of a tab. Queued jobs continue to wait.
//! Jobs that were running may have been billed, so the user decides about them.

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::Blob;

use super::drafts::{let_go, new_tab, tab, write};
use super::{generate, inputs, settings};
use crate::browser::clock;
use crate::browser::drafts::{self, StoredDraft};
use crate::browser::picture::BlobWithUrl;
use crate::browser::storage::{StorageScope, TAB_NAME};
use crate::model::draft::{Draft, SavedInput, SavedJob};
use crate::model::input::{Input, InputMetadata};
use crate::model::result::{ResultId, Source};
use crate::model::schema::Unreadable;
use crate::model::settings::Settings;
use crate::store::Store;
use crate::store::request::{ImageRequest, Interrupted, Mask, Shaped};

/// The lifetime of drafts of closed tabs.
const STAYS_MS: f64 = 7.0 * 24.0 * 60.0 * 60.0 * 1_000.0;

/// Reads the drafts of this tab and of closed tabs.
async fn read(store: Store) {
    let own = StorageScope::Tab.get(TAB_NAME);
    let kept = drafts::read().await.unwrap_or_default();
    if own.is_some() || !kept.is_empty() {
        let before = own.clone().unwrap_or_default();
        let mut tab = own.unwrap_or_else(new_tab);
        let mut open = drafts::claim(&tab).await;
        let is_newer = |draft: &StoredDraft| matches!(Draft::from_json(&draft.json), Err(Unreadable::Newer));
        let is_copy = !open.contains(&tab);
        // If this tab is a duplicate of another one, the input images belong to both, but the jobs only to the
        // original. A draft that a newer version stored under the name of this tab must not be overwritten.
        if is_copy || kept.iter().any(|draft| draft.tab == tab && is_newer(draft)) {
            open.push(std::mem::replace(&mut tab, new_tab()));
            drafts::claim(&tab).await;
        }
        StorageScope::Tab.set(TAB_NAME, &tab);
        let is_gone = |draft: &StoredDraft| draft.tab != tab && !open.contains(&draft.tab);
        let (mut waiting, mut old) = (Vec::new(), Vec::new());
        for draft in kept {
            let is_own = draft.tab == before;
            match Draft::from_json(&draft.json) {
                Ok(Draft::Inputs(saved)) if is_own => put_inputs(store, &saved, draft.blobs),
                Ok(Draft::Job(job)) if is_own && !is_copy || is_gone(&draft) => {
                    let may_wait = is_own && !job.has_begun && is_same_service(store, &job);
                    match request(store, *job, &draft.blobs) {
                        Some((request, _)) if may_wait => {
                            old.push(draft.id);
                            waiting.push(request);
                        }
                        Some((request, has_begun)) => {
                            let was_sent = has_begun && !request.0.settings.uses_sandbox();
                            let one = Interrupted { draft: draft.id, request, was_sent };
                            store.lazy_store().interrupted.update(|all| all.push(one));
                        }
                        None => old.push(draft.id),
                    }
                }
                Err(Unreadable::Newer) => {}
                Ok(_) if !is_gone(&draft) || draft.at_ms > clock::date_ms() - STAYS_MS => {}
                _ => old.push(draft.id),
            }
        }
        if !waiting.is_empty() {
            generate::queue(store, waiting);
        }
        drafts::remove(&old).await;
    }
    store.lazy_store().are_drafts_read.set(true);
}

fn is_same_service(store: Store, job: &SavedJob) -> bool {
    store
        .session
        .settings
        .with_untracked(|settings| settings.base_url() == job.endpoint && settings.key_doubt().is_none())
}

fn put_inputs(store: Store, saved: &[SavedInput], blobs: Vec<Blob>) {
    let mut blobs = blobs.into_iter();
    for SavedInput { name, width, height, showable, result } in saved.iter().cloned() {
        let blob = match result {
            Some(id) => find(store, id),
            None => blobs.next().map(BlobWithUrl::new),
        };
        let Some(blob) = blob else { continue };
        let metadata =
            InputMetadata { id: inputs::next_id(), name, url: blob.url(), width, height, showable, result };
        // No limit here, because the model's own limit is checked when the request is sent.
        store.composer.inputs.update(|list| {
            let _ = list.add(Input { metadata, blob, original: None }, usize::MAX);
        });
    }
}

/// Finds the picture of a result, deleted or not.
pub fn find(store: Store, id: ResultId) -> Option<BlobWithUrl> {
    let shown = store.gallery.results.with_untracked(|results| Some(results.get(id)?.blobs.image.clone()));
    shown.or_else(|| {
        store.lazy_store().bin.with_untracked(|bin| Some(BlobWithUrl::new(bin.get(id)?.blobs.image.clone())))
    })
}

/// Rebuilds the request of a saved job for the current service, and returns whether the job had begun. Returns `None`
/// if an image is missing.
fn request(store: Store, job: SavedJob, blobs: &[Blob]) -> Option<(Shaped, bool)> {
    let SavedJob { prompt, requested, sources, mask, has_canvas, shape, has_begun, .. } = job;
    let with_picture = |source: Source| {
        let picture = match &source {
            Source::Result { id } => find(store, *id)?,
            Source::File { index, .. } => BlobWithUrl::new(blobs.get(*index)?.clone()),
        };
        Some((source, picture))
    };
    let sources = sources.into_iter().map(with_picture).collect::<Option<Vec<_>>>()?;
    let mask = match mask {
        Some((feather_px, words)) => {
            let base = match has_canvas {
                true => Some(BlobWithUrl::new(blobs.iter().nth_back(1)?.clone())),
                false => None,
            };
            Some(Mask { base, shape: blobs.last()?.clone(), feather_px, words })
        }
        None => None,
    };
    let settings = Settings { model: requested.model.clone(), ..store.session.settings.get_untracked() };
    let request = ImageRequest { mask, ..ImageRequest::new(prompt, requested, sources, settings) };
    let request = store.gallery.results.with_untracked(|results| request.with_context(results));
    Some(((request, shape), has_begun))
}

/// Reads the drafts once the gallery is loaded, and stores the input images whenever they change from then on. Applies
/// while the calling view is mounted.
pub fn watch(store: Store) {
    let rest = store.lazy_store();
    Effect::new(move |_| {
        if store.gallery.is_loaded.get() && !rest.has_begun_drafts.get_value() {
            rest.has_begun_drafts.set_value(true);
            spawn_local(read(store));
        }
    });
    Effect::new(move |before: Option<Option<Vec<u32>>>| {
        let ids: Vec<u32> =
            store.composer.inputs.with(|list| list.iter().map(|input| input.metadata.id).collect());
        if !rest.are_drafts_read.get() {
            return None;
        }
        let before = before.flatten();
        if before.as_ref().map_or(!ids.is_empty(), |before| *before != ids) {
            save_inputs(store);
        }
        Some(ids)
    });
}

fn save_inputs(store: Store) {
    let (saved, blobs) = store.composer.inputs.with_untracked(|list| {
        let saved: Vec<_> = list.iter().map(|input| SavedInput::new(&input.metadata)).collect();
        let files = list.iter().filter(|input| input.metadata.result.is_none());
        (saved, files.map(|input| input.blob.blob().clone()).collect())
    });
    let id = format!("inputs {}", tab());
    match saved.is_empty() {
        true => let_go(id),
        false => write(id, Draft::Inputs(saved), blobs),
    }
}

/// Sends an interrupted request again, with the current service and key.
pub fn run_again(store: Store, draft: &str) {
    if !settings::may_send(store) {
        return;
    }
    if let Some(Interrupted { request: (request, shape), .. }) = take(store, draft) {
        generate::send_again(store, vec![request], Some(shape));
    }
}

/// Dismisses an interrupted request and deletes its draft.
pub fn dismiss(store: Store, draft: &str) {
    drop(take(store, draft));
}

fn take(store: Store, draft: &str) -> Option<Interrupted> {
    let take = |all: &mut Vec<Interrupted>| {
        let place = all.iter().position(|one| one.draft == draft)?;
        Some(all.remove(place))
    };
    let taken = store.lazy_store().interrupted.try_update(take).flatten();
    let_go(draft.to_owned());
    taken
}
