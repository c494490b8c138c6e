//! Saving a file.

use wasm_bindgen::JsCast;
use web_sys::HtmlAnchorElement;

/// Offers what `url` holds as a download called `name`; whether the browser could be asked.
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
