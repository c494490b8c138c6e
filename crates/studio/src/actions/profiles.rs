//! Service profiles: stored, switched, removed.

use leptos::prelude::*;

use super::{history, settings};
use crate::browser::storage::StorageScope;
use crate::browser::{grid, popover};
use crate::model::ids::{SERVICE_BUTTON_ID, SERVICE_PICKER_ID, field};
use crate::model::profiles::Profiles;
use crate::store::Store;
use crate::store::undo::UndoCommand;

/// The name of the stored profiles.
const PROFILES: &str = "profiles";

/// Reads the stored profiles.
pub fn load(store: Store) {
    store.lazy_store().profiles.set(read());
}

fn read() -> Profiles {
    Profiles::from_json(&StorageScope::Device.get(PROFILES).unwrap_or_default())
}

// The profiles are read again, because another tab may have changed them.
fn change<T>(store: Store, how: impl FnOnce(&mut Profiles) -> T) -> T {
    let mut profiles = read();
    let outcome = how(&mut profiles);
    StorageScope::Device.set(PROFILES, &if profiles.is_empty() { String::new() } else { profiles.to_json() });
    store.lazy_store().profiles.set(profiles);
    outcome
}

/// Stores the settings under a name. Returns false if that is not possible.
pub fn save(store: Store, name: &str) -> bool {
    let settings = store.session.settings.get_untracked();
    change(store, |profiles| profiles.put(name, &settings))
}

/// Removes a profile. The settings stay as they are.
pub fn remove(store: Store, name: &str) {
    change(store, |profiles| profiles.remove(name));
}

/// Applies the settings of a profile, with the key of its origin.
pub fn choose(store: Store, name: &str) {
    grid::close_menu(SERVICE_PICKER_ID);
    let before = store.session.settings.get_untracked();
    let profiles = store.lazy_store().profiles.get_untracked();
    settings::change(store, |settings| profiles.apply(name, settings));
    history::record(store, UndoCommand::settings(before));
}

/// Returns the name of the current profile.
pub fn current(store: Store) -> Option<String> {
    let settings = store.session.settings.get();
    store.lazy_store().profiles.with(|profiles| profiles.current(&settings).map(str::to_owned))
}

/// Opens the profile picker, or the settings if there are no profiles.
pub fn open_picker(store: Store) {
    load(store);
    match store.lazy_store().profiles.with_untracked(Profiles::is_empty) {
        true => open_settings(store),
        false => popover::open_above(SERVICE_PICKER_ID, SERVICE_BUTTON_ID),
    }
}

/// Opens the settings of the service.
pub fn open_settings(store: Store) {
    grid::close_menu(SERVICE_PICKER_ID);
    let field = if untrack(|| store.uses_sandbox()) { field::KEY } else { field::SERVICE };
    settings::open_at(store, field);
}
