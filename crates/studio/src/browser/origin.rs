//! The origin that requests to an endpoint go to, as parsed by the browser.

use web_sys::Url;

use crate::model::keys::Origin;

/// Returns the origin of an endpoint, which may be relative to the page; `None` if the endpoint is not a web address.
pub fn of(base_url: &str) -> Option<Origin> {
    let page = web_sys::window()?.document()?.base_uri().ok()??;
    let read = |address: &str| Some(Url::new_with_base(address, &page).ok()?.origin());
    // The URL of a request, as the library builds it, must have the origin of the endpoint. For `https://`, the added
    // path would become the host, and for `//v1beta`, the origin would be the page's own.
    let base = base_url.trim();
    // A browser parses a bare host as a path on the page's own, but the library rejects it.
    if !base.contains("://") && !base.is_empty() && !base.starts_with(['/', '.']) {
        return None;
    }
    let root = base.trim_end_matches('/');
    let root = root.strip_suffix("/v1beta").unwrap_or(root).trim_end_matches('/');
    let origin = read(base)?;
    (read(&format!("{root}/v1beta/models"))? == origin).then(|| Origin::new(&origin)).flatten()
}
