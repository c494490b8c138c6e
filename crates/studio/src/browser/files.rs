//! Files that enter the page by file chooser, drop or paste, and the data of drags.

use web_sys::{DataTransfer, File, FileList, HtmlElement};

use crate::model::result::ResultId;

/// Returns the files of a list.
pub fn of_list(list: &FileList) -> Vec<File> {
    (0..list.length()).filter_map(|index| list.get(index)).collect()
}

/// Returns the files of a drop or a paste.
pub fn of_transfer(transfer: &DataTransfer) -> Vec<File> {
    transfer.files().map(|list| of_list(&list)).unwrap_or_default()
}

/// Whether a drag has files. The files themselves are not readable before the drop.
pub fn are_dragged(transfer: &DataTransfer) -> bool {
    transfer.types().iter().any(|kind| kind.as_string().as_deref() == Some("Files"))
}

/// Whether a drag has a URL. The URL itself is not readable before the drop.
pub fn is_link(transfer: &DataTransfer) -> bool {
    transfer.types().iter().any(|kind| kind.as_string().as_deref() == Some(LINKS))
}

/// The data type of dragged links, and of images from other pages: one URL per line.
const LINKS: &str = "text/uri-list";

/// Returns the URLs of a drop.
pub fn links(transfer: &DataTransfer) -> String {
    transfer.get_data(LINKS).unwrap_or_default()
}

/// Returns the text of a paste.
pub fn text(transfer: &DataTransfer) -> String {
    transfer.get_data("text/plain").unwrap_or_default()
}

/// Returns the text of a paste with its formatting, as HTML.
pub fn html(transfer: &DataTransfer) -> String {
    transfer.get_data("text/html").unwrap_or_default()
}

/// The data type of a dragged thumbnail, which is not text because text would be dropped into the prompt.
const NUMBER: &str = "application/x-tintype-image";

/// Attaches a number to a drag.
pub fn drag_number(transfer: &DataTransfer, number: u32) {
    // Without the data, the drop has no effect.
    let _ = transfer.set_data(NUMBER, &number.to_string());
}

/// Returns the number attached to a drag.
pub fn dragged_number(transfer: &DataTransfer) -> Option<u32> {
    transfer.get_data(NUMBER).ok()?.parse().ok()
}

/// The data type of a dragged result.
const RESULT: &str = "application/x-tintype-result";

/// Attaches pictures of the gallery to a drag, and shows `image` under the pointer.
pub fn drag_results(transfer: &DataTransfer, ids: &[ResultId], image: &HtmlElement) {
    let ids: Vec<_> = ids.iter().map(|id| id.0.to_string()).collect();
    // Without the data, the drop has no effect.
    let _ = transfer.set_data(RESULT, &ids.join(" "));
    transfer.set_drag_image(image, 0, 0);
}

/// Attaches a file for other programs to a drag. Only Chromium allows this, by a data type of its own.
pub fn drag_file(transfer: &DataTransfer, mime_type: &str, name: &str, url: &str) {
    let _ = transfer.set_data("DownloadURL", &format!("{mime_type}:{name}:{url}"));
}

/// Whether a drag has pictures of the gallery. The pictures themselves are not readable before the drop.
pub fn is_result(transfer: &DataTransfer) -> bool {
    transfer.types().iter().any(|kind| kind.as_string().as_deref() == Some(RESULT))
}

/// Returns the dropped pictures of the gallery.
pub fn dropped_results(transfer: &DataTransfer) -> Vec<ResultId> {
    let ids = transfer.get_data(RESULT).unwrap_or_default();
    ids.split_whitespace().filter_map(|id| id.parse().ok().map(ResultId)).collect()
}
