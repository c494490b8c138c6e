//! Files as they come into the page: picked, dropped, pasted.

use web_sys::{DataTransfer, File, FileList};

/// The files of a list.
pub fn of_list(list: &FileList) -> Vec<File> {
    (0..list.length()).filter_map(|index| list.get(index)).collect()
}

/// The files of a drop or a paste.
pub fn of_transfer(transfer: &DataTransfer) -> Vec<File> {
    transfer.files().map(|list| of_list(&list)).unwrap_or_default()
}

/// Whether a drag brings files. While it hovers, the files themselves cannot be seen.
pub fn are_dragged(transfer: &DataTransfer) -> bool {
    transfer.types().iter().any(|kind| kind.as_string().as_deref() == Some("Files"))
}

/// Whether a paste is about text (copied from a document, it may bring a picture of the text as well).
pub fn has_text(transfer: &DataTransfer) -> bool {
    transfer.types().iter().any(|kind| kind.as_string().as_deref() == Some("text/plain"))
}

/// Whether a drag brings an address. While it hovers, the address itself cannot be seen.
pub fn is_link(transfer: &DataTransfer) -> bool {
    transfer.types().iter().any(|kind| kind.as_string().as_deref() == Some(LINKS))
}

/// What dragged links and pictures of other pages carry, a line each.
const LINKS: &str = "text/uri-list";

/// The addresses of a drop.
pub fn links(transfer: &DataTransfer) -> String {
    transfer.get_data(LINKS).unwrap_or_default()
}

/// The text of a paste.
pub fn text(transfer: &DataTransfer) -> String {
    transfer.get_data("text/plain").unwrap_or_default()
}

/// What a dragged thumbnail carries: no text, which would be dropped into the prompt.
const NUMBER: &str = "application/x-tintype-image";

/// Lets a drag carry a number.
pub fn drag_number(transfer: &DataTransfer, number: u32) {
    // A drag without it does nothing.
    let _ = transfer.set_data(NUMBER, &number.to_string());
}

/// The number that a drag carries.
pub fn dragged_number(transfer: &DataTransfer) -> Option<u32> {
    transfer.get_data(NUMBER).ok()?.parse().ok()
}
