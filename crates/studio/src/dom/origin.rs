//! The origin that requests to an endpoint go to, as the browser itself reads the address.

use web_sys::Url;

use crate::state::keys::Origin;

/// The origin of an endpoint, which may be relative to the page; `None` for what is no address of the web.
pub fn of(base_url: &str) -> Option<Origin> {
    let page = web_sys::window()?.document()?.base_uri().ok()??;
    // With the path of a request behind it: `//` alone would make its first part a host.
    let request = format!("{}/v1beta/models", base_url.trim().trim_end_matches('/'));
    Origin::new(&Url::new_with_base(&request, &page).ok()?.origin())
}
