//! The library's client for the settings of the moment.

use tintype::{ApiKey, Auth, ClientOptions};

use crate::dom::{origin, sandbox};
use crate::state::failure::Failure;
use crate::state::settings::{KeyHeader, Settings};

/// Endpoint, key and model as the library wants them; without a key, the sandbox.
pub async fn client_options(settings: &Settings) -> Result<ClientOptions, Box<Failure>> {
    let model = settings.model().to_owned();
    if settings.uses_sandbox() {
        let fetch = sandbox::open().await.ok_or_else(|| Box::new(Failure::sandbox_missing()))?;
        let api_key = Some(ApiKey::from("sandbox"));
        return Ok(ClientOptions { api_key, model, fetch: Some(fetch), ..ClientOptions::default() });
    }
    let base_url = settings.base_url();
    // The origin is read once more from the very address that is asked.
    let key = settings.key_for(origin::of(&base_url).as_ref());
    Ok(ClientOptions {
        base_url,
        api_key: key.map(|key| ApiKey::from(key.reveal())),
        auth: match settings.key_header {
            KeyHeader::Bearer => Auth::Bearer,
            KeyHeader::Google => Auth::XGoogApiKey,
            KeyHeader::Proxy => Auth::None,
        },
        model,
        ..ClientOptions::default()
    })
}
