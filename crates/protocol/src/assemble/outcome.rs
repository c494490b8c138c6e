//! How an answer ended, and which error an ending without an image is.

use crate::error::{Error, ErrorKind};
use crate::field;
use crate::generation::Generation;
use serde_json::Value;

/// What the documents said about the end, the last word winning.
#[derive(Debug, Default)]
pub struct Ending {
    pub finish_reason: Option<String>,
    pub failure: Option<Error>,
    /// Any candidate at all.
    pub has_content: bool,
    finish_message: Option<String>,
    safety_ratings: Option<Value>,
    block: Option<Block>,
}

#[derive(Debug)]
struct Block {
    reason: Option<String>,
    message: Option<String>,
}

const REFUSALS: &[&str] = &[
    "SAFETY",
    "IMAGE_SAFETY",
    "PROHIBITED_CONTENT",
    "IMAGE_PROHIBITED_CONTENT",
    "RECITATION",
    "IMAGE_RECITATION",
    "BLOCKLIST",
    "SPII",
];

impl Ending {
    /// Finish reason, message and ratings of one candidate.
    pub fn read_candidate(&mut self, candidate: &Value) {
        if let Some(reason) = field::get(candidate, "finishReason") {
            self.finish_reason = reason_name(reason).or(self.finish_reason.take());
        }
        if let Some(message) = field::text(candidate, "finishMessage") {
            self.finish_message = Some(message.to_owned());
        }
        if let Some(ratings) = field::get(candidate, "safetyRatings") {
            self.safety_ratings = Some(ratings.clone());
        }
    }

    /// Whether the prompt was blocked.
    pub fn read_prompt_feedback(&mut self, document: &Value) {
        let Some(feedback) = field::get(document, "promptFeedback") else { return };
        let reason = field::text(feedback, "blockReason").map(str::to_owned);
        let message = ["blockReasonMessage", "message"].iter().find_map(|name| field::text(feedback, name));
        if let Some(ratings) = field::get(feedback, "safetyRatings") {
            self.safety_ratings = Some(ratings.clone());
        }
        if reason.is_some() || message.is_some() {
            self.block = Some(Block { reason, message: message.map(str::to_owned) });
        }
    }

    /// A stream that stops without a reason was cut, however cleanly the connection closed.
    pub fn missing_end(&self, needs_finish_reason: bool) -> Option<Error> {
        let is_ended = self.finish_reason.is_some() || self.block.is_some() || self.failure.is_some();
        (needs_finish_reason && self.has_content && !is_ended).then(|| {
            let message = "The stream ended before the service said that it was done. Try again.";
            Error::new(ErrorKind::TruncatedResponse, message)
        })
    }

    /// The outcome of an answer without any image.
    pub fn without_image<Img>(
        self,
        generation: Generation<Img>,
        wants_image: bool,
        cut: Option<Error>,
        broken_images: usize,
        has_remote: bool,
    ) -> Result<Generation<Img>, Error> {
        if let Some(error) = self.failure.clone().or(cut) {
            return Err(self.explained(error, &generation.text));
        }
        let is_unasked = !wants_image && self.is_plain_stop() && !generation.parts.is_empty();
        if is_unasked {
            return Ok(generation);
        }
        let (kind, message) = self.judge(&generation, broken_images, has_remote);
        Err(self.explained(Error::new(kind, message), &generation.text))
    }

    fn is_plain_stop(&self) -> bool {
        self.block.is_none() && !self.reason().is_some_and(|reason| REFUSALS.contains(&reason))
    }

    fn judge<Img>(
        &self,
        generation: &Generation<Img>,
        broken: usize,
        has_remote: bool,
    ) -> (ErrorKind, String) {
        let said = self.finish_message.as_ref().map(|message| format!(": {message}")).unwrap_or_default();
        if let Some(block) = &self.block {
            let why = block.message.as_ref().or(block.reason.as_ref());
            let why = why.map(|why| format!(": {why}")).unwrap_or_default();
            return (ErrorKind::PromptBlocked, format!("The prompt was blocked; reword it{why}"));
        }
        match self.reason() {
            Some(reason) if REFUSALS.contains(&reason) => (
                ErrorKind::Refused,
                format!("The model refused ({reason}); change the prompt or the images{said}"),
            ),
            _ if broken > 0 => {
                let message =
                    "What the service sent as an image is none, or was damaged on the way. Try again.";
                (ErrorKind::MalformedResponse, message.to_owned())
            }
            _ if has_remote => {
                let message =
                    "The relay answered with the address of an image instead of the image; see the text.";
                (ErrorKind::NoImage, message.to_owned())
            }
            Some("MAX_TOKENS") => {
                let message = "maxOutputTokens ended the answer before an image; raise it or leave it out.";
                (ErrorKind::MaxTokens, message.to_owned())
            }
            reason if self.has_content && (reason.is_some() || !generation.parts.is_empty()) => {
                let reason = reason.filter(|reason| *reason != "STOP");
                let reason = reason.map(|reason| format!(" ({reason})")).unwrap_or_default();
                (
                    ErrorKind::NoImage,
                    format!("The model answered without an image{reason}; say that you want a picture{said}"),
                )
            }
            _ => (ErrorKind::EmptyResponse, "The service answered with nothing; try again.".to_owned()),
        }
    }

    fn reason(&self) -> Option<&str> {
        self.finish_reason.as_deref()
    }

    fn explained(self, error: Error, text: &str) -> Error {
        error.with(|facts| {
            facts.finish_reason = self.finish_reason;
            facts.finish_message = self.finish_message;
            facts.safety_ratings = self.safety_ratings;
            facts.block_reason = self.block.and_then(|block| block.reason);
            facts.text = Some(text.to_owned()).filter(|text| !text.is_empty());
        })
    }
}

/// Finish reasons by the numbers that proto-minded proxies leak.
fn reason_name(reason: &Value) -> Option<String> {
    const BY_NUMBER: &[&str] = &[
        "FINISH_REASON_UNSPECIFIED",
        "STOP",
        "MAX_TOKENS",
        "SAFETY",
        "RECITATION",
        "OTHER",
        "LANGUAGE",
        "BLOCKLIST",
        "PROHIBITED_CONTENT",
        "SPII",
        "MALFORMED_FUNCTION_CALL",
        "IMAGE_SAFETY",
        "UNEXPECTED_TOOL_CALL",
        "TOO_MANY_TOOL_CALLS",
        "IMAGE_PROHIBITED_CONTENT",
        "IMAGE_OTHER",
        "NO_IMAGE",
        "IMAGE_RECITATION",
    ];
    match reason {
        Value::String(name) if !name.is_empty() => Some(name.clone()),
        Value::Number(number) => {
            let name = number.as_u64().and_then(|number| BY_NUMBER.get(usize::try_from(number).ok()?));
            Some(name.map_or_else(|| number.to_string(), |name| (*name).to_owned()))
        }
        _ => None,
    }
}
