//! A request for one picture, waiting, running or interrupted.

use std::rc::Rc;

use futures_util::future::AbortHandle;
use tintype::{Content, Generation};

use crate::browser::picture::BlobWithUrl;
use crate::model::job::Job;
use crate::model::result::{Asked, Source};
use crate::model::settings::Settings;

/// Where an edit is let in, and how soft its edge is.
#[derive(Clone)]
pub struct Mask {
    /// The canvas that is sent in place of the first image, and that the edit is let into; without one, that image.
    pub base: Option<BlobWithUrl>,
    /// Opaque where it is let in.
    pub shape: web_sys::Blob,
    /// In pixels of the picture.
    pub feather_px: u32,
    /// The prompt for the model, which takes no mask.
    pub words: String,
}

/// One picture that was asked for.
#[derive(Clone)]
pub struct ImageRequest {
    /// The prompt.
    pub prompt: String,
    /// The choices beside it.
    pub asked: Asked,
    /// The images, in the order of sending.
    pub sources: Vec<(Source, BlobWithUrl)>,
    /// Endpoint and key.
    pub settings: Settings,
    /// The job, where it is one of several pictures of one.
    pub job: Option<u64>,
    /// The conversation that this goes on with.
    pub context: Vec<Content>,
    /// For an edit of a part of the first image.
    pub mask: Option<Mask>,
    /// An answer with the addresses of pictures, which have not been fetched, and how long it took.
    pub answer: Option<(Rc<Generation>, f64)>,
}

impl ImageRequest {
    /// Makes a request for one picture without a mask or a conversation before it.
    pub fn new(
        prompt: String,
        asked: Asked,
        sources: Vec<(Source, BlobWithUrl)>,
        settings: Settings,
    ) -> Self {
        Self { prompt, asked, sources, settings, job: None, context: Vec::new(), mask: None, answer: None }
    }
}

/// An order and the shape that its picture will most likely have.
pub type Shaped = (ImageRequest, (u32, u32));

/// A job in the queue, waiting or running.
pub struct QueuedJob {
    /// Its state, as shown.
    pub job: Job,
    /// Its request.
    pub order: ImageRequest,
    /// Aborts it, once it runs.
    pub stop: Option<AbortHandle>,
    /// The name of its draft, which survives a reload.
    pub draft: String,
}

/// A picture that was asked for when its page went.
#[derive(Clone)]
pub struct Interrupted {
    /// The name of its draft.
    pub draft: String,
    /// Its request.
    pub order: Shaped,
    /// True when it may have been billed.
    pub was_sent: bool,
}
