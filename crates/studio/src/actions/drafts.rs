//! Drafts, which survive a reload: the input images of this tab, and its unfinished jobs.

use leptos::task::spawn_local;
use web_sys::Blob;

use crate::browser::clock;
use crate::browser::drafts;
use crate::browser::storage::{StorageScope, TAB_NAME};
use crate::model::draft::{Draft, SavedJob};
use crate::model::result::Source;
use crate::store::request::Shaped;

/// Returns the name of this tab, which is assigned on first use.
pub fn tab() -> String {
    StorageScope::Tab.get(TAB_NAME).unwrap_or_else(|| {
        let tab = new_tab();
        StorageScope::Tab.set(TAB_NAME, &tab);
        let name = tab.clone();
        spawn_local(async move {
            drafts::claim(&name).await;
        });
        tab
    })
}

/// Creates a name that no other tab has.
pub fn new_tab() -> String {
    ((js_sys::Math::random() * 1e15) as u64).to_string()
}

/// Creates a name for the draft of a job.
pub fn name(job: u32) -> String {
    format!("job {} {} {job}", tab(), clock::date_ms() as u64)
}

/// Stores a job so that it survives a reload.
pub fn save(draft: &str, (request, shape): Shaped, has_begun: bool) {
    let files = request.sources.iter().filter(|(source, _)| matches!(source, Source::File { .. }));
    let mut blobs: Vec<_> = files.map(|(_, picture)| picture.blob().clone()).collect();
    let has_canvas = request.mask.as_ref().is_some_and(|mask| mask.base.is_some());
    let mask = request.mask.map(|mask| {
        blobs.extend(mask.base.map(|base| base.blob().clone()));
        blobs.push(mask.shape);
        (mask.feather_px, mask.words)
    });
    let job = SavedJob {
        prompt: request.prompt,
        requested: request.requested,
        sources: request.sources.into_iter().map(|(source, _)| source).collect(),
        mask,
        has_canvas,
        shape,
        endpoint: request.settings.base_url(),
        has_begun,
    };
    write(draft.to_owned(), Draft::Job(Box::new(job)), blobs);
}

/// Stores a draft.
pub fn write(id: String, draft: Draft, blobs: Vec<Blob>) {
    spawn_local(async move {
        // If storing fails, the `beforeunload` prompt still protects a running job.
        let _ = drafts::put(&id, &tab(), &draft.into_json(), &blobs).await;
    });
}

/// Deletes the draft of a finished job.
pub fn let_go(draft: String) {
    spawn_local(async move { drafts::remove(&[draft]).await });
}
