//! A request for one picture, waiting, running or interrupted.

use std::rc::Rc;

use futures_util::future::AbortHandle;
use tintype::{Content, Generation};

use crate::browser::picture::BlobWithUrl;
use crate::model::job::Job;
use crate::model::result::{RequestOptions, Source};
use crate::model::settings::Settings;

/// The mask of an edit, and the softness of its edge.
#[derive(Clone)]
pub struct Mask {
    /// The canvas that is sent instead of the first image and into which the edit is composed, or `None` for that image
    /// itself.
    pub base: Option<BlobWithUrl>,
    /// The mask image, which is opaque inside the area.
    pub shape: web_sys::Blob,
    /// The softness of the edge, in pixels of the picture.
    pub feather_px: u32,
    /// The prompt that describes the area, because models accept no mask.
    pub words: String,
}

/// A request for one picture.
#[derive(Clone)]
pub struct ImageRequest {
    /// The prompt.
    pub prompt: String,
    /// The model, ratio, size and advanced options.
    pub requested: RequestOptions,
    /// The input images, in the order of sending.
    pub sources: Vec<(Source, BlobWithUrl)>,
    /// The endpoint and the key.
    pub settings: Settings,
    /// The job of the request, if that job requests several pictures.
    pub job: Option<u64>,
    /// The conversation that the request continues.
    pub context: Vec<Content>,
    /// The mask, for an edit of a part of the first image.
    pub mask: Option<Mask>,
    /// An answer with remote images that have not been fetched, and its duration.
    pub answer: Option<(Rc<Generation>, f64)>,
}

impl ImageRequest {
    /// Creates a request for one picture, without a mask or a preceding conversation.
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
    /// The state of the job, as shown.
    pub job: Job,
    /// The request of the job.
    pub request: ImageRequest,
    /// The handle that aborts the job, once the job runs.
    pub stop: Option<AbortHandle>,
    /// The name of the draft, which survives a reload.
    pub draft: String,
}

/// A request that was unfinished when its page was closed.
#[derive(Clone)]
pub struct Interrupted {
    /// The name of the draft.
    pub draft: String,
    /// The request and the expected shape of its picture.
    pub request: Shaped,
    /// Whether the request was sent and may have been billed.
    pub was_sent: bool,
}
