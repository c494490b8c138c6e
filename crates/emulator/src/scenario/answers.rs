//! Unusual answers that a client has to interpret.

use std::sync::Arc;

use serde_json::{Value, json};

use super::behavior::{Behavior, Scenario, ScenarioContext};
use crate::answer::{Answer, Part};
use crate::content::{Blob, PLACEHOLDER};
use crate::painter::{Format, Painter};

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
        Behavior::Variants(several_images),
    )
    .takes(&["count"]),
    Scenario::new(
        "draft-then-final",
        "A picture marked as thought, then the final one.",
        "Drafts are separate from final images.",
        Behavior::Variants(|answer, _, painter| draft_then_final(answer, painter)),
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
            replace_images(answer, |label, data| {
                in_words(&format!("![image](data:{};base64,{PLACEHOLDER})", label.mime()), data)
            });
        }),
    ),
    Scenario::new(
        "data-url",
        "The picture as a data URL that is all of the words.",
        "The picture is found in the words.",
        Behavior::Answer(|answer, _| {
            replace_images(answer, |label, data| {
                in_words(&format!("data:{};base64,{PLACEHOLDER}", label.mime()), data)
            });
        }),
    ),
    Scenario::new(
        "data-prefix",
        "inlineData whose data begins with `data:image/png;base64,`.",
        "The prefix is no part of the picture.",
        Behavior::Answer(|answer, _| {
            replace_images(answer, |label, data| {
                let mime = label.mime();
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
            replace_images(answer, |label, _| plain(label, b"these bytes are no picture at all".to_vec()));
        }),
    ),
    Scenario::new(
        "svg-image",
        "An SVG with a script, labelled as PNG.",
        "SVG never becomes a URL.",
        Behavior::Answer(|answer, _| replace_images(answer, |_, _| plain(Format::Png, SVG.into()))),
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

fn several_images(answer: &mut Answer, context: &ScenarioContext<'_>, painter: &dyn Painter) {
    let others = context.options.count.unwrap_or(3) as usize - 1;
    let variants: Vec<Part> =
        (0..others).map_while(|number| variant(answer, painter, number, false)).collect();
    insert_before_image(answer, variants);
}

fn draft_then_final(answer: &mut Answer, painter: &dyn Painter) {
    let draft = variant(answer, painter, 0, true);
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
        if let Part::Image { label, .. } = part {
            *label = if *label == Format::Png { Format::Jpeg } else { Format::Png };
        }
    }
}

fn plain(label: Format, data: Vec<u8>) -> Part {
    Part::Image { label, data: Arc::new(data), draft: false, signature: None }
}

fn in_words(text: &str, data: Arc<Vec<u8>>) -> Part {
    Part::Other(json!({ "text": text }), Some(Blob::new(data)))
}

fn elsewhere(answer: &mut Answer, part: impl Fn(&str) -> Value) {
    replace_images(answer, |label, _| Part::Other(part(label.mime()), None));
}

fn is_image(part: &Part) -> bool {
    matches!(part, Part::Image { .. })
}

fn replace_images(answer: &mut Answer, change: impl Fn(Format, Arc<Vec<u8>>) -> Part) {
    for part in &mut answer.parts {
        if let Part::Image { label, data, .. } = part {
            *part = change(*label, Arc::clone(data));
        }
    }
}

/// Returns another version of the first picture of the answer.
fn variant(answer: &Answer, painter: &dyn Painter, number: usize, is_draft: bool) -> Option<Part> {
    let Part::Image { label, data, signature, .. } = answer.parts.iter().find(|part| is_image(part))? else {
        return None;
    };
    let data = Arc::new(painter.variant(data, *label, number)?);
    let signature = signature.clone().filter(|_| !is_draft);
    Some(Part::Image { label: *label, data, draft: is_draft, signature })
}
