//! Notifications about finished jobs for a user who looks at another tab.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::notice;
use crate::browser::attention;
use crate::browser::storage::StorageScope;
use crate::store::Store;
use crate::text::fill;

const NOTIFIES: &str = "notifies";
/// The URL of the notification icon, relative to the page like every file of the site.
const ICON: &str = "icon-192.png";

/// Records the end of a job and the number of its pictures. The notification waits until no job is running, so that
/// eight variants cause only one.
pub fn note_end(store: Store, pictures: usize) {
    let Some(pictures) = attention::note_end(pictures as u32) else { return };
    if store.session.jobs.with_untracked(Vec::is_empty) && notifies() {
        let text = match pictures {
            0 => store.text().failed_short.to_owned(),
            1 => store.text().ready_short.to_owned(),
            several => fill(store.text().ready_several, &[("count", &several.to_string())]),
        };
        attention::notify(&text, ICON);
    }
}

/// Whether the browser supports notifications for this page.
pub fn can_notify() -> bool {
    attention::can_notify()
}

/// Whether the user enabled notifications and the browser still allows them.
pub fn notifies() -> bool {
    attention::may_notify() && StorageScope::Device.get(NOTIFIES).is_some()
}

/// Changes the setting, and requests the user's permission before enabling it. Calls `set` with the outcome.
pub fn set_notifies(store: Store, notifies: bool, set: impl FnOnce(bool) + 'static) {
    spawn_local(async move {
        let is_allowed = !notifies || attention::ask_to_notify().await;
        if !is_allowed {
            notice::show(store, store.text().notify_refused, None);
        }
        let notifies = notifies && is_allowed;
        StorageScope::Device.set(NOTIFIES, if notifies { "yes" } else { "" });
        set(notifies);
    });
}
