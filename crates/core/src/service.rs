//! Requests that generate nothing, such as lists of models and uploads. Their responses are read whole.

use crate::client_options::{ClientOptions, Credentials};
use crate::drive;
use tintype_browser::fetch::{self, Pending};
use tintype_protocol::error::{self, Error};
use tintype_protocol::exchange::{Head, Outgoing};
use tintype_protocol::json::{self, Value};
use tintype_protocol::request::Problems;
use tintype_protocol::request::endpoint::Endpoint;
use tintype_protocol::secret::Secret;
use wasm_bindgen::JsValue;

/// The endpoint of a client, with the key and the headers of one attempt.
pub struct Service<'a> {
    client: &'a ClientOptions,
    pub endpoint: Endpoint,
    key: Option<Secret>,
}

/// A response, read whole.
pub struct Answer {
    pub head: Head,
    body: Vec<u8>,
}

impl<'a> Service<'a> {
    /// Gets the key and the headers from the caller.
    ///
    /// # Errors
    /// `invalid-options` for an invalid endpoint, `auth` without a key, and the errors of the caller's functions.
    pub async fn open(client: &'a ClientOptions) -> Result<Self, Error> {
        let endpoint = client.endpoint();
        let mut problems = Problems::default();
        endpoint.check(&mut problems);
        problems.into_result()?;
        let Credentials { key, headers } = client.credentials().await?;
        let endpoint = endpoint.with_headers(headers)?;
        endpoint.require_key(key.as_ref())?;
        Ok(Self { client, endpoint, key })
    }

    /// Returns the key.
    pub fn key(&self) -> Option<&Secret> {
        self.key.as_ref()
    }

    /// Returns the secrets of the requests, which must never be shown.
    pub fn secrets(&self) -> Vec<Secret> {
        self.endpoint.secrets(self.key())
    }

    /// Sends a request without a body. Stops reading its response after `most` bytes.
    pub async fn get(&self, request: &Outgoing, most: usize) -> Result<Answer, Error> {
        self.read(fetch::get(self.client.fetch.as_ref(), request), most).await
    }

    /// Sends a request with a body. Stops reading its response after `most` bytes.
    pub async fn post(&self, request: &Outgoing, body: &JsValue, most: usize) -> Result<Answer, Error> {
        self.read(fetch::post(self.client.fetch.as_ref(), request, body, false), most).await
    }

    /// Creates the error of a response that was not the expected one.
    pub fn refusal(&self, answer: &Answer) -> Error {
        error::from_response(answer.head.status, &answer.body).redacted(&self.secrets())
    }

    async fn read(&self, request: Result<Pending, Error>, most: usize) -> Result<Answer, Error> {
        let limit_ms = f64::from(self.client.timeout_ms);
        let response = match request {
            Ok(request) => drive::read_whole(request, most, limit_ms).await,
            Err(error) => Err(error),
        };
        let (head, body) = response.map_err(|error| error.redacted(&self.secrets()))?;
        Ok(Answer { head, body })
    }
}

impl Answer {
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.head.status)
    }

    /// Parses the JSON of a successful response.
    pub fn document(&self) -> Option<Value> {
        json::parse(&String::from_utf8_lossy(&self.body)).ok().filter(|_| self.is_success())
    }
}
