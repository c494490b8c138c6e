//! Checks of options. Every check adds its problem and continues, so that the caller sees all problems at once.

use super::problems::Problems;
use super::table;
use crate::decimal::text_of;
use crate::json::Value;
use crate::model::Model;
use crate::request::options::{Content, Options};
use crate::text::has;

/// Checks the model name, which becomes part of the request path.
pub fn model_name(name: &str, problems: &mut Problems) {
    let legal = |c: char| c.is_ascii_alphanumeric() || (c.is_ascii() && b"-._~@/:".contains(&(c as u8)));
    if name.is_empty() {
        problems.add("model", "is empty; leave it out for the default");
    } else if !name.chars().all(legal) || has(name, "..") {
        problems.add("model", "has characters that no model name has");
    }
}

/// Checks all other options against the limits of `model`.
pub fn options<I>(options: &Options<I>, model: Option<&Model>, problems: &mut Problems) {
    check_content(options, problems);
    table::check(&options.settings, model, problems);
}

fn check_content<I>(options: &Options<I>, problems: &mut Problems) {
    let has_prompt = options.prompt.as_ref().is_some_and(|prompt| !prompt.trim().is_empty());
    let has_short_form = options.prompt.is_some() || !options.images.is_empty();
    if options.contents.is_empty() {
        if !has_prompt && options.images.is_empty() {
            problems.add("prompt", "is missing; say what to draw");
        }
        return;
    }
    if has_short_form {
        problems.add("contents", "cannot be combined with prompt or images; put them into a part");
    }
    for (at, content) in options.contents.iter().enumerate() {
        check_turn(at, content, problems);
    }
    if options.contents.last().is_some_and(|content| content.role == "model") {
        problems.add("contents", "must end with a turn of the user");
    }
}

fn check_turn<I>(at: usize, content: &Content<I>, problems: &mut Problems) {
    let turn = ["contents[", &text_of(at as u64), "]"].concat();
    let parts = [&turn, ".parts"].concat();
    if content.role != "user" && content.role != "model" {
        problems.add(&[&turn, ".role"].concat(), "must be \"user\" or \"model\"");
    }
    if content.parts.is_empty() {
        problems.add(&parts, "is empty");
    }
    for (part_at, part) in content.parts.iter().enumerate() {
        let part_name = [&parts, "[", &text_of(part_at as u64), "]"].concat();
        let has_content = |(name, value): &(String, Value)| {
            !value.is_null() && !["thought", "thoughtSignature", "thought_signature"].contains(&name.as_str())
        };
        if part.image.is_none() && !part.fields.iter().any(has_content) {
            problems.add(&part_name, "holds nothing; give it text or an image");
        }
        if part.image.is_some() && part.fields.contains_key("inlineData") {
            problems.add(&part_name, "holds two images; make two parts of it");
        }
    }
}
