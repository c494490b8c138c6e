//! What survives a reload (the tab's storage) or a restart (the device's).
//!
//! Storage can be refused (private windows, blocked cookies, full disks); Studio then simply does not remember.

use web_sys::Storage;

/// How long a value is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// Until the tab is closed.
    Tab,
    /// Until it is removed.
    Device,
}

impl Keep {
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

/// Pages of one host share storage: the prefix keeps the names apart.
fn scoped(name: &str) -> String {
    format!("tintype.{name}")
}
