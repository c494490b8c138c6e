//! Images that a relay answered as an address, fetched on request and made normal images.

use crate::image::GeneratedImage;
use crate::input::inspect_blob;
use crate::{Generation, PartBody, fetch};
use tintype_protocol::error::{Error, ErrorKind};

/// Fetches every remote image of `generation`.
///
/// # Errors
/// When none of them could be had and there is no other image.
pub async fn follow(mut generation: Generation) -> Result<Generation, Error> {
    let mut failure = None;
    for part in &mut generation.parts {
        let PartBody::RemoteImage { url, .. } = &part.body else { continue };
        match load(url).await {
            Ok(image) => {
                generation.images.push(image.clone());
                part.body = PartBody::Image(image);
            }
            Err(error) => failure = Some(error),
        }
    }
    match failure {
        Some(error) if generation.images.is_empty() => Err(unreachable_image(&error, &generation.text)),
        _ => Ok(generation),
    }
}

async fn load(url: &str) -> Result<GeneratedImage, Error> {
    let blob = fetch::load_blob(url).await?;
    let info = inspect_blob(&blob).await?;
    let typed = blob.slice_with_f64_and_f64_and_content_type(0.0, blob.size(), info.image_type.mime_type());
    Ok(GeneratedImage::new(typed.unwrap_or(blob), info, true))
}

fn unreachable_image(why: &Error, text: &str) -> Error {
    let message =
        format!("The relay answered with the address of an image that this page cannot load. {why}");
    Error::new(ErrorKind::NoImage, message).with(|facts| facts.text = Some(text.to_owned()))
}
