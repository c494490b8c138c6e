//! The services that Settings offers. A service sets the endpoint and the auth header together.

use super::key_header::KeyHeader;

/// The service that receives the requests.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Service {
    /// Google's own API.
    Google,
    /// The default relay.
    #[default]
    Tokaify,
    /// Another relay.
    Relay,
    /// A proxy of the user, which adds the key.
    Proxy,
}

impl Service {
    /// All services, in the order of the list.
    pub const ALL: [Self; 4] = [Self::Google, Self::Tokaify, Self::Relay, Self::Proxy];

    /// Returns the name in the list and in storage.
    pub fn value(self) -> &'static str {
        match self {
            Self::Google => "google",
            Self::Tokaify => "tokaify",
            Self::Relay => "relay",
            Self::Proxy => "proxy",
        }
    }

    /// Parses such a name. An unknown name is the default.
    pub fn from_value(value: &str) -> Self {
        Self::ALL.into_iter().find(|service| service.value() == value).unwrap_or_default()
    }

    /// Returns the address of the service, if it has a fixed one.
    pub fn address(self) -> Option<&'static str> {
        match self {
            Self::Google => Some("https://generativelanguage.googleapis.com"),
            Self::Tokaify => Some("https://api.tokaify.com"),
            Self::Relay | Self::Proxy => None,
        }
    }

    /// Returns the header in which the service expects the key.
    pub fn header(self) -> KeyHeader {
        match self {
            Self::Google => KeyHeader::Google,
            Self::Tokaify | Self::Relay => KeyHeader::Bearer,
            Self::Proxy => KeyHeader::Proxy,
        }
    }

    /// Returns the page that issues keys of the service.
    pub fn key_page(self) -> Option<&'static str> {
        match self {
            Self::Google => Some("https://aistudio.google.com/apikey"),
            Self::Tokaify => Some("https://api.tokaify.com"),
            Self::Relay | Self::Proxy => None,
        }
    }

    /// Returns the service whose fixed address an endpoint begins with.
    pub fn of_endpoint(endpoint: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|service| service.address().is_some_and(|address| begins(endpoint, address)))
    }
}

/// Whether an address begins with this origin, regardless of the path.
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
