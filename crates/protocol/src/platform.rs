//! What the pipeline needs from the outside, and nothing more; the host brings it.
//!
//! The browser's side is in the crate `tintype`; tests bring a few lines of their own.
// Everything runs on one thread, in a browser as in the tests: no future here need be `Send`.
#![allow(async_fn_in_trait)]

use crate::encode::{EncodableImage, Piece};
use crate::error::Error;
use crate::secret::{Secret, shown_address};
use crate::sniff::ImageInfo;
use std::fmt;

/// One request, ready to be sent.
pub struct WireRequest<'a, P> {
    /// Absolute, or relative to the page.
    pub url: String,
    /// All of them, in order.
    pub headers: Vec<(String, String)>,
    /// The body, as [`Transport::pack`] made it.
    pub payload: &'a P,
}

// Both address and headers may hold the key.
impl<P> fmt::Debug for WireRequest<'_, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.headers.iter().map(|(name, _)| name).collect();
        f.debug_struct("WireRequest")
            .field("url", &shown_address(&self.url))
            .field("headers", &names)
            .finish_non_exhaustive()
    }
}

/// The head of an answer, and the body still to be read.
#[derive(Debug)]
pub struct WireResponse<B> {
    /// HTTP status.
    pub status: u16,
    /// `Retry-After`, where a browser may see it, in milliseconds from now.
    pub retry_after_ms: Option<u64>,
    /// A request id from the headers, where a browser may see one.
    pub request_id: Option<String>,
    /// Dropping it ends the transfer.
    pub body: B,
}

/// A body that comes in chunks.
pub trait ResponseBody {
    /// Replaces the content of `chunk` with the next bytes; `false` at the end.
    ///
    /// # Errors
    /// `truncated-response` when the connection breaks.
    async fn read(&mut self, chunk: &mut Vec<u8>) -> Result<bool, Error>;
}

/// The only door to the outside. Dropping a future ends what it does.
pub trait Transport {
    /// An input image that can be sent.
    type Input: EncodableImage;
    /// A request body, made once and sent as often as needed.
    type Payload;
    /// The body of an answer.
    type Body: ResponseBody;

    /// Makes one body of the pieces.
    ///
    /// # Errors
    /// `unsupported-input` when an image cannot be read.
    async fn pack(&self, pieces: Vec<Piece<'_, Self::Input>>) -> Result<Self::Payload, Error>;

    /// Sends a request and waits for the head of the answer.
    ///
    /// # Errors
    /// `network` when there is no answer, made by [`ConnectionFailure`](crate::connection::ConnectionFailure): it is
    /// sent again where it is `retryable`.
    async fn send(&self, request: WireRequest<'_, Self::Payload>) -> Result<WireResponse<Self::Body>, Error>;
}

/// Time and chance.
pub trait Clock {
    /// Milliseconds since any fixed moment.
    fn now_ms(&self) -> f64;
    /// Ends after `ms` milliseconds.
    async fn sleep(&self, ms: f64);
    /// From 0 up to, not including, 1.
    fn random(&self) -> f64;
}

/// Where the key comes from; asked again for every attempt, since short-lived keys run out.
pub trait KeySource {
    /// The key, if there is one.
    ///
    /// # Errors
    /// Whatever the caller's own function failed with.
    async fn key(&self) -> Result<Option<Secret>, Error>;
}

/// Takes the bytes of one image as they are decoded.
pub trait ImageSink {
    /// All bytes of an image, whose part is not known yet.
    type Sealed;
    /// What becomes of an image.
    type Image: Clone;
    /// More bytes.
    fn write(&mut self, bytes: &[u8]);
    /// All bytes are there: what was needed to take them is given back.
    ///
    /// # Errors
    /// When the host has no room for them.
    fn seal(self, info: &ImageInfo) -> Result<Self::Sealed, Error>;
    /// The image, once its part says whether it is final.
    fn label(sealed: Self::Sealed, info: ImageInfo, is_final: bool) -> Self::Image;
}

/// Everything a host brings.
pub trait Platform: Transport + Clock + KeySource {
    /// Where images go.
    type Sink: ImageSink;
    /// A sink for the next image.
    fn sink(&self) -> Self::Sink;
    /// The origin of the page that asks, where there is a page: a key may be restricted to others.
    fn origin(&self) -> Option<String> {
        None
    }
}
