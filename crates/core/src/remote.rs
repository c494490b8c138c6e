//! Fetches images that a relay returned as URLs, on request of the caller.

use crate::image::GeneratedImage;
use crate::images::Images;
use crate::raw::{Generation, PartBody};
use tintype_protocol::error::{Error, ErrorKind};

/// Fetches all remote images of `generation` within `limit_ms` in total; 0 means no limit.
///
/// # Errors
/// `no-image` or `timeout` if none of them could be loaded and there is no other image.
pub async fn fetch_remote_images<I: Images>(
    mut generation: Generation,
    images: &I,
    base_url: &str,
    limit_ms: f64,
) -> Result<Generation, Error> {
    let urls: Vec<String> = generation.parts.iter().filter_map(|part| url_of(&part.body)).collect();
    if urls.is_empty() {
        return Ok(generation);
    }
    let remote_files = images.fetch_remote_images(&urls, base_url, limit_ms).await;
    let remote = generation.parts.iter_mut().filter(|part| url_of(&part.body).is_some());
    for (part, file) in remote.zip(remote_files.files) {
        if let Some((blob, info)) = file {
            let image = GeneratedImage::new(blob, info, true);
            generation.images.push(image.clone());
            part.body = PartBody::Image(image);
        }
    }
    match remote_files.failure {
        Some(error) if generation.images.is_empty() => Err(unreachable_image(&error, &generation.text)),
        _ => Ok(generation),
    }
}

fn url_of(body: &PartBody) -> Option<String> {
    if let PartBody::RemoteImage { url, .. } = body { Some(url.clone()) } else { None }
}

fn unreachable_image(why: &Error, text: &str) -> Error {
    let message =
        ["The relay answered with the address of an image that this page cannot load. ", why.message()]
            .concat();
    let kind = if why.kind() == ErrorKind::Timeout { ErrorKind::Timeout } else { ErrorKind::NoImage };
    Error::new(kind, message).with(|details| details.text = Some(text.to_owned()))
}
