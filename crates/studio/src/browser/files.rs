//! Files as they come into the page: picked, dropped, pasted.

use web_sys::{DataTransfer, File, FileList, HtmlElement};

use crate::model::result::ResultId;

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

/// Whether a drag brings an address. While it hovers, the address itself cannot be seen.
pub fn is_link(transfer: &DataTransfer) -> bool {
    transfer.types().iter().any(|kind| kind.as_string().as_deref() == Some(LINKS))
}

/// The data type of dragged links and images of other pages, a URL a line.
const LINKS: &str = "text/uri-list";

/// The addresses of a drop.
pub fn links(transfer: &DataTransfer) -> String {
    transfer.get_data(LINKS).unwrap_or_default()
}

/// The text of a paste.
pub fn text(transfer: &DataTransfer) -> String {
    transfer.get_data("text/plain").unwrap_or_default()
}

/// The text of a paste with its formatting.
pub fn html(transfer: &DataTransfer) -> String {
    transfer.get_data("text/html").unwrap_or_default()
}

/// The data type of a dragged thumbnail: no text, which would be dropped into the prompt.
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

/// The data type of a dragged result.
const RESULT: &str = "application/x-tintype-result";

/// Lets a drag carry pictures of the gallery, of which one is seen under the pointer.
pub fn drag_results(transfer: &DataTransfer, ids: &[ResultId], image: &HtmlElement) {
    let ids: Vec<_> = ids.iter().map(|id| id.0.to_string()).collect();
    // A drag without it does nothing.
    let _ = transfer.set_data(RESULT, &ids.join(" "));
    transfer.set_drag_image(image, 0, 0);
}

/// Lets a drag carry a file to another program. Chromium alone has this type, and others need none: they let no page do it.
pub fn drag_file(transfer: &DataTransfer, mime_type: &str, name: &str, url: &str) {
    let _ = transfer.set_data("DownloadURL", &format!("{mime_type}:{name}:{url}"));
}

/// Whether a drag brings a picture of the gallery. While it hovers, the picture itself cannot be seen.
pub fn is_result(transfer: &DataTransfer) -> bool {
    transfer.types().iter().any(|kind| kind.as_string().as_deref() == Some(RESULT))
}

/// The pictures of the gallery that a drop brings.
pub fn dropped_results(transfer: &DataTransfer) -> Vec<ResultId> {
    let ids = transfer.get_data(RESULT).unwrap_or_default();
    ids.split_whitespace().filter_map(|id| id.parse().ok().map(ResultId)).collect()
}
