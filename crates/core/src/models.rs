//! The endpoint's list of models.

use crate::service::Service;
use tintype_protocol::error::Error;
use tintype_protocol::exchange::Outgoing;
use tintype_protocol::response::listing::{self, ModelInfo};

/// The size limit of a response in bytes, far above any list. Reading stops at this limit.
const MAX_LIST: usize = 4 << 20;

/// Lists the models of the endpoint.
pub async fn list(service: &Service<'_>) -> Result<Vec<ModelInfo>, Error> {
    let (endpoint, key) = (&service.endpoint, service.key());
    let request = Outgoing { url: endpoint.models_url(key), headers: endpoint.get_headers(key) };
    let answer = service.get(&request, MAX_LIST).await?;
    match answer.document().filter(listing::is_list) {
        Some(document) => Ok(listing::without_keys(listing::read(&document), &service.secrets())),
        None => Err(service.refusal(&answer)),
    }
}
