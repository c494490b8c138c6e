//! Sharing of a picture with other apps, and of its prompt as a link.

use leptos::task::spawn_local;

use super::notice;
use super::results::file_name;
use crate::browser::{link, share};
use crate::model::link::of_result;
use crate::model::result::ResultId;
use crate::store::Store;

/// Whether this browser has a share sheet that accepts pictures.
pub fn can_share() -> bool {
    share::can_share()
}

/// Opens the system's share sheet with the picture.
pub fn share_picture(store: Store, id: ResultId) {
    let Some(result) = store.find(id) else { return };
    spawn_local(async move {
        let picture = result.blobs.image.blob();
        if !share::share(picture, &file_name(&result.metadata)).await {
            notice::show(store, store.text().share_failed, None);
        }
    });
}

/// Copies a link that fills in the prompt and options of the picture. No server receives them, because they follow `#`.
pub fn copy_link(store: Store, id: ResultId) {
    let Some(result) = store.find(id) else { return };
    let address = link::to_page(&link::write(of_result(&result.metadata)));
    spawn_local(async move {
        let is_copied = share::copy_text(&address).await;
        let text = if is_copied { store.text().link_copied } else { store.text().link_copy_failed };
        notice::show(store, text, None);
    });
}
