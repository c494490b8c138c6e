//! From an answer to results in the gallery, with everything that is needed to continue them.

use leptos::prelude::*;
use tintype::{GeneratedImage, Generation, Secret, Warning, compose};
use web_sys::Blob;

use super::arrival;
use super::saving::{keep, shown};
use crate::browser::clock;
use crate::browser::picture::{BlobWithUrl, Blobs};
use crate::model::bound::{MOST_KEPT, beginning};
use crate::model::failure::Failure;
use crate::model::gallery::GalleryItem;
use crate::model::result::{AnswerPart, NAMES, ResultFacts, ResultId, SaveState, Source, StoredWarning};
use crate::store::Store;
use crate::store::request::ImageRequest;
use crate::text::fill;

/// Bytes of a text in which the key is looked for: more than is kept, so that none is cut in two before that.
const LOOKED_AT: usize = 2 * MOST_KEPT;

/// Puts a local edit into what it is an edit of; every other answer stays as it is.
pub async fn composed(order: &ImageRequest, mut generation: Generation) -> Result<Generation, Box<Failure>> {
    let (Some(mask), Some((_, base)), Some(edit)) = (&order.mask, order.sources.first(), generation.image())
    else {
        return Ok(generation);
    };
    let whole = compose(base.blob().clone(), edit, &mask.shape).feather_px(mask.feather_px).await;
    generation.images = vec![whole.map_err(|error| Box::new(Failure::from_error(&error, order)))?];
    generation.parts.clear();
    Ok(generation)
}

/// Adds the pictures of an answer to the results.
pub fn add_generation(store: Store, order: &ImageRequest, generation: &Generation, elapsed_ms: f64) {
    let mut ids = Vec::new();
    // Facts are stored for long and exported to files: a key that the service quotes must not be among them.
    let key = Secret::new(order.settings.key.key.reveal());
    for (index, image) in generation.images.iter().enumerate() {
        let (sources, files) = split(&order.sources);
        let sandbox = order.settings.uses_sandbox();
        // One answer is paid for once, however many pictures it holds.
        let is_first = index == 0;
        let facts = ResultFacts {
            id: new_id(),
            prompt: order.prompt.clone(),
            width: image.width(),
            height: image.height(),
            mime_type: image.mime_type().to_owned(),
            extension: image.extension().to_owned(),
            byte_length: image.byte_length(),
            model: generation.model.clone().unwrap_or_else(|| order.asked.model.clone()),
            // Whole: the last digits of a longer number would not come back from JSON as they went in.
            elapsed_ms: elapsed_ms as u64 as f64,
            created_ms: clock::date_ms() + index as f64,
            tokens: generation.usage.total_tokens.filter(|_| is_first),
            cost_usd: generation.usage.estimated_cost_usd.filter(|_| is_first && !sandbox),
            said: beginning(generation.text.trim(), LOOKED_AT).to_owned(),
            warnings: generation.warnings.iter().map(stored_warning).collect(),
            sandbox,
            favourite: false,
            is_hidden: false,
            deleted_ms: None,
            is_retouch: order.mask.is_some(),
            sources,
            asked: order.asked.clone(),
            answer: answer(generation, image),
            url: String::new(),
            file_urls: Vec::new(),
            folded: String::new(),
            save_state: SaveState::Saving,
        };
        let handle = Blobs { image: BlobWithUrl::new(image.blob().clone()), files };
        ids.push(add(store, facts.redacted(&key).bounded(), handle));
    }
    keep(store, ids);
}

fn add(store: Store, facts: ResultFacts, handle: Blobs) -> ResultId {
    let id = facts.id;
    let (width, height) = (facts.width.to_string(), facts.height.to_string());
    store.ui.announcement.set(fill(store.text().ready, &[("width", &width), ("height", &height)]));
    let facts = shown(facts, &handle, SaveState::Saving);
    store.gallery.results.update(|results| results.add(GalleryItem { facts, handle }));
    arrival::note_result(store, id);
    id
}

/// The sources as they are kept: files go beside the result, other results are only named.
fn split(sources: &[(Source, BlobWithUrl)]) -> (Vec<Source>, Vec<BlobWithUrl>) {
    let is_file = |source: &Source| matches!(source, Source::File { .. });
    let files = sources.iter().filter(|(source, _)| is_file(source)).map(|(_, picture)| picture.clone());
    (sources.iter().map(|(source, _)| source.clone()).collect(), files.collect())
}

fn stored_warning(warning: &Warning) -> StoredWarning {
    StoredWarning { code: warning.code.name().into(), message: warning.message.clone() }
}

/// The answer as it goes back with the next turn: what the library would send of it, with this picture alone.
fn answer(generation: &Generation, picture: &GeneratedImage) -> Vec<AnswerPart> {
    let is_it = |image: &GeneratedImage| (image == picture, image == picture);
    let sent = generation.to_content(is_it).parts;
    let parts = sent.iter().filter_map(|part| match part.image {
        Some(false) => AnswerPart::of_elsewhere(part),
        _ => Some(AnswerPart::of_sent(part)),
    });
    parts.collect()
}

/// A name that no other result has, in this visit or another: whole and below 2⁵³, as JavaScript counts.
fn new_id() -> ResultId {
    ResultId((js_sys::Math::random() * NAMES as f64) as u64)
}

/// A file of the user's own, as a source.
pub fn file_source(index: usize, name: String, blob: &Blob) -> Source {
    Source::File { index, name, byte_length: blob.size() as u64 }
}
