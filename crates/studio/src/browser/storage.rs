//! Values that survive a reload (`sessionStorage`) or a restart (`localStorage`).
//!
//! Storage can be refused (private windows, blocked cookies, full disks); Studio then simply does not remember.

use web_sys::Storage;

const PREFIX: &str = "tintype.";
/// The name under which a tab remembers its own, from when it has something to keep.
pub const TAB_NAME: &str = "tab";

/// How long a value is kept.
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

    /// The value of that name.
    pub fn get(self, name: &str) -> Option<String> {
        self.storage()?.get_item(&scoped(name)).ok()?
    }

    /// Sets the value of that name; an empty one is removed.
    pub fn set(self, name: &str, value: &str) {
        let Some(storage) = self.storage() else { return };
        // A refusal (quota, policy) leaves the page working and forgetful: there is nothing better to do.
        let _ = match value {
            "" => storage.remove_item(&scoped(name)),
            value => storage.set_item(&scoped(name), value),
        };
    }
}

/// The names of all values that begin with `start`.
pub fn names(scope: StorageScope, start: &str) -> Vec<String> {
    let Some(storage) = scope.storage() else { return Vec::new() };
    let all = (0..storage.length().unwrap_or(0)).filter_map(|index| storage.key(index).ok()?);
    let ours = all.filter_map(|name| Some(name.strip_prefix(PREFIX)?.to_owned()));
    ours.filter(|name| name.starts_with(start)).collect()
}

/// Pages of one host share storage: the prefix keeps the names apart.
fn scoped(name: &str) -> String {
    format!("{PREFIX}{name}")
}
