//! Pasted content, and dropped pictures of the gallery.

use web_sys::{DataTransfer, File};

use super::inputs::{add_address, add_result, take_files};
use crate::browser::clipboard::{self, Paste};
use crate::browser::files;
use crate::model::{address, paste};
use crate::store::Store;

/// Adds the dropped pictures of the gallery. Returns whether there were any.
pub fn drop_result(store: Store, transfer: &DataTransfer) -> bool {
    let dropped = files::dropped_results(transfer);
    dropped.iter().for_each(|id| add_result(store, *id));
    !dropped.is_empty()
}

/// Adds the pasted pictures, or those that the pasted URLs point to. Returns whether the paste was about pictures.
pub fn take(store: Store, pasted: Paste, is_typing: bool) -> bool {
    let Paste { text, html, files } = pasted;
    let names: Vec<_> = files.iter().map(File::name).collect();
    if !files.is_empty() && paste::is_about_files(&text, &names, &html) {
        take_files(store, files);
        return true;
    }
    let is_address = !is_typing && !address::all(&text).is_empty();
    if is_address {
        add_address(store, &text);
    }
    is_address
}

/// Handles a paste that was withheld from the browser while the chunk was loading. Text is inserted at the cursor.
pub fn take_late(store: Store, pasted: Paste, is_typing: bool) {
    let text = pasted.text.clone();
    if !take(store, pasted, is_typing) && is_typing {
        clipboard::insert_text(&text);
    }
}
