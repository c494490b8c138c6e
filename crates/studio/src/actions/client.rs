//! The library's client for the current settings.

use tintype::{ApiKey, Auth, Client, ClientBuilder};

use crate::browser::{origin, sandbox};
use crate::model::failure::Failure;
use crate::model::key_header::KeyHeader;
use crate::model::settings::Settings;

/// Builds a client with the endpoint, key and model of the settings, or a client of the sandbox if there is no key.
pub async fn client(settings: &Settings) -> Result<Client, Box<Failure>> {
    let builder = builder(settings).await?;
    builder.build().map_err(|error| Box::new(Failure::of_service(&error, settings)))
}

/// Whether the library accepts the endpoint: `http(s)://…`, or a path on this host.
pub fn can_call(settings: &Settings) -> bool {
    Client::builder().base_url(settings.base_url()).build().is_ok()
}

async fn builder(settings: &Settings) -> Result<ClientBuilder, Box<Failure>> {
    let builder = Client::builder().model(settings.model());
    if settings.uses_sandbox() {
        let fetch = sandbox::open().await.ok_or_else(|| Box::new(Failure::sandbox_missing()))?;
        return Ok(builder.api_key("sandbox").fetch(fetch));
    }
    let base_url = settings.base_url();
    // The origin is parsed again from the URL that the request is sent to.
    let key = settings.key_for(origin::of(&base_url).as_ref()).map(|key| ApiKey::from(key.reveal()));
    let builder = builder.base_url(base_url).auth(match settings.key_header {
        KeyHeader::Bearer => Auth::Bearer,
        KeyHeader::Google => Auth::XGoogApiKey,
        KeyHeader::Proxy => Auth::None,
    });
    Ok(match key {
        Some(key) => builder.api_key(key),
        None => builder,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::service::Service;

    #[test]
    fn an_endpoint_is_an_address_or_a_path() {
        let callable =
            |endpoint: &str| can_call(&Settings { endpoint: endpoint.into(), ..Settings::default() });
        assert!(callable("") && callable("http://127.0.0.1:8791/scenario/slow") && callable("/api"));
        assert!(callable("../api") && !callable("https://host/?key=1"), "as the library has it");
        for refused in ["api.tokaify.com", "https://", "ftp://x", "https://a b"] {
            assert!(!callable(refused), "{refused}");
        }
        let relay = Settings { service: Service::Relay, endpoint: String::new(), ..Settings::default() };
        assert!(!can_call(&relay), "a relay has no address of its own");
    }
}
