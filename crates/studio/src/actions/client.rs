//! The library's client for the settings of the moment.

use tintype::{ApiKey, Auth, Client, ClientBuilder};

use crate::dom::{origin, sandbox};
use crate::state::failure::Failure;
use crate::state::settings::{KeyHeader, Settings};

/// A client of the endpoint with its key and model; without a key, of the sandbox.
pub async fn client(settings: &Settings) -> Result<Client, Box<Failure>> {
    let builder = builder(settings).await?;
    builder.build().map_err(|error| Box::new(Failure::of_service(&error, settings)))
}

async fn builder(settings: &Settings) -> Result<ClientBuilder, Box<Failure>> {
    let builder = Client::builder().model(settings.model());
    if settings.uses_sandbox() {
        let fetch = sandbox::open().await.ok_or_else(|| Box::new(Failure::sandbox_missing()))?;
        return Ok(builder.api_key("sandbox").fetch(fetch));
    }
    let base_url = settings.base_url();
    // The origin is read once more from the very address that is asked.
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
