//! The services that one choice in Settings sets up: address and auth header together.

use super::key_header::KeyHeader;

/// Who is asked for pictures.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Service {
    /// Google's own API.
    Google,
    /// The relay that is the default.
    #[default]
    Tokaify,
    /// Another relay.
    Relay,
    /// A proxy of the user's own, which adds the key.
    Proxy,
}

impl Service {
    /// Every service, in the order of the choice.
    pub const ALL: [Self; 4] = [Self::Google, Self::Tokaify, Self::Relay, Self::Proxy];

    /// Its name in the choice and in storage.
    pub fn value(self) -> &'static str {
        match self {
            Self::Google => "google",
            Self::Tokaify => "tokaify",
            Self::Relay => "relay",
            Self::Proxy => "proxy",
        }
    }

    /// Reads such a name back; an unknown one is the default.
    pub fn from_value(value: &str) -> Self {
        Self::ALL.into_iter().find(|service| service.value() == value).unwrap_or_default()
    }

    /// Its address, where it has one of its own.
    pub fn address(self) -> Option<&'static str> {
        match self {
            Self::Google => Some("https://generativelanguage.googleapis.com"),
            Self::Tokaify => Some("https://api.tokaify.com"),
            Self::Relay | Self::Proxy => None,
        }
    }

    /// How it takes the key.
    pub fn header(self) -> KeyHeader {
        match self {
            Self::Google => KeyHeader::Google,
            Self::Tokaify | Self::Relay => KeyHeader::Bearer,
            Self::Proxy => KeyHeader::Proxy,
        }
    }

    /// The page that issues its keys.
    pub fn key_page(self) -> Option<&'static str> {
        match self {
            Self::Google => Some("https://aistudio.google.com/apikey"),
            Self::Tokaify => Some("https://api.tokaify.com"),
            Self::Relay | Self::Proxy => None,
        }
    }

    /// The service with an address of its own that an endpoint leads to.
    pub fn of_endpoint(endpoint: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|service| service.address().is_some_and(|address| begins(endpoint, address)))
    }
}

/// Whether the address begins with this origin, whatever its path.
fn begins(address: &str, origin: &str) -> bool {
    let address = address.trim();
    address.get(..origin.len()).is_some_and(|start| start.eq_ignore_ascii_case(origin))
        && address.get(origin.len()..).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_its_service() {
        let named = Service::of_endpoint;
        assert_eq!(named("https://generativelanguage.googleapis.com/v1beta"), Some(Service::Google));
        assert_eq!(named(" HTTPS://API.tokaify.com/ "), Some(Service::Tokaify));
        for other in
            ["", "/api", "https://api.tokaify.com.evil.example", "http://api.tokaify.com", "https://api"]
        {
            assert_eq!(named(other), None, "{other}");
        }
    }

    #[test]
    fn services_survive_storage() {
        Service::ALL
            .into_iter()
            .for_each(|service| assert_eq!(Service::from_value(service.value()), service));
        assert_eq!(Service::from_value("?"), Service::Tokaify);
    }

    #[test]
    fn the_default_is_the_librarys_own() {
        let library = tintype::DEFAULT_BASE_URL;
        assert_eq!(Service::default().address(), Some(library));
        assert_eq!(Service::of_endpoint(library), Some(Service::default()));
    }
}
