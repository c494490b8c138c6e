//! Preparation of a request within the limits, from its own images and those of the earlier turns.

use crate::images::Images;
use crate::raw::Turn;
use tintype_images::{PreparedImage, Source, Wanted};
use tintype_protocol::decimal::text_of;
use tintype_protocol::error::Error;
use tintype_protocol::request::Request;
use tintype_protocol::request::encode::json_length;
use tintype_protocol::request::history::trim_history;
use tintype_protocol::request::options::InputPart;
use tintype_protocol::response::generation::{Warning, WarningCode};

/// A request within the limits, and the user's turn in it.
pub struct Prepared {
    pub request: Request<PreparedImage>,
    /// The user's turn, as sent.
    pub user: PreparedContent,
    /// The warning about omitted images.
    pub warning: Option<Warning>,
}

type PreparedContent = tintype_protocol::request::options::Content<PreparedImage>;

/// Normalizes every image for the service, and prepends the earlier turns to the new one.
pub async fn prepare<I: Images>(
    request: Request<I::Input>,
    turns: &[Turn],
    base_url: &str,
    images: &I,
) -> Result<Prepared, Error> {
    let limits = request.input;
    let earlier = turns.iter().flat_map(|turn| [&turn.user, &turn.answer]);
    let length = json_length(&request.contents, &request.fields) + json_length(earlier, &Default::default());
    let budget = limits.image_budget(base_url, length);
    let parts = request.contents.iter().flat_map(|content| &content.parts);
    let are_own: Vec<bool> = parts.filter(|part| part.image.is_some()).map(is_own).collect();
    let (request, inputs) = request.take_images();
    let (mut turns, count) = (turns.to_vec(), inputs.len());
    let of_turns = kept(&mut turns, limits.convert);
    let mut wanted = Vec::with_capacity(count + of_turns.len());
    for (input, is_own) in inputs.into_iter().zip(are_own) {
        let source = if is_own { Source::Own(input) } else { Source::Input(input) };
        wanted.push(Wanted { source, shares_budget: true });
    }
    wanted.extend(of_turns.iter().map(Kept::wanted));
    let mut normalized = Vec::new();
    if !wanted.is_empty() {
        normalized = images.normalize(wanted, &limits, budget).await?;
    }
    let kept = normalized.split_off(count.min(normalized.len()));
    for (of_turn, image) in of_turns.into_iter().zip(kept) {
        *of_turn.image = image;
    }
    let new: u64 = normalized.iter().map(PreparedImage::byte_length).sum();
    Ok(after(&turns, request.with_images(normalized), budget.saturating_sub(new)))
}

/// An image of an earlier turn that is normalized again before it is sent.
struct Kept<'a> {
    image: &'a mut PreparedImage,
    is_of_answer: bool,
    is_restored: bool,
    is_newest: bool,
}

impl Kept<'_> {
    fn wanted<I>(&self) -> Wanted<I> {
        let blob = self.image.blob().clone();
        let source = match self.is_restored {
            true => Source::Restored(blob),
            false => Source::Ready(blob, self.image.image_type()),
        };
        Wanted { source, shares_budget: self.is_newest }
    }
}

/// Selects the restored images and the newest image. The turn is about the newest, which must not be omitted only for
/// its size.
fn kept(turns: &mut [Turn], may_shrink: bool) -> Vec<Kept<'_>> {
    let mut images = Vec::new();
    for Turn { user, answer, .. } in turns {
        for (content, is_of_answer) in [(user, false), (answer, true)] {
            for part in &mut content.parts {
                let is_own = is_of_answer && is_own(part);
                if let Some(image) = &mut part.image {
                    let is_restored = !is_own && !image.is_normalized();
                    images.push(Kept { image, is_of_answer, is_restored, is_newest: false });
                }
            }
        }
    }
    let newest = images.iter_mut().rev().find(|image| image.is_of_answer);
    if let Some(newest) = newest.filter(|_| may_shrink) {
        newest.is_newest = true;
    }
    images.retain(|image| image.is_restored || image.is_newest);
    images
}

/// Returns whether a part has a signature of the service, which expects such parts back unchanged.
fn is_own<I>(part: &InputPart<I>) -> bool {
    part.fields.contains_key("thoughtSignature") || part.fields.contains_key("thought_signature")
}

fn after(turns: &[Turn], mut request: Request<PreparedImage>, budget: u64) -> Prepared {
    let nothing = || PreparedContent { role: "user".to_owned(), parts: Vec::new() };
    let user = request.contents.last().cloned().unwrap_or_else(nothing);
    let mut history = trim_history(turns, &request.model, budget, PreparedImage::byte_length);
    history.contents.append(&mut request.contents);
    request.contents = history.contents;
    Prepared { request, user, warning: trimmed(history.omitted) }
}

fn trimmed(omitted: usize) -> Option<Warning> {
    let count = text_of(omitted as u64);
    let message = [&count, " older images were left out, to keep the request within its limit."].concat();
    (omitted > 0).then_some(Warning::new(WarningCode::HistoryTrimmed, message))
}
