//! The origin that requests to an endpoint go to, as the browser itself reads the address.

use web_sys::Url;

use crate::model::keys::Origin;

/// The origin of an endpoint, which may be relative to the page; `None` for what is no address of the web.
pub fn of(base_url: &str) -> Option<Origin> {
    let page = web_sys::window()?.document()?.base_uri().ok()??;
    let read = |address: &str| Some(Url::new_with_base(address, &page).ok()?.origin());
    // As the library adds the path of a request. Of `https://` it would make a host, and of `//v1beta` the page's own:
    // where both do not agree, nobody can have meant either.
    let base = base_url.trim();
    // A browser reads a bare host as a path on the page's own; the library refuses it.
    if !base.contains("://") && !base.is_empty() && !base.starts_with(['/', '.']) {
        return None;
    }
    let root = base.trim_end_matches('/');
    let root = root.strip_suffix("/v1beta").unwrap_or(root).trim_end_matches('/');
    let origin = read(base)?;
    (read(&format!("{root}/v1beta/models"))? == origin).then(|| Origin::new(&origin)).flatten()
}
