//! From options and earlier turns to a request that fits: its own images, and those of the conversation before it.

use crate::input::{ImageInput, PreparedImage, fitted, shrink_to};
use crate::raw::Turn;
use tintype_protocol::encode::json_length;
use tintype_protocol::error::Error;
use tintype_protocol::generation::{Warning, WarningCode};
use tintype_protocol::history::{newest_image, sent};
use tintype_protocol::options::{InputLimits, InputPart};
use tintype_protocol::request::Request;

/// What is sent, and what of it is new.
pub struct Prepared {
    pub request: Request<PreparedImage>,
    /// The user's turn, as sent.
    pub user: SentContent,
    /// What had to be left out.
    pub warning: Option<Warning>,
}

type SentContent = tintype_protocol::options::Content<PreparedImage>;

/// Fits every image to what the service takes, and puts the earlier turns before what is asked now.
pub async fn prepare(
    request: Request<ImageInput>,
    turns: &[Turn],
    base_url: &str,
) -> Result<Prepared, Error> {
    let limits = request.input;
    let earlier = turns.iter().flat_map(|turn| [&turn.user, &turn.answer]);
    let length = json_length(&request.contents, &request.fields) + json_length(earlier, &Default::default());
    let room = limits.room_for_images(base_url, length);
    let parts = request.contents.iter().flat_map(|content| &content.parts);
    let are_own: Vec<bool> = parts.filter(|part| part.image.is_some()).map(is_own).collect();
    let (request, inputs) = request.take_images();
    let mut images = Vec::with_capacity(inputs.len());
    for (input, is_own) in inputs.into_iter().zip(are_own) {
        images.push(fitted(input, &if is_own { untouched(&limits) } else { limits }).await?);
    }
    let mut turns = turns.to_vec();
    fit_restored(&mut turns, &limits).await?;
    // What the turn is about must not be left out for its size alone.
    let newest = newest_image(&mut turns).filter(|_| limits.convert);
    images.extend(newest.as_deref().cloned());
    shrink_to(room, &mut images, limits.convert).await?;
    if let Some(newest) = newest
        && let Some(fitted) = images.pop()
    {
        *newest = fitted;
    }
    let new: u64 = images.iter().map(PreparedImage::byte_length).sum();
    Ok(after(&turns, request.with_images(images), room.saturating_sub(new)))
}

/// Takes the metadata out of images that were restored: an older version, or a text editor, may have saved anything.
/// Their size stays.
async fn fit_restored(turns: &mut [Turn], limits: &InputLimits) -> Result<(), Error> {
    let limits = limits.max_side_px(0);
    for Turn { user, answer, .. } in turns {
        let answers = answer.parts.iter_mut().filter(|part| !is_own(part));
        let images = user.parts.iter_mut().chain(answers).filter_map(|part| part.image.as_mut());
        for image in images.filter(|image| !image.is_fitted()) {
            *image = fitted(image.blob().clone().into(), &limits).await?;
        }
    }
    Ok(())
}

/// Whether a part is the service's own, which wants it back as it was: it carries its mark.
fn is_own<I>(part: &InputPart<I>) -> bool {
    part.fields.contains_key("thoughtSignature") || part.fields.contains_key("thought_signature")
}

fn untouched(limits: &InputLimits) -> InputLimits {
    limits.max_side_px(0).keep_metadata(true)
}

fn after(turns: &[Turn], mut request: Request<PreparedImage>, room: u64) -> Prepared {
    let nothing = || SentContent { role: "user".to_owned(), parts: Vec::new() };
    let user = request.contents.last().cloned().unwrap_or_else(nothing);
    let sent = sent(turns, &request.model, room, PreparedImage::byte_length);
    request.contents.splice(0..0, sent.contents);
    Prepared { request, user, warning: trimmed(sent.left_out) }
}

fn trimmed(left_out: usize) -> Option<Warning> {
    let message = format!("{left_out} older images were left out, to keep the request within its limit.");
    (left_out > 0).then_some(Warning::new(WarningCode::HistoryTrimmed, message))
}
