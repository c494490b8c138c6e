//! Service profiles: named sets of service, endpoint, auth header and model. A profile contains no key, because a key
//! stays with the origin that it was entered for.

use serde::{Deserialize, Serialize};

use super::key_header::KeyHeader;
use super::service::Service;
use super::settings::Settings;
use super::{bound, json};

/// The most profiles that are stored.
const MOST: usize = 20;

/// A stored profile.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Profile {
    name: String,
    service: String,
    endpoint: String,
    key_header: String,
    model: String,
}

impl Profile {
    fn of(name: String, settings: &Settings) -> Self {
        Self {
            name,
            service: settings.service.value().to_owned(),
            endpoint: settings.endpoint.clone(),
            key_header: settings.key_header.value().to_owned(),
            model: settings.model.clone(),
        }
    }
}

/// The profiles, in the order in which they were stored.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Profiles(Vec<Profile>);

impl Profiles {
    /// Parses stored profiles. Invalid JSON results in an empty list.
    pub fn from_json(json: &str) -> Self {
        Self(json::read(json.as_bytes()).unwrap_or_default())
    }

    /// Serializes the profiles for storage.
    pub fn to_json(&self) -> String {
        json::write(&self.0)
    }

    /// Returns the names of the profiles.
    pub fn names(&self) -> Vec<String> {
        self.0.iter().map(|profile| profile.name.clone()).collect()
    }

    /// Whether the list of profiles is empty.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Stores these settings under a name, replacing a profile of that name. Returns false if the name is empty or the
    /// list is full.
    pub fn put(&mut self, name: &str, settings: &Settings) -> bool {
        let name = bound::name(name.trim());
        let profile = Profile::of(name.clone(), settings);
        match self.0.iter().position(|profile| profile.name == name) {
            _ if name.is_empty() => return false,
            Some(place) => self.0[place] = profile,
            None if self.0.len() < MOST => self.0.push(profile),
            None => return false,
        }
        true
    }

    /// Removes the profile of this name.
    pub fn remove(&mut self, name: &str) {
        self.0.retain(|profile| profile.name != name);
    }

    /// Writes the profile of this name into the settings.
    pub fn apply(&self, name: &str, settings: &mut Settings) {
        let Some(profile) = self.0.iter().find(|profile| profile.name == name) else { return };
        settings.service = Service::from_value(&profile.service);
        settings.endpoint.clone_from(&profile.endpoint);
        settings.key_header = KeyHeader::from_value(&profile.key_header);
        settings.model.clone_from(&profile.model);
    }

    /// Returns the name of the profile that matches these settings.
    pub fn current(&self, settings: &Settings) -> Option<&str> {
        let is_it = |profile: &&Profile| **profile == Profile::of(profile.name.clone(), settings);
        self.0.iter().find(is_it).map(|profile| profile.name.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::super::keys::{Key, ServiceKey};
    use super::*;

    fn settings(endpoint: &str, model: &str) -> Settings {
        let mut settings = Settings { model: model.into(), ..Settings::default() };
        settings.type_endpoint(endpoint.into());
        settings.key = ServiceKey { key: Key::new("sk-private"), ..ServiceKey::default() };
        settings
    }

    #[test]
    fn a_profile_brings_everything_but_the_key() {
        let mut profiles = Profiles::default();
        let (relay, google) = (
            settings("https://relay.example", "mine/one"),
            settings("https://generativelanguage.googleapis.com", ""),
        );
        assert!(profiles.put(" Relay ", &relay) && profiles.put("Google", &google));
        let json = profiles.to_json();
        assert!(!json.contains("private"), "{json}");
        let read = Profiles::from_json(&json);
        assert!(read == profiles);
        assert_eq!(read.current(&relay), Some("Relay"));
        let mut now = google;
        read.apply("Relay", &mut now);
        assert!(now == relay);
        read.apply("unknown", &mut now);
        assert!(now == relay);
        now.model = "another".into();
        assert_eq!(read.current(&now), None);
    }

    #[test]
    fn a_name_is_one_profile_and_profiles_are_limited() {
        let mut profiles = Profiles::default();
        assert!(!profiles.put("  ", &Settings::default()));
        for number in 0..50 {
            assert_eq!(profiles.put(&number.to_string(), &Settings::default()), number < MOST);
        }
        assert_eq!(profiles.names().len(), MOST);
        assert!(profiles.put("3", &settings("https://relay.example", "")), "in the place of the old one");
        assert_eq!(profiles.names().len(), MOST);
        profiles.remove("3");
        assert!(!profiles.names().contains(&"3".to_owned()) && !profiles.is_empty());
        assert!(Profiles::from_json("7").is_empty());
    }
}
