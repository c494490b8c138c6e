//! Answers that a client has to make sense of.

use std::sync::Arc;

use serde_json::{Value, json};

use super::behavior::{Behavior, Scenario, ScenarioContext};
use crate::answer::{Answer, Part};
use crate::content::{Blob, PLACEHOLDER};
use crate::edit::color_adjustment;
use crate::picture::{decode, encode_jpeg, encode_png};

pub(super) const SCENARIOS: &[Scenario] = &[
    Scenario::new(
        "text-only",
        "Words, no picture, STOP.",
        "No image, and the words are kept.",
        Behavior::Answer(|answer, _| text_only(answer)),
    )
    .without_picture(),
    Scenario::new(
        "refused",
        "IMAGE_SAFETY, or `reason`, with a finishMessage.",
        "A refusal with its reason.",
        Behavior::Answer(refused),
    )
    .takes(&["reason"])
    .without_picture(),
    Scenario::new(
        "refused-with-image",
        "The same, but the picture is there.",
        "The picture is shown, with a warning.",
        Behavior::Answer(|answer, context| answer.finish_reason = Some(context.reason("IMAGE_SAFETY"))),
    )
    .takes(&["reason"]),
    Scenario::new(
        "prompt-blocked",
        "promptFeedback with PROHIBITED_CONTENT, or `reason`, and no candidates.",
        "The prompt was the problem.",
        Behavior::Answer(|answer, context| {
            answer.parts.clear();
            answer.block_reason = Some(context.reason("PROHIBITED_CONTENT"));
        }),
    )
    .takes(&["reason"])
    .without_picture(),
    Scenario::new(
        "no-image",
        "NO_IMAGE, or `reason`, and a candidate without parts.",
        "No image.",
        Behavior::Answer(|answer, context| ended(answer, context.reason("NO_IMAGE"))),
    )
    .takes(&["reason"])
    .without_picture(),
    Scenario::new(
        "max-tokens",
        "MAX_TOKENS before any picture.",
        "Cut off before an image.",
        Behavior::Answer(|answer, _| ended(answer, "MAX_TOKENS".to_owned())),
    )
    .without_picture(),
    Scenario::new(
        "rerouted",
        "Another model answers, which modelVersion alone tells.",
        "The picture is shown, with a warning.",
        Behavior::Answer(|answer, _| answer.model = "gemini-nano-banana-2.1"),
    ),
    Scenario::new(
        "several-images",
        "Three pictures, or `count` of at most 10, none of them marked as a draft.",
        "All are kept, the last is the image.",
        Behavior::Answer(several_images),
    )
    .takes(&["count"]),
    Scenario::new(
        "draft-then-final",
        "A picture marked as thought, then the final one.",
        "Drafts are separate from final images.",
        Behavior::Answer(|answer, _| draft_then_final(answer)),
    ),
    Scenario::new(
        "draft-only",
        "Only a picture marked as thought.",
        "A draft is better than nothing, with a warning.",
        Behavior::Answer(|answer, _| draft_only(answer)),
    ),
    Scenario::new(
        "words-around",
        "Words before and after the picture.",
        "All words are kept, in order.",
        Behavior::Answer(|answer, _| {
            answer.parts.push(Part::Text("Shall I change anything about it?".to_owned()));
        }),
    ),
    Scenario::new(
        "markdown-image",
        "The picture as a data URL in Markdown.",
        "The picture is found in the words.",
        Behavior::Answer(|answer, _| {
            replace_images(answer, |mime, data| {
                in_words(&format!("![image](data:{mime};base64,{PLACEHOLDER})"), data)
            });
        }),
    ),
    Scenario::new(
        "data-url",
        "The picture as a data URL that is all of the words.",
        "The picture is found in the words.",
        Behavior::Answer(|answer, _| {
            replace_images(answer, |mime, data| in_words(&format!("data:{mime};base64,{PLACEHOLDER}"), data));
        }),
    ),
    Scenario::new(
        "data-prefix",
        "inlineData whose data begins with `data:image/png;base64,`.",
        "The prefix is no part of the picture.",
        Behavior::Answer(|answer, _| {
            replace_images(answer, |mime, data| {
                let part = json!({ "inlineData": { "mimeType": mime, "data": format!("data:{mime};base64,{PLACEHOLDER}") } });
                Part::Other(part, Some(Blob::new(data)))
            });
        }),
    ),
    Scenario::new(
        "remote-image",
        "The picture as an address in Markdown.",
        "An address is not an image; it is offered.",
        Behavior::Answer(|answer, _| {
            replace_images(answer, |_, _| Part::Text(format!("![image]({REMOTE})")));
        }),
    ),
    Scenario::new(
        "file-image",
        "The picture as fileData, an address.",
        "An address is not an image; it is offered.",
        Behavior::Answer(|answer, _| {
            elsewhere(answer, |mime| json!({ "fileData": { "mimeType": mime, "fileUri": REMOTE } }));
        }),
    ),
    Scenario::new(
        "url-beside",
        "Empty inlineData with an address beside it.",
        "An address is not an image; it is offered.",
        Behavior::Answer(|answer, _| elsewhere(answer, |_| json!({ "inlineData": {}, "url": REMOTE }))),
    ),
    Scenario::new(
        "bare-signature",
        "A part of nothing but a thoughtSignature, before and after the picture.",
        "It is sent back in its place.",
        Behavior::Answer(|answer, _| {
            let bare = |signature: &str| Part::Other(json!({ "thoughtSignature": signature }), None);
            answer
                .parts
                .insert(0, Part::Other(json!({ "thought": true, "thoughtSignature": "Zmlyc3Q=" }), None));
            answer.parts.push(bare("bGFzdA=="));
        }),
    ),
    Scenario::new(
        "account-limited",
        "PUP_LIMITED_DISABLED and no content.",
        "A refusal of the account, which no other prompt changes.",
        Behavior::Answer(|answer, _| ended(answer, "PUP_LIMITED_DISABLED".to_owned())),
    )
    .without_picture(),
    Scenario::new(
        "escalated",
        "ESCALATION and no content.",
        "A refusal; other words may help.",
        Behavior::Answer(|answer, _| ended(answer, "ESCALATION".to_owned())),
    )
    .without_picture(),
    Scenario::new(
        "model-armor",
        "MODEL_ARMOR and no content.",
        "A refusal by the account's own policy.",
        Behavior::Answer(|answer, _| ended(answer, "MODEL_ARMOR".to_owned())),
    )
    .without_picture(),
    Scenario::new(
        "missing-signature",
        "MISSING_THOUGHT_SIGNATURE and no content.",
        "The conversation is at fault, not the prompt.",
        Behavior::Answer(|answer, _| ended(answer, "MISSING_THOUGHT_SIGNATURE".to_owned())),
    )
    .without_picture(),
    Scenario::new(
        "malformed-by-model",
        "MALFORMED_RESPONSE and no content.",
        "The service's own fault; trying again helps.",
        Behavior::Answer(|answer, _| ended(answer, "MALFORMED_RESPONSE".to_owned())),
    )
    .without_picture(),
    Scenario::new(
        "continuation",
        "CONTINUATION and no content.",
        "Not a request for words: the answer was to go on in another one.",
        Behavior::Answer(|answer, _| ended(answer, "CONTINUATION".to_owned())),
    )
    .without_picture(),
    Scenario::new(
        "empty-signature",
        "A thoughtSignature of no letters.",
        "It is not sent back.",
        Behavior::Answer(|answer, _| empty_signature(answer)),
    ),
    Scenario::new(
        "wrong-label",
        "A picture with the wrong MIME type.",
        "The bytes decide.",
        Behavior::Answer(|answer, _| wrong_label(answer)),
    ),
    Scenario::new(
        "broken-image",
        "Bytes that are no picture, labelled as one.",
        "Untrusted bytes never become a URL.",
        Behavior::Answer(|answer, _| {
            replace_images(answer, |mime, _| plain(mime, b"these bytes are no picture at all".to_vec()));
        }),
    ),
    Scenario::new(
        "svg-image",
        "An SVG with a script, labelled as PNG.",
        "SVG never becomes a URL.",
        Behavior::Answer(|answer, _| replace_images(answer, |_, _| plain("image/png", SVG.into()))),
    ),
];

