//! The endpoint, model and key of requests.

use tintype::DEFAULT_BASE_URL;
use tintype::model::DEFAULT_MODEL;

use super::key_header::KeyHeader;
use super::keys::{Key, KeyKind, Origin, ServiceKey};
use super::service::Service;

/// An endpoint that the library rejects, for a service whose address is not known yet.
const NOWHERE: &str = "https://";

/// The settings of the user.
#[derive(Clone, PartialEq, Eq)]
pub struct Settings {
    /// The service that receives the requests.
    pub service: Service,
    /// The endpoint as typed, resolved by [`Settings::base_url`].
    pub endpoint: String,
    /// The model as typed, resolved by [`Settings::model`].
    pub model: String,
    /// Whether Google may store requests, according to the settings of the user's project.
    pub google_keeps: bool,
    /// The authentication scheme of requests.
    pub key_header: KeyHeader,
    /// The key of the endpoint's origin. `actions/settings` changes it together with the endpoint.
    pub key: ServiceKey,
}

// Omit the endpoint, because its user name or path may contain a key.
impl std::fmt::Debug for Settings {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Settings")
            .field("service", &self.service)
            .field("model", &self.model)
            .field("key_header", &self.key_header)
            .field("key", &self.key)
            .finish_non_exhaustive()
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            service: Service::default(),
            endpoint: DEFAULT_BASE_URL.to_owned(),
            model: DEFAULT_MODEL.to_owned(),
            google_keeps: false,
            key_header: KeyHeader::default(),
            key: ServiceKey::default(),
        }
    }
}

impl Settings {
    /// Whether pictures come from the sandbox, because there is neither a key nor a proxy that adds one.
    pub fn uses_sandbox(&self) -> bool {
        self.key.key.is_empty() && self.key_header != KeyHeader::Proxy
    }

    /// Returns the endpoint to call. For an empty field, that is the address of the service, or an invalid URL if the
    /// service has no fixed address.
    pub fn base_url(&self) -> String {
        match self.endpoint.trim() {
            "" => self.service.address().unwrap_or(NOWHERE).to_owned(),
            typed => typed.to_owned(),
        }
    }

    /// Returns the kind of a key that does not fit the service, until the user has confirmed it.
    pub fn key_doubt(&self) -> Option<KeyKind> {
        self.key.doubt().filter(|_| self.key_header != KeyHeader::Proxy)
    }

    /// Returns the key that requests to `origin` may carry. A proxy receives none.
    pub fn key_for(&self, origin: Option<&Origin>) -> Option<&Key> {
        self.key.for_origin(origin).filter(|_| self.key_header != KeyHeader::Proxy)
    }

    /// Sets the endpoint as it is typed. A known endpoint also sets its service and auth header.
    pub fn type_endpoint(&mut self, typed: String) {
        let known = Service::of_endpoint(&typed);
        let service = match (known, self.service) {
            (Some(known), _) => known,
            (None, service) if typed.trim().is_empty() => service,
            (None, Service::Proxy) => Service::Proxy,
            (None, _) => Service::Relay,
        };
        let was = std::mem::replace(&mut self.service, service);
        // Keep a header that was chosen for a relay while its endpoint is being typed.
        if was != service && (was, service) != (Service::Tokaify, Service::Relay) {
            self.key_header = service.header();
        }
        self.endpoint = typed;
    }

    /// Sets the authentication scheme. A relay that receives no key is a proxy.
    pub fn choose_header(&mut self, header: KeyHeader) {
        self.key_header = header;
        self.service = match (self.service, header) {
            (Service::Relay, KeyHeader::Proxy) => Service::Proxy,
            (Service::Proxy, KeyHeader::Bearer | KeyHeader::Google) => Service::Relay,
            (service, _) => service,
        };
    }

    /// Whether requests must forbid the service to store them. Relays reject or drop the field.
    pub fn refuses_storage(&self) -> bool {
        self.service == Service::Google && !self.google_keeps
    }

    /// Returns the model to request. For an empty field, that is the default.
    pub fn model(&self) -> &str {
        match self.model.trim() {
            "" => DEFAULT_MODEL,
            typed => typed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_no_key_wherever_it_was_typed() {
        let key = ServiceKey { key: Key::new("sk-only-here"), ..ServiceKey::default() };
        let endpoint = "https://me:sk-only-here@h/sk-only-here".to_owned();
        let settings = Settings { endpoint, key, ..Settings::default() };
        assert!(!format!("{settings:?}").contains("only-here"), "{settings:?}");
    }

    #[test]
    fn the_sandbox_serves_until_there_is_a_key_or_a_proxy() {
        let mut settings = Settings::default();
        assert!(settings.uses_sandbox());
        settings.key.key = Key::new("  sk-test ");
        assert!(!settings.uses_sandbox());
        assert_eq!(settings.key.key.reveal(), "sk-test");
        settings.key = ServiceKey::default();
        settings.choose_header(KeyHeader::Proxy);
        assert!(!settings.uses_sandbox());
    }

    #[test]
    fn empty_fields_mean_the_services_own() {
        let mut settings = Settings { endpoint: " ".into(), model: String::new(), ..Settings::default() };
        assert_eq!(settings.base_url(), "https://api.tokaify.com");
        assert_eq!(settings.model(), "gemini-2.5-flash-image");
        settings.service = Service::Google;
        assert_eq!(settings.base_url(), "https://generativelanguage.googleapis.com");
        settings.service = Service::Relay;
        assert_eq!(settings.base_url(), NOWHERE, "and no other service's");
    }

    #[test]
    fn a_typed_endpoint_brings_its_service_and_header() {
        let mut settings = Settings::default();
        let mut after = |typed: &str| {
            settings.type_endpoint(typed.into());
            (settings.service, settings.key_header)
        };
        let google = "https://generativelanguage.googleapis.com";
        assert_eq!(after(google), (Service::Google, KeyHeader::Google));
        assert_eq!(after("https://relay.example"), (Service::Relay, KeyHeader::Bearer));
        assert_eq!(after(google), (Service::Google, KeyHeader::Google));
        assert_eq!(after(""), (Service::Google, KeyHeader::Google));
        assert_eq!(after("https://api.tokaify.com"), (Service::Tokaify, KeyHeader::Bearer));
        settings.choose_header(KeyHeader::Google);
        let mut after = |typed: &str| {
            settings.type_endpoint(typed.into());
            (settings.service, settings.key_header)
        };
        assert_eq!(after("http://host"), (Service::Relay, KeyHeader::Google), "chosen for what is typed");
        assert_eq!(after("http://host.example"), (Service::Relay, KeyHeader::Google));
        settings.choose_header(KeyHeader::Proxy);
        assert_eq!(settings.service, Service::Proxy);
        settings.type_endpoint("/api".into());
        assert_eq!((settings.service, settings.key_header), (Service::Proxy, KeyHeader::Proxy));
        settings.choose_header(KeyHeader::Bearer);
        assert_eq!(settings.service, Service::Relay);
    }
}
