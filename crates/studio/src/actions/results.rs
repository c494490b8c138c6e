//! The actions of a result.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{bin, details, dialog, flags, history, inputs, notice, thumbnails, viewer};
use crate::browser::picture::{BlobWithUrl, Blobs};
use crate::browser::{clipboard, download, focus, words};
use crate::model::bound;
use crate::model::compare::{Against, Comparison, candidates};
use crate::model::dialog::Dialog;
use crate::model::file_name;
use crate::model::gallery::{Removed, ResultList};
use crate::model::ids::{PROMPT_ID, UNDO_ID};
use crate::model::input::InputList;
use crate::model::result::{Flag, ResultId, ResultMetadata};
use crate::store::Store;
use crate::store::notice::NoticeAction;
use crate::store::undo::UndoCommand;
use crate::text::fill;
use crate::text::totals;

/// Returns the file name of a picture.
pub fn file_name(metadata: &ResultMetadata) -> String {
    file_name::for_result(
        &words::slug(&metadata.prompt),
        metadata.width,
        metadata.height,
        &metadata.extension,
    )
}

/// Downloads the picture under a descriptive file name.
pub fn download(store: Store, id: ResultId) {
    let Some(result) = store.find(id) else { return };
    let metadata = &result.metadata;
    let name = file_name(metadata);
    if store.session.writes_details.get_untracked() {
        return details::download(store, &result, name);
    }
    if download::save(&metadata.url, &name) {
        notice::show(store, fill(store.text().downloaded, &[("name", &name)]), None);
    }
}

/// Copies the picture to the clipboard.
pub fn copy(store: Store, id: ResultId) {
    let Some(result) = store.find(id) else { return };
    let copying = clipboard::copy(result.blobs.image.blob().clone());
    spawn_local(async move {
        let text = match copying.await {
            Some(()) => store.text().copied,
            None => store.text().copy_failed,
        };
        notice::show(store, text, None);
    });
}

/// Continues from the picture: makes it the only input image, and selects the prompt so that the user can type over it.
pub fn edit(store: Store, id: ResultId) {
    let Some(result) = store.find(id) else { return };
    let input = inputs::of_result(&result.metadata, result.blobs.image.clone());
    // Only the user's own files are worth a notice, because results can be selected again.
    let is_missed =
        |before: &InputList<BlobWithUrl>| before.iter().any(|input| input.metadata.result.is_none());
    let are_missed = store.composer.inputs.with_untracked(is_missed);
    inputs::change(store, |inputs| inputs.replace(input));
    if are_missed {
        notice::show(store, store.text().inputs_replaced, Some(NoticeAction::Undo));
    }
    dialog::close(store);
    focus::on_all_text(PROMPT_ID);
}

/// Opens the comparison with the source of the result, or else with the newest other result.
pub fn compare(store: Store, subject: ResultId) {
    let against = store.gallery.results.with_untracked(|results| {
        let metadata = &results.get(subject)?.metadata;
        let all = results.iter().map(|result| &result.metadata);
        candidates(metadata, None, &results.origins(metadata), all).first().map(|candidate| candidate.against)
    });
    match against {
        Some(against) => dialog::open(store, Dialog::Compare(Comparison { subject, against })),
        None => notice::show(store, store.text().compare_alone, None),
    }
}

/// Selects the picture to compare with.
pub fn compare_against(store: Store, against: Against) {
    store.ui.dialog.update(|dialog| {
        if let Some(Dialog::Compare(comparison)) = dialog {
            comparison.against = against;
        }
    });
}

/// Switches between the overlaid and the side-by-side comparison.
pub fn compare_side_by_side(store: Store, side_by_side: bool) {
    store.ui.is_side_by_side.set(side_by_side);
}

/// Deletes the result; this can be undone. After several deletions in a row, the notice shows their number and the name
/// of the result that Undo restores.
pub fn delete(store: Store, id: ResultId) {
    let Some(result) = store.find(id) else { return };
    let in_row = 1 + deleted_in_row(store);
    let (name, count) = (bound::name(&result.metadata.prompt), totals::count(in_row, store.text()));
    let text = if in_row == 1 { store.text().deleted_one } else { store.text().deleted_more };
    viewer::leave(store, &[id]);
    delete_these(store, vec![id], fill(text, &[("name", &name), ("pictures", &count)]));
    store.ui.notice.update(|notice| notice.iter_mut().for_each(|notice| notice.deletions = in_row));
}

/// Returns the number of consecutive deletions that the current notice is about.
fn deleted_in_row(store: Store) -> usize {
    store.ui.notice.with_untracked(|notice| notice.as_ref().map_or(0, |notice| notice.deletions))
}

/// Deletes these results; this can be undone.
pub fn delete_many(store: Store, ids: Vec<ResultId>) {
    let text = fill(store.text().deleted_all, &[("pictures", &totals::count(ids.len(), store.text()))]);
    delete_these(store, ids, text);
}

/// Deletes all results; this can be undone.
pub fn delete_all(store: Store) {
    // Newest first, so that results are deleted before their sources, which would otherwise have to stay.
    let ids: Vec<_> =
        store.gallery.results.with_untracked(|results| results.iter().map(|one| one.metadata.id).collect());
    delete_many(store, ids);
}

fn delete_these(store: Store, ids: Vec<ResultId>, message: impl Into<String>) {
    let removed = remove_results(store, ids);
    if !removed.is_empty() {
        history::record(store, UndoCommand::restore(&removed));
        notice::show(store, message, Some(NoticeAction::Undo));
        if !viewer::is_open(store) {
            focus::on(UNDO_ID);
        }
    }
}

/// Removes results without a notice. Returns the data that restores them, in this order.
pub fn remove_results(store: Store, these: Vec<ResultId>) -> Vec<Removed<Blobs>> {
    let take = |results: &mut ResultList<Blobs>| {
        these.into_iter().filter_map(|id| results.remove(id)).collect::<Vec<_>>()
    };
    let removed = store.gallery.results.try_update(take).unwrap_or_default();
    let items: Vec<_> = removed.iter().flat_map(|removed| removed.gone.iter().cloned()).collect();
    let gone: Vec<_> = items.iter().map(|item| item.metadata.id).collect();
    let hidden = removed.iter().filter_map(|removed| removed.hidden);
    hidden.filter(|id| !gone.contains(id)).for_each(|id| flags::set(store, id, Flag::Hidden, true));
    if !items.is_empty() {
        bin::put(store, &items);
    }
    removed
}

/// Restores deleted results.
pub fn restore(store: Store, removed: Vec<Removed<Blobs>>) {
    let mut gone: Vec<_> = removed.iter().flat_map(ids).collect();
    let hidden: Vec<_> = removed.iter().filter_map(|removed| removed.hidden).collect();
    store
        .gallery
        .results
        .update(|results| removed.into_iter().rev().for_each(|removed| results.restore(removed)));
    let marked = hidden.into_iter().filter(|id| !gone.contains(id));
    marked.for_each(|id| flags::set(store, id, Flag::Hidden, false));
    thumbnails::make_all(store);
    // Oldest first, so that an interruption never leaves a written picture without its origins.
    gone.reverse();
    if !gone.is_empty() {
        bin::bring_back(store, gone);
    }
}

fn ids(removed: &Removed<Blobs>) -> Vec<ResultId> {
    removed.gone.iter().map(|item| item.metadata.id).collect()
}

/// Handles the answer to the confirmation dialog of `delete_all`.
pub fn answer_delete_all(store: Store, deletes: bool) {
    dialog::close(store);
    if deletes {
        delete_all(store);
    }
}
