//! Where keys are kept: one entry for each origin, in the tab's storage or the device's, so that tabs with different
//! services cannot overwrite each other's.
//!
//! ```text
//! tintype.key@https://host        the key that was entered for that origin
//! tintype.key-kind@https://host   the kind of key that the user confirmed for that origin
//! tintype.key                     the key of an older Studio, without an origin
//! ```

use crate::browser::storage::{self, StorageScope};
use crate::model::keys::{Key, KeyKind, Origin, ServiceKey};

/// The name under which older versions stored their only key.
const WITHOUT_ORIGIN: &str = "key";
const KEY: &str = "key@";
const KIND: &str = "key-kind@";

fn entry(start: &str, origin: &Origin) -> String {
    format!("{start}{}", origin.as_str())
}

/// Loads the key of an origin. A key of an older version is adopted if it certainly belongs to the origin.
pub fn of(origin: Option<Origin>) -> ServiceKey {
    let Some(origin) = origin else { return ServiceKey::default() };
    let name = entry(KEY, &origin);
    for place in [StorageScope::Tab, StorageScope::Device] {
        if let Some(key) = place.get(&name) {
            let confirmed = place.get(&entry(KIND, &origin)).and_then(|kind| KeyKind::from_value(&kind));
            let is_remembered = place == StorageScope::Device;
            return ServiceKey { origin: Some(origin), key: Key::new(&key), is_remembered, confirmed };
        }
    }
    let empty = ServiceKey { origin: Some(origin), ..ServiceKey::default() };
    match without_origin() {
        Some(key) if ServiceKey::certainly_takes(empty.origin.as_ref(), &key) => adopt(empty),
        _ => empty,
    }
}

/// Stores a key in the scope that the user selected, and removes it from the other scope if the scope differs from
/// `was_remembered` or if the key is empty. A key that another tab stored on the device is replaced only by a
/// remembered key, and removed only when the key is cleared or its scope changes.
pub fn save(key: &ServiceKey, was_remembered: bool) {
    let Some(origin) = &key.origin else { return };
    let leaves = key.is_remembered != was_remembered || key.key.is_empty();
    let (here, elsewhere) = match key.is_remembered {
        true => (StorageScope::Device, StorageScope::Tab),
        false => (StorageScope::Tab, StorageScope::Device),
    };
    let confirmed = key.confirmed.filter(|_| !key.key.is_empty()).map_or("", KeyKind::value);
    for (start, value) in [(KEY, key.key.reveal()), (KIND, confirmed)] {
        here.set(&entry(start, origin), value);
        if leaves {
            elsewhere.set(&entry(start, origin), "");
        }
    }
}

/// Returns the key of an older version, until the user has assigned it to a service.
pub fn without_origin() -> Option<Key> {
    let kept = StorageScope::Device.get(WITHOUT_ORIGIN).or_else(|| StorageScope::Tab.get(WITHOUT_ORIGIN))?;
    Some(Key::new(&kept)).filter(|key| !key.is_empty())
}

/// Binds the key of an older version to the origin of `place`. The storage scope of the key does not change.
pub fn adopt(place: ServiceKey) -> ServiceKey {
    let Some(key) = without_origin() else { return place };
    let is_remembered = StorageScope::Device.get(WITHOUT_ORIGIN).is_some();
    let bound = ServiceKey { key, is_remembered, ..place };
    save(&bound, is_remembered);
    remove_without_origin();
    bound
}

/// Removes the key of an older version. If both scopes have one, the tab's remains.
pub fn remove_without_origin() {
    let place = if StorageScope::Device.get(WITHOUT_ORIGIN).is_some() {
        StorageScope::Device
    } else {
        StorageScope::Tab
    };
    place.set(WITHOUT_ORIGIN, "");
}

/// Returns the other hosts that have a stored key.
pub fn others(current: Option<&Origin>) -> Vec<String> {
    let mut origins: Vec<_> = [StorageScope::Tab, StorageScope::Device]
        .into_iter()
        .flat_map(|place| storage::names(place, KEY))
        .filter_map(|name| Origin::new(name.strip_prefix(KEY)?))
        .filter(|origin| Some(origin) != current)
        .map(|origin| origin.host().to_owned())
        .collect();
    origins.sort_unstable();
    origins.dedup();
    origins
}

/// Removes every key from both storages.
pub fn remove_all() {
    for place in [StorageScope::Tab, StorageScope::Device] {
        for start in [KEY, KIND] {
            storage::names(place, start).iter().for_each(|name| place.set(name, ""));
        }
        place.set(WITHOUT_ORIGIN, "");
    }
}