const REMOTE: &str = "https://images.example/generated/1.png?x=1&y=2";
const SVG: &str =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"8\"><script>alert(1)</script></svg>";

impl ScenarioContext<'_> {
    fn reason(&self, usual: &str) -> String {
        self.options.reason.clone().unwrap_or_else(|| usual.to_owned())
    }
}

fn text_only(answer: &mut Answer) {
    answer.parts = vec![Part::Text(
        "I can describe it: a picture of what you asked for. Would you like me to draw it?".to_owned(),
    )];
}

fn ended(answer: &mut Answer, reason: String) {
    answer.parts.clear();
    answer.finish_reason = Some(reason);
}

fn refused(answer: &mut Answer, context: &ScenarioContext<'_>) {
    ended(answer, context.reason("IMAGE_SAFETY"));
    answer.finish_message = Some(
        "Unable to show the generated image. The model could not generate the image because it may violate the usage policy. You will not be charged for blocked images. Try rephrasing the prompt.",
    );
    answer.safety_ratings = vec![
        json!({ "category": "HARM_CATEGORY_SEXUALLY_EXPLICIT", "probability": "MEDIUM", "blocked": true }),
    ];
}

fn several_images(answer: &mut Answer, context: &ScenarioContext<'_>) {
    let tones: [fn(_) -> _; 9] = [
        color_adjustment::monochrome,
        color_adjustment::sepia,
        color_adjustment::warmer,
        color_adjustment::cooler,
        color_adjustment::brighter,
        color_adjustment::darker,
        color_adjustment::more_color,
        color_adjustment::more_contrast,
        color_adjustment::night,
    ];
    let others = context.options.count.unwrap_or(3) as usize - 1;
    let variants: Vec<Part> = tones
        .iter()
        .take(others)
        .filter_map(|color_adjustment| variant(answer, *color_adjustment, false))
        .collect();
    insert_before_image(answer, variants);
}

