//! Thumbnails, which are made once for each picture and stored beside it: for a new picture as soon as it is written,
//! and for those of an older database in idle time.

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::Blob;

use crate::browser::{gallery, thumbnail};
use crate::model::result::{ResultId, ResultMetadata};
use crate::model::thumbnail::size;
use crate::store::Store;

/// Whether a picture is small enough to be its own thumbnail.
pub fn is_small(metadata: &ResultMetadata) -> bool {
    size(metadata.width, metadata.height).is_none()
}

/// Prioritises the thumbnail of a picture that is on the page.
pub fn want(store: Store, id: ResultId) {
    store.browse().wanted.update_value(|wanted| wanted.push(id));
    make_all(store);
}

/// Makes all missing thumbnails, one after the other, unless they are already being made.
pub fn make_all(store: Store) {
    let is_making = store.browse().is_making;
    if is_making.get_value() {
        return;
    }
    is_making.set_value(true);
    spawn_local(async move {
        while let Some((id, picture, (width, height))) = next(store) {
            thumbnail::idle().await;
            let stored = gallery::thumbnail(id.0).await;
            let made = match &stored {
                Some(_) => stored.clone(),
                None => thumbnail::make(&picture, width, height).await,
            };
            // A picture that cannot be decoded is used as its own thumbnail, so that its cell reports it as lost.
            let shown = made.clone().unwrap_or(picture);
            store.gallery.results.update(|results| {
                results.change_blobs(id, |blobs| blobs.thumbnail = Some(shown));
            });
            if let (Some(made), None) = (made, stored) {
                gallery::put_thumbnail(id.0, &made).await;
            }
        }
        is_making.set_value(false);
    });
}

/// Returns the next picture without a thumbnail: the last one that was added to the page, or else the newest.
fn next(store: Store) -> Option<(ResultId, Blob, (u32, u32))> {
    store.gallery.results.with_untracked(|results| {
        let missing = |id: ResultId| {
            let item = results.get(id).filter(|item| item.blobs.thumbnail.is_none())?;
            let size = size(item.metadata.width, item.metadata.height)?;
            Some((id, item.blobs.image.blob().clone(), size))
        };
        let wanted = |wanted: &mut Vec<ResultId>| std::iter::from_fn(|| wanted.pop()).find_map(missing);
        let wanted = store.browse().wanted.try_update_value(wanted).flatten();
        wanted.or_else(|| results.iter().find_map(|item| missing(item.metadata.id)))
    })
}
