//! Images that a relay answered as an address, fetched on request and made normal images.

use crate::clock::sleep;
use crate::fetch;
use crate::image::GeneratedImage;
use crate::input::{LARGEST_FILE, inspect_blob};
use crate::raw::{Generation, PartBody};
use futures_util::future::{Either, select};
use std::pin::pin;
use tintype_protocol::error::{Error, ErrorKind};
use tintype_protocol::private_host::is_private_host;

/// All of them together, as for an answer that brings them itself.
const MOST_BYTES: u64 = 1 << 30;
/// The most addresses that are asked of one answer; the rest stay addresses.
const MOST_REQUESTS: usize = 64;

/// Fetches every remote image of `generation`, all of them within `limit_ms`; 0 is none.
///
/// # Errors
/// When none of them could be had and there is no other image.
pub async fn follow(mut generation: Generation, base_url: &str, limit_ms: f64) -> Result<Generation, Error> {
    let service = fetch::absolute(base_url).map(|url| url.origin());
    let mut end = pin!(sleep(if limit_ms > 0.0 { limit_ms } else { f64::INFINITY }));
    let (mut room, mut failure) = (MOST_BYTES, None);
    let remote = generation.parts.iter_mut().filter(|part| matches!(part.body, PartBody::RemoteImage { .. }));
    for part in remote.take(MOST_REQUESTS) {
        let PartBody::RemoteImage { url, .. } = &part.body else { continue };
        let loaded =
            match select(end.as_mut(), pin!(load(url, service.as_deref(), room.min(LARGEST_FILE)))).await {
                Either::Left(_) => None,
                Either::Right((loaded, _)) => Some(loaded),
            };
        match loaded {
            Some(Ok(image)) => {
                room -= image.byte_length();
                generation.images.push(image.clone());
                part.body = PartBody::Image(image);
            }
            Some(Err(error)) => failure = Some(error),
            None => {
                let message = "It was not there in time; raise timeoutMs.";
                failure = Some(Error::new(ErrorKind::Timeout, message));
                break;
            }
        }
    }
    match failure {
        Some(error) if generation.images.is_empty() => Err(unreachable_image(&error, &generation.text)),
        _ => Ok(generation),
    }
}

/// An address within a private network is followed only to the origin that the caller named as the service: another port
/// of the same machine is another service.
async fn load(url: &str, service: Option<&str>, most: u64) -> Result<GeneratedImage, Error> {
    let address = fetch::absolute(url);
    let may_be_asked = address
        .is_some_and(|url| !is_private_host(&url.hostname()) || Some(url.origin().as_str()) == service);
    if !may_be_asked {
        return Err(Error::new(
            ErrorKind::NoImage,
            "It lies within a private network, where no service has pictures.",
        ));
    }
    let blob = fetch::load_remote_blob(url, most).await?;
    let info = inspect_blob(&blob).await?;
    if !info.can_be_shown() {
        return Err(Error::new(ErrorKind::NoImage, "It claims to be larger than any picture of a service."));
    }
    let length = info.byte_length as f64;
    let typed = blob.slice_with_f64_and_f64_and_content_type(0.0, length, info.image_type.mime_type());
    Ok(GeneratedImage::new(typed.unwrap_or(blob), info, true))
}

fn unreachable_image(why: &Error, text: &str) -> Error {
    let message =
        format!("The relay answered with the address of an image that this page cannot load. {why}");
    let kind = if why.kind() == ErrorKind::Timeout { ErrorKind::Timeout } else { ErrorKind::NoImage };
    Error::new(kind, message).with(|facts| facts.text = Some(text.to_owned()))
}
