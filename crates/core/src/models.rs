//! The endpoint's list of models.

use crate::drive;
use js_sys::Function;
use tintype_browser::fetch;
use tintype_protocol::error::{self, Error};
use tintype_protocol::exchange::Outgoing;
use tintype_protocol::json;
use tintype_protocol::request::endpoint::Endpoint;
use tintype_protocol::response::listing::{self, ModelInfo};
use tintype_protocol::secret::Secret;

/// The size limit of a response in bytes, far above any list. Reading stops at this limit.
const MAX_LIST: usize = 4 << 20;

/// Lists the models of the endpoint.
pub async fn list(
    endpoint: &Endpoint,
    key: Option<&Secret>,
    own_fetch: Option<&Function>,
    limit_ms: f64,
) -> Result<Vec<ModelInfo>, Error> {
    endpoint.require_key(key)?;
    let request = Outgoing { url: endpoint.models_url(key), headers: endpoint.get_headers(key) };
    let listed = async {
        let answer = fetch::get(own_fetch, &request)?;
        let (head, text) = drive::read_text(answer, MAX_LIST, limit_ms).await?;
        match json::parse(&String::from_utf8_lossy(&text)) {
            Ok(document) if (200..300).contains(&head.status) && listing::is_list(&document) => {
                Ok(listing::without_keys(listing::read(&document), &endpoint.secrets(key)))
            }
            _ => Err(error::from_response(head.status, &text)),
        }
    };
    listed.await.map_err(|error: Error| error.redacted(&endpoint.secrets(key)))
}
