//! Conversion of an answer into results of the gallery, with everything that later turns need.

use leptos::prelude::*;
use tintype::{GeneratedImage, Generation, Grounding, Secret, Warning, compose};
use web_sys::Blob;

use super::saving::{save, shown};
use super::{completed, folder, ledger};
use crate::browser::clock;
use crate::browser::picture::{BlobWithUrl, Blobs};
use crate::model::bound::{MOST_STORED, beginning};
use crate::model::failure::Failure;
use crate::model::gallery::GalleryItem;
use crate::model::grounding::{StoredGrounding, WebSource};
use crate::model::result::{AnswerPart, NAMES, ResultId, ResultMetadata, SaveState, Source, StoredWarning};
use crate::store::Store;
use crate::store::request::ImageRequest;
use crate::text::fill;

/// The length of the text that is searched for the key. It exceeds the stored length, so that truncation cannot split a
/// key before it is redacted.
const LOOKED_AT: usize = 2 * MOST_STORED;

/// Composes a local edit with its base image. Other answers are returned unchanged.
pub async fn composed(
    request: &ImageRequest,
    mut generation: Generation,
) -> Result<Generation, Box<Failure>> {
    let (Some(mask), Some((_, first)), Some(edit)) =
        (&request.mask, request.sources.first(), generation.image())
    else {
        return Ok(generation);
    };
    let base = mask.base.as_ref().unwrap_or(first);
    let whole = compose(base.blob().clone(), edit, &mask.shape).feather_px(mask.feather_px).await;
    generation.images = vec![whole.map_err(|error| Box::new(Failure::from_error(&error, request)))?];
    generation.parts.clear();
    Ok(generation)
}

/// Adds the pictures of an answer to the results. Returns their ids.
pub fn add_generation(
    store: Store,
    request: &ImageRequest,
    generation: &Generation,
    elapsed_ms: f64,
) -> Vec<ResultId> {
    ledger::add(store, request, generation);
    let mut ids = Vec::new();
    // Metadata is stored and exported to files, so a key that the service quotes must be redacted.
    let key = Secret::new(request.settings.key.key.reveal());
    for (index, image) in generation.images.iter().enumerate() {
        let (sources, files) = split(&request.sources);
        let sandbox = request.settings.uses_sandbox();
        // An answer is paid for once, regardless of its number of pictures.
        let is_first = index == 0;
        let metadata = ResultMetadata {
            id: new_id(),
            prompt: request.prompt.clone(),
            width: image.width(),
            height: image.height(),
            mime_type: image.mime_type().to_owned(),
            extension: image.extension().to_owned(),
            byte_length: image.byte_length(),
            model: generation.model.clone().unwrap_or_else(|| request.requested.model.clone()),
            // An integer, because the last digits of a longer number would not survive a round trip through JSON.
            elapsed_ms: elapsed_ms as u64 as f64,
            created_ms: clock::date_ms() + index as f64,
            tokens: generation.usage.total_tokens.filter(|_| is_first),
            cost_usd: generation.usage.estimated_cost_usd.filter(|_| is_first && !sandbox),
            said: beginning(generation.text.trim(), LOOKED_AT).to_owned(),
            warnings: generation.warnings.iter().map(stored_warning).collect(),
            sandbox,
            favourite: false,
            collections: Vec::new(),
            is_hidden: false,
            deleted_ms: None,
            is_retouch: request.mask.is_some(),
            sources,
            job: request.job,
            requested: request.requested.clone(),
            answer: answer(generation, image),
            grounding: generation.grounding.as_ref().map(stored_grounding).unwrap_or_default(),
            url: String::new(),
            file_urls: Vec::new(),
            folded: String::new(),
            day: 0,
            save_state: SaveState::Saving,
        };
        let blobs = Blobs { image: BlobWithUrl::new(image.blob().clone()), files, thumbnail: None };
        ids.push(add(store, metadata.redacted(&key).bounded(), blobs));
    }
    save(store, ids.clone());
    folder::write(store, ids.clone());
    ids
}

