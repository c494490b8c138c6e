//! File downloads.

use wasm_bindgen::JsCast;
use web_sys::HtmlAnchorElement;

/// Downloads the content of `url` as a file called `name`. Returns whether the download was started.
pub fn save(url: &str, name: &str) -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    let link = document.and_then(|document| document.create_element("a").ok());
    let Some(link) = link.and_then(|element| element.dyn_into::<HtmlAnchorElement>().ok()) else {
        return false;
    };
    link.set_href(url);
    link.set_download(name);
    link.click();
    true
}
