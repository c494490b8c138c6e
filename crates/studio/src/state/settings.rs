//! Where requests go, and with which model and key.

use tintype::ClientOptions;
use tintype::model::DEFAULT_MODEL;

/// How the key travels.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum KeyHeader {
    /// `Authorization: Bearer`, as relays want it.
    #[default]
    Bearer,
    /// `x-goog-api-key`, as Google's own host wants it.
    Google,
    /// Not at all: a proxy of the person's own adds it.
    Proxy,
}

impl KeyHeader {
    /// Every way, in the order of the list.
    pub const ALL: [Self; 3] = [Self::Bearer, Self::Google, Self::Proxy];

    /// Its name in the list and in storage.
    pub fn value(self) -> &'static str {
        match self {
            Self::Bearer => "bearer",
            Self::Google => "x-goog-api-key",
            Self::Proxy => "none",
        }
    }

    /// Reads such a name back; anything unknown is the default.
    pub fn from_value(value: &str) -> Self {
        Self::ALL.into_iter().find(|way| way.value() == value).unwrap_or_default()
    }
}

/// The API key. It shows itself only to who asks by name, so that no log line can hold it by accident.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Key(String);

impl Key {
    /// Blanks around a pasted key are never meant.
    pub fn new(typed: &str) -> Self {
        Self(typed.trim().to_owned())
    }

    /// The key itself, for the request, its own field and the storage the person chose.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl std::fmt::Debug for Key {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(if self.is_empty() { "Key(none)" } else { "Key(…)" })
    }
}

/// What the person has set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// As typed; see [`Settings::base_url`].
    pub endpoint: String,
    /// As typed; see [`Settings::model`].
    pub model: String,
    /// How the key travels.
    pub key_header: KeyHeader,
    /// The key.
    pub key: Key,
    /// Keep the key when the tab closes.
    pub remember_key: bool,
}

impl Default for Settings {
    fn default() -> Self {
        let ClientOptions { base_url, model, .. } = ClientOptions::default();
        Self {
            endpoint: base_url,
            model,
            key_header: KeyHeader::default(),
            key: Key::default(),
            remember_key: false,
        }
    }
}

impl Settings {
    /// Whether pictures come from the sandbox: there is no key, and nobody else to add one.
    pub fn uses_sandbox(&self) -> bool {
        self.key.is_empty() && self.key_header != KeyHeader::Proxy
    }

    /// The endpoint to call; an empty field means the default.
    pub fn base_url(&self) -> String {
        match self.endpoint.trim() {
            "" => ClientOptions::default().base_url,
            typed => typed.to_owned(),
        }
    }

    /// The model to ask; an empty field means the default.
    pub fn model(&self) -> &str {
        match self.model.trim() {
            "" => DEFAULT_MODEL,
            typed => typed,
        }
    }

    /// Whether the endpoint is something that the library can call: `http(s)://…`, or a path on this host.
    pub fn has_callable_endpoint(&self) -> bool {
        ClientOptions { base_url: self.base_url(), ..ClientOptions::default() }.check().is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sandbox_serves_until_there_is_a_key_or_a_proxy() {
        let mut settings = Settings::default();
        assert!(settings.uses_sandbox());
        settings.key = Key::new("  sk-test ");
        assert!(!settings.uses_sandbox());
        assert_eq!(settings.key.reveal(), "sk-test");
        settings.key = Key::default();
        settings.key_header = KeyHeader::Proxy;
        assert!(!settings.uses_sandbox());
    }

    #[test]
    fn the_key_never_shows_itself() {
        let settings = Settings { key: Key::new("sk-secret"), ..Settings::default() };
        assert!(!format!("{settings:?}").contains("secret"));
    }

    #[test]
    fn empty_fields_mean_the_defaults() {
        let settings = Settings { endpoint: " ".into(), model: String::new(), ..Settings::default() };
        assert_eq!(settings.base_url(), "https://api.tokaify.com");
        assert_eq!(settings.model(), "gemini-2.5-flash-image");
    }

    #[test]
    fn an_endpoint_must_be_something_to_call() {
        let callable = |endpoint: &str| {
            Settings { endpoint: endpoint.into(), ..Settings::default() }.has_callable_endpoint()
        };
        assert!(callable("") && callable("http://127.0.0.1:8791/scenario/slow") && callable("/api"));
        assert!(callable("../api") && !callable("https://host/?key=1"), "as the library has it");
        assert!(
            !callable("api.tokaify.com")
                && !callable("https://")
                && !callable("ftp://x")
                && !callable("https://a b")
        );
    }

    #[test]
    fn ways_to_send_the_key_survive_storage() {
        KeyHeader::ALL.into_iter().for_each(|way| assert_eq!(KeyHeader::from_value(way.value()), way));
        assert_eq!(KeyHeader::from_value("?"), KeyHeader::Bearer);
    }
}
