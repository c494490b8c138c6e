//! The end of an answer, and the error for an answer without an image.

use super::reason;
use crate::error::{self, Error, ErrorKind};
use crate::field;
use crate::json::Value;
use crate::response::generation::Generation;

/// Information about the end of an answer. Later documents override earlier ones, except that the first failure is
/// final.
#[derive(Debug, Default)]
pub struct FinishState {
    pub finish_reason: Option<String>,
    pub failure: Option<Error>,
    /// Whether any candidate arrived.
    pub has_content: bool,
    /// Whether any document arrived that has no field of this API.
    pub has_other_document: bool,
    finish_message: Option<String>,
    safety_ratings: Option<Value>,
    block: Option<Block>,
}

/// The facts that determine the error for an answer without an image.
pub struct MissingImage {
    /// Whether the caller wanted an image at all.
    pub is_expected: bool,
    /// The number of broken images.
    pub broken: usize,
    /// The URL that arrived instead of an image.
    pub address: Option<String>,
}

#[derive(Debug)]
struct Block {
    reason: Option<String>,
    message: Option<String>,
}

impl FinishState {
    /// Reads finish reason, message and safety ratings of one candidate.
    pub fn read_candidate(&mut self, candidate: &Value) {
        if let Some(reason) = field::get(candidate, "finishReason") {
            self.finish_reason = reason::finish(reason).or(self.finish_reason.take());
        }
        if let Some(message) = field::text(candidate, "finishMessage") {
            self.finish_message = Some(message.to_owned());
        }
        if let Some(ratings) = field::get(candidate, "safetyRatings") {
            self.safety_ratings = Some(ratings.clone());
        }
    }

    /// Reads the reason and message of a blocked prompt, and the safety ratings.
    pub fn read_prompt_feedback(&mut self, document: &Value) {
        let Some(feedback) = field::get(document, "promptFeedback") else { return };
        let reason = field::get(feedback, "blockReason").and_then(reason::block);
        let message = ["blockReasonMessage", "message"].iter().find_map(|name| field::text(feedback, name));
        if let Some(ratings) = field::get(feedback, "safetyRatings") {
            self.safety_ratings = Some(ratings.clone());
        }
        if reason.is_some() || message.is_some() {
            self.block = Some(Block { reason, message: message.map(str::to_owned) });
        }
    }

    /// Returns an error for a stream that ended without a finish reason. Such a stream was truncated, even if the
    /// connection closed cleanly.
    pub fn missing_end(&self, is_stream: bool) -> Option<Error> {
        let is_ended = self.finish_reason.is_some() || self.block.is_some() || self.failure.is_some();
        (is_stream && self.has_content && !is_ended).then(|| {
            let message = "The stream ended before the service said that it was done. Try again.";
            Error::new(ErrorKind::TruncatedResponse, message)
        })
    }

    /// Returns `true` if a draft may replace the final image, because nothing failed, was blocked or was refused.
    pub fn lets_drafts_stand(&self) -> bool {
        self.failure.is_none() && self.block.is_none() && !self.is_refused()
    }

    /// Returns the error for an answer without an image, or `None` if no image was requested.
    pub fn without_image<Img>(
        &mut self,
        generation: &Generation<Img>,
        missing: MissingImage,
        cut: Option<Error>,
    ) -> Option<Error> {
        if let Some(error) = self.failure.take() {
            // The service may bill for an answer that it began, so the request is never retried automatically.
            let has_begun = self.has_content;
            let error = error
                .with(|details| details.retryable = if has_begun { Some(false) } else { details.retryable });
            return Some(self.explained(error, &generation.text));
        }
        if let Some(error) = cut.filter(|_| self.block.is_none() && !self.is_refused()) {
            return Some(self.explained(error, &generation.text));
        }
        let is_answered = self.block.is_none() && !self.is_refused() && generation.has_output();
        if !missing.is_expected && is_answered {
            return None;
        }
        let (kind, message) = self.judge(generation, &missing);
        let text = if generation.text.is_empty() {
            missing.address.unwrap_or_default()
        } else {
            generation.text.clone()
        };
        Some(self.explained(Error::new(kind, message), &text))
    }

    fn judge<Img>(&self, generation: &Generation<Img>, missing: &MissingImage) -> (ErrorKind, String) {
        let message = self.finish_message.as_deref().map(error::plain).filter(|message| !message.is_empty());
        let message = message.map(|message| [": ", &message].concat()).unwrap_or_default();
        if let Some(block) = &self.block {
            let text = block.message.as_deref().map(error::plain).filter(|text| !text.is_empty());
            let why = text.as_deref().or(block.reason.as_deref());
            let why = why.map(|why| [": ", why].concat()).unwrap_or_default();
            let advice = block.reason.as_deref().and_then(reason::blocked);
            let advice = advice.unwrap_or("The prompt was blocked; reword it");
            return (ErrorKind::PromptBlocked, [advice, &why].concat());
        }
        let reason = self.finish_reason.as_deref();
        if let Some(advice) = reason.and_then(reason::refused) {
            let reason = reason.unwrap_or_default();
            (ErrorKind::Refused, ["The model refused (", reason, "); ", advice, &message].concat())
        } else if missing.broken > 0 {
            let message = "What the service sent as an image is none, or was damaged on the way. Try again.";
            (ErrorKind::MalformedResponse, message.to_owned())
        } else if missing.address.is_some() {
            let message =
                "The relay answered with the address of an image instead of the image; see the text.";
            (ErrorKind::NoImage, message.to_owned())
        } else if reason == Some("MAX_TOKENS") {
            let message = "maxOutputTokens ended the answer before an image; raise it or leave it out.";
            (ErrorKind::MaxTokens, message.to_owned())
        } else if missing.is_expected && self.has_content && (reason.is_some() || generation.has_output()) {
            let message = match reason.filter(|reason| *reason != "STOP") {
                Some(reason) => {
                    let (ended, advice) = reason::without_image(reason);
                    [ended, " (", reason, "); ", advice, &message].concat()
                }
                None => {
                    ["The model answered without an image; say that you want a picture", &message].concat()
                }
            };
            (ErrorKind::NoImage, message)
        } else if self.has_other_document {
            let message = "What answered is not the image API; check the base URL.";
            (ErrorKind::NotTheApi, message.to_owned())
        } else {
            (ErrorKind::EmptyResponse, "The service answered with nothing; try again.".to_owned())
        }
    }

    fn is_refused(&self) -> bool {
        self.finish_reason.as_deref().and_then(reason::refused).is_some()
    }

    fn explained(&mut self, error: Error, text: &str) -> Error {
        error.with(|details| {
            details.finish_reason = self.finish_reason.take();
            details.finish_message = self.finish_message.take();
            details.safety_ratings = self.safety_ratings.take();
            details.block_reason = self.block.take().and_then(|block| block.reason);
            details.text = Some(text.to_owned()).filter(|text| !text.is_empty());
        })
    }
}