fn add(store: Store, metadata: ResultMetadata, blobs: Blobs) -> ResultId {
    let id = metadata.id;
    let (width, height) = (metadata.width.to_string(), metadata.height.to_string());
    store.ui.announcement.set(fill(store.text().ready, &[("width", &width), ("height", &height)]));
    let metadata = shown(metadata, &blobs, SaveState::Saving);
    store.gallery.results.update(|results| results.add(GalleryItem { metadata, blobs }));
    completed::record_result(store, id);
    id
}

/// Adds a picture that was made from a result on this device. Returns its id, or `None` if the result is gone.
pub fn add_adjusted(
    store: Store,
    of: ResultId,
    image: BlobWithUrl,
    (width, height): (u32, u32),
) -> Option<ResultId> {
    let parent = store.find(of)?.metadata.clone();
    let is_jpeg = image.blob().type_() == "image/jpeg";
    let metadata = ResultMetadata {
        id: new_id(),
        width,
        height,
        mime_type: image.blob().type_(),
        extension: if is_jpeg { "jpg" } else { "png" }.into(),
        byte_length: image.blob().size() as u64,
        elapsed_ms: 0.0,
        created_ms: clock::date_ms(),
        // No service was called, so nothing was paid.
        tokens: None,
        cost_usd: None,
        said: String::new(),
        warnings: Vec::new(),
        favourite: false,
        // The pixels differ from those that the model remembers.
        is_retouch: true,
        sources: vec![Source::Result { id: of }],
        job: None,
        answer: Vec::new(),
        grounding: StoredGrounding::default(),
        file_urls: Vec::new(),
        save_state: SaveState::Saving,
        ..parent
    };
    let id = add(store, metadata, Blobs { image, files: Vec::new(), thumbnail: None });
    save(store, vec![id]);
    folder::write(store, vec![id]);
    Some(id)
}

/// Splits the sources for storage. Files are stored beside the result, and other results are only referenced.
fn split(sources: &[(Source, BlobWithUrl)]) -> (Vec<Source>, Vec<BlobWithUrl>) {
    let is_file = |source: &Source| matches!(source, Source::File { .. });
    let files = sources.iter().filter(|(source, _)| is_file(source)).map(|(_, picture)| picture.clone());
    (sources.iter().map(|(source, _)| source.clone()).collect(), files.collect())
}

fn stored_warning(warning: &Warning) -> StoredWarning {
    StoredWarning { code: warning.code.name().into(), message: warning.message.clone() }
}

fn stored_grounding(found: &Grounding) -> StoredGrounding {
    let sources = found.sources.iter().map(|source| WebSource {
        url: source.url.clone(),
        title: source.title.clone().or_else(|| source.domain.clone()).unwrap_or_else(|| source.url.clone()),
    });
    StoredGrounding {
        sources: sources.collect(),
        suggestions: found.suggestions_html.clone().unwrap_or_default(),
    }
}

/// Returns the answer for the next turn: the parts that the library would send, with this picture as the only image.
fn answer(generation: &Generation, picture: &GeneratedImage) -> Vec<AnswerPart> {
    let is_it = |image: &GeneratedImage| (image == picture, image == picture);
    let sent = generation.to_content(is_it).parts;
    let parts = sent.iter().filter_map(|part| match part.image {
        Some(false) => AnswerPart::of_elsewhere(part),
        _ => Some(AnswerPart::of_sent(part)),
    });
    parts.collect()
}

/// Creates a random id for a result, unique across visits: an integer below 2⁵³, which is exact in JavaScript.
pub fn new_id() -> ResultId {
    ResultId((js_sys::Math::random() * NAMES as f64) as u64)
}

/// Describes a file of the user as a source.
pub fn file_source(index: usize, name: String, blob: &Blob) -> Source {
    Source::File { index, name, byte_length: blob.size() as u64 }
}
