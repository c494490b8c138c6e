//! The browser as the protocol's platform.

use crate::blob_builder::BlobBuilder;
use crate::body::BodyReader;
use crate::image::GeneratedImage;
use crate::input::PreparedImage;
use crate::key::ApiKey;
use crate::{clock, fetch, payload};
use js_sys::{Function, Math, Reflect};
use std::cell::RefCell;
use tintype_protocol::encode::Piece;
use tintype_protocol::endpoint::Delivery;
use tintype_protocol::error::{Error, ErrorKind};
use tintype_protocol::platform::{
    Clock, ImageSink, KeySource, Platform, Transport, WireRequest, WireResponse,
};
use tintype_protocol::secret::Secret;
use tintype_protocol::sniff::ImageInfo;
use wasm_bindgen::JsValue;
use web_sys::Blob;

/// What one call needs of the browser.
pub struct Browser {
    pub fetch: Option<Function>,
    pub api_key: Option<ApiKey>,
    pub delivery: Delivery,
    /// The key that was sent last.
    pub sent_key: RefCell<Option<Secret>>,
}

impl Transport for Browser {
    type Input = PreparedImage;
    type Payload = JsValue;
    type Body = BodyReader;

    async fn pack(&self, pieces: Vec<Piece<'_, PreparedImage>>) -> Result<JsValue, Error> {
        payload::pack(pieces).await
    }

    async fn send(&self, request: WireRequest<'_, JsValue>) -> Result<WireResponse<BodyReader>, Error> {
        fetch::send(self.fetch.as_ref(), request, self.delivery == Delivery::Stream).await
    }
}

impl Clock for Browser {
    fn now_ms(&self) -> f64 {
        clock::now_ms()
    }

    async fn sleep(&self, ms: f64) {
        clock::sleep(ms).await;
    }

    fn random(&self) -> f64 {
        Math::random()
    }
}

impl KeySource for Browser {
    async fn key(&self) -> Result<Option<Secret>, Error> {
        let key = match &self.api_key {
            Some(key) => Some(key.get().await?),
            None => None,
        };
        self.sent_key.replace(key.clone());
        Ok(key)
    }
}

impl Platform for Browser {
    type Sink = BlobBuilder;

    fn sink(&self) -> BlobBuilder {
        BlobBuilder::default()
    }

    /// That of the page, also in its workers; none in Node.
    fn origin(&self) -> Option<String> {
        let location = Reflect::get(&js_sys::global(), &"location".into()).ok()?;
        let origin = Reflect::get(&location, &"origin".into()).ok()?.as_string()?;
        // That of a page without one is the word "null".
        Some(origin).filter(|origin| origin.contains("://"))
    }
}

impl ImageSink for BlobBuilder {
    type Sealed = Blob;
    type Image = GeneratedImage;

    fn write(&mut self, bytes: &[u8]) {
        Self::write(self, bytes);
    }

    fn seal(self, info: &ImageInfo) -> Result<Blob, Error> {
        // By itself the builder speaks of what is sent.
        self.finish(info.image_type.mime_type()).map_err(|_| {
            Error::new(ErrorKind::MalformedResponse, "The browser has no room for the image that came.")
        })
    }

    fn label(blob: Blob, info: ImageInfo, is_final: bool) -> GeneratedImage {
        GeneratedImage::new(blob, info, is_final)
    }
}
