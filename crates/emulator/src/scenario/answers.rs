//! Answers that a client has to make sense of.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use crate::answer::{Answer, Part};
use crate::edit::tone;
use crate::picture::{decode, encode_jpeg, encode_png};

pub fn text_only(answer: &mut Answer) {
    answer.parts = vec![Part::Text(
        "I can describe it: a picture of what you asked for. Would you like me to draw it?".to_owned(),
    )];
}

pub fn refused(answer: &mut Answer) {
    answer.parts.clear();
    answer.finish_reason = Some("IMAGE_SAFETY");
    answer.finish_message = Some(
        "Unable to show the generated image. The model could not generate the image because it may violate the usage policy. You will not be charged for blocked images. Try rephrasing the prompt.",
    );
    answer.safety_ratings = vec![
        json!({ "category": "HARM_CATEGORY_SEXUALLY_EXPLICIT", "probability": "MEDIUM", "blocked": true }),
    ];
}

pub fn prompt_blocked(answer: &mut Answer) {
    answer.parts.clear();
    answer.block_reason = Some("PROHIBITED_CONTENT");
}

pub fn no_image(answer: &mut Answer) {
    answer.parts.clear();
    answer.finish_reason = Some("NO_IMAGE");
}

pub fn max_tokens(answer: &mut Answer) {
    answer.parts.clear();
    answer.finish_reason = Some("MAX_TOKENS");
}

pub fn several_images(answer: &mut Answer) {
    let variants: Vec<Part> = [tone::monochrome as fn(_) -> _, tone::sepia]
        .iter()
        .filter_map(|tone| variant(answer, *tone, false))
        .collect();
    let at = answer.parts.iter().position(is_image).unwrap_or(answer.parts.len());
    answer.parts.splice(at..at, variants);
}

pub fn draft_then_final(answer: &mut Answer) {
    let draft = variant(answer, tone::monochrome, true);
    let at = answer.parts.iter().position(is_image).unwrap_or(answer.parts.len());
    answer.parts.splice(at..at, draft);
}

pub fn draft_only(answer: &mut Answer) {
    for part in &mut answer.parts {
        if let Part::Image { draft, signature, .. } = part {
            *draft = true;
            *signature = None;
        }
    }
}

pub fn markdown_image(answer: &mut Answer) {
    replace_images(answer, |mime, data| {
        Part::Text(format!("![image](data:{mime};base64,{})", STANDARD.encode(data)))
    });
}

pub fn remote_image(answer: &mut Answer) {
    replace_images(answer, |_, _| {
        Part::Text("![image](https://images.example/generated/1.png?x=1&y=2)".to_owned())
    });
}

pub fn wrong_label(answer: &mut Answer) {
    for part in &mut answer.parts {
        if let Part::Image { mime, .. } = part {
            *mime = if *mime == "image/png" { "image/jpeg" } else { "image/png" };
        }
    }
}

pub fn broken_image(answer: &mut Answer) {
    replace_images(answer, |mime, _| plain(mime, b"these bytes are no picture at all".to_vec()));
}

pub fn svg_image(answer: &mut Answer) {
    let svg =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"8\"><script>alert(1)</script></svg>";
    replace_images(answer, |_, _| plain("image/png", svg.into()));
}

fn plain(mime: &'static str, data: Vec<u8>) -> Part {
    Part::Image { mime, data, draft: false, signature: None }
}

fn is_image(part: &Part) -> bool {
    matches!(part, Part::Image { .. })
}

fn replace_images(answer: &mut Answer, change: impl Fn(&'static str, &[u8]) -> Part) {
    for part in &mut answer.parts {
        if let Part::Image { mime, data, .. } = part {
            *part = change(mime, data);
        }
    }
}

/// The answer's first picture in another tone.
fn variant(answer: &Answer, tone: fn([u8; 3]) -> [u8; 3], is_draft: bool) -> Option<Part> {
    let Part::Image { mime, data, signature, .. } = answer.parts.iter().find(|part| is_image(part))? else {
        return None;
    };
    let mut picture = decode(data)?;
    picture.map(tone);
    let data = if *mime == "image/png" { encode_png(&picture) } else { encode_jpeg(&picture) };
    let signature = signature.clone().filter(|_| !is_draft);
    Some(Part::Image { mime, data, draft: is_draft, signature })
}