fn draft_then_final(answer: &mut Answer) {
    let draft = variant(answer, color_adjustment::monochrome, true);
    insert_before_image(answer, draft);
}

fn insert_before_image(answer: &mut Answer, parts: impl IntoIterator<Item = Part>) {
    let at = answer.parts.iter().position(is_image).unwrap_or(answer.parts.len());
    answer.parts.splice(at..at, parts);
}

fn draft_only(answer: &mut Answer) {
    for part in &mut answer.parts {
        if let Part::Image { draft, signature, .. } = part {
            *draft = true;
            *signature = None;
        }
    }
}

fn empty_signature(answer: &mut Answer) {
    for part in &mut answer.parts {
        if let Part::Image { signature, .. } = part {
            *signature = Some(String::new());
        }
    }
}

fn wrong_label(answer: &mut Answer) {
    for part in &mut answer.parts {
        if let Part::Image { mime, .. } = part {
            *mime = if *mime == "image/png" { "image/jpeg" } else { "image/png" };
        }
    }
}

fn plain(mime: &'static str, data: Vec<u8>) -> Part {
    Part::Image { mime, data: Arc::new(data), draft: false, signature: None }
}

fn in_words(text: &str, data: Arc<Vec<u8>>) -> Part {
    Part::Other(json!({ "text": text }), Some(Blob::new(data)))
}

fn elsewhere(answer: &mut Answer, part: impl Fn(&str) -> Value) {
    replace_images(answer, |mime, _| Part::Other(part(mime), None));
}

fn is_image(part: &Part) -> bool {
    matches!(part, Part::Image { .. })
}

fn replace_images(answer: &mut Answer, change: impl Fn(&'static str, Arc<Vec<u8>>) -> Part) {
    for part in &mut answer.parts {
        if let Part::Image { mime, data, .. } = part {
            *part = change(mime, Arc::clone(data));
        }
    }
}

/// The first picture of the answer in other colours.
fn variant(answer: &Answer, color_adjustment: fn([u8; 3]) -> [u8; 3], is_draft: bool) -> Option<Part> {
    let Part::Image { mime, data, signature, .. } = answer.parts.iter().find(|part| is_image(part))? else {
        return None;
    };
    let mut picture = decode(data)?;
    picture.map(color_adjustment);
    let data = if *mime == "image/png" { encode_png(&picture) } else { encode_jpeg(&picture) };
    let signature = signature.clone().filter(|_| !is_draft);
    Some(Part::Image { mime, data: Arc::new(data), draft: is_draft, signature })
}
