//! Values that survive a reload (`sessionStorage`) or a restart (`localStorage`).
//!
//! Storage can be refused (private windows, blocked cookies, full disks). Studio then stores no values.

use web_sys::Storage;

const PREFIX: &str = "tintype.";
/// The key under which a tab stores its own name, once it has data to store.
pub const TAB_NAME: &str = "tab";

/// The lifetime of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StorageScope {
    /// Until the tab is closed.
    Tab,
    /// Until it is removed.
    Device,
}

impl StorageScope {
    fn storage(self) -> Option<Storage> {
        let window = web_sys::window()?;
        match self {
            Self::Tab => window.session_storage().ok()?,
            Self::Device => window.local_storage().ok()?,
        }
    }

    /// Returns the value of that name.
    pub fn get(self, name: &str) -> Option<String> {
        self.storage()?.get_item(&scoped(name)).ok()?
    }

    /// Sets the value of that name. An empty value is removed.
    pub fn set(self, name: &str, value: &str) {
        let Some(storage) = self.storage() else { return };
        // A refusal (quota, policy) is ignored, because the page also works without stored values.
        let _ = match value {
            "" => storage.remove_item(&scoped(name)),
            value => storage.set_item(&scoped(name), value),
        };
    }
}

/// Returns the names of all values that begin with `start`.
pub fn names(scope: StorageScope, start: &str) -> Vec<String> {
    let Some(storage) = scope.storage() else { return Vec::new() };
    let all = (0..storage.length().unwrap_or(0)).filter_map(|index| storage.key(index).ok()?);
    let ours = all.filter_map(|name| Some(name.strip_prefix(PREFIX)?.to_owned()));
    ours.filter(|name| name.starts_with(start)).collect()
}

/// Adds the prefix, because pages of one host share storage.
fn scoped(name: &str) -> String {
    format!("{PREFIX}{name}")
}
