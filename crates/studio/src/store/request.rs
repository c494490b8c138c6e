//! A request for one picture, waiting, running or interrupted.

use std::rc::Rc;

use futures_util::future::AbortHandle;
use tintype::{Content, Generation};

use crate::browser::picture::BlobWithUrl;
use crate::model::job::Job;
use crate::model::result::{RequestOptions, Source};
use crate::model::settings::Settings;

/// The area of an edit, and the softness of its edge.
#[derive(Clone)]
pub struct Mask {
    /// The canvas that is sent instead of the first image, and that the edit is composed into; `None` for that image itself.
    pub base: Option<BlobWithUrl>,
    /// Opaque inside the area.
    pub shape: web_sys::Blob,
    /// In pixels of the picture.
    pub feather_px: u32,
    /// The prompt for the model, which takes no mask.
    pub words: String,
}

/// A request for one picture.
#[derive(Clone)]
pub struct ImageRequest {
    /// The prompt.
    pub prompt: String,
    /// Model, ratio, size and advanced options.
    pub requested: RequestOptions,
    /// The images, in the order of sending.
    pub sources: Vec<(Source, BlobWithUrl)>,
    /// Endpoint and key.
    pub settings: Settings,
    /// The job, where it is one of several pictures of one.
    pub job: Option<u64>,
    /// The conversation that it continues.
    pub context: Vec<Content>,
    /// For an edit of a part of the first image.
    pub mask: Option<Mask>,
    /// An answer with remote images that have not been fetched, and its duration.
    pub answer: Option<(Rc<Generation>, f64)>,
}

impl ImageRequest {
    /// Makes a request for one picture without a mask or a conversation before it.
    pub fn new(
        prompt: String,
        requested: RequestOptions,
        sources: Vec<(Source, BlobWithUrl)>,
        settings: Settings,
    ) -> Self {
        Self {
            prompt,
            requested,
            sources,
            settings,
            job: None,
            context: Vec::new(),
            mask: None,
            answer: None,
        }
    }
}

/// A request and the expected shape of its picture.
pub type Shaped = (ImageRequest, (u32, u32));

/// A job in the queue, waiting or running.
pub struct QueuedJob {
    /// Its state, as shown.
    pub job: Job,
    /// Its request.
    pub request: ImageRequest,
    /// Aborts it, once it runs.
    pub stop: Option<AbortHandle>,
    /// The name of its draft, which survives a reload.
    pub draft: String,
}

/// A request that was not finished when its page was closed.
#[derive(Clone)]
pub struct Interrupted {
    /// The name of its draft.
    pub draft: String,
    /// Its request.
    pub request: Shaped,
    /// True when it may have been billed.
    pub was_sent: bool,
}
