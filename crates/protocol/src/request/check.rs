//! What makes options illegal. Every check adds its problem and goes on: a caller sees all of them at once.

use super::Problems;
use crate::json::Value;
use crate::model::Model;
use crate::options::{Content, Options};

/// More independent requests than anybody means to pay for at once.
const MAX_N: i32 = 100;

/// The name in the request path.
pub fn model_name(name: &str, problems: &mut Problems) {
    let legal = |c: char| c.is_ascii_alphanumeric() || "-._~@/:".contains(c);
    if name.is_empty() {
        problems.add("model", "is empty; leave it out for the default");
    } else if !name.chars().all(legal) || name.contains("..") {
        problems.add("model", "has characters that no model name has");
    }
}

/// Everything else, against what `model` takes.
pub fn options<I>(options: &Options<I>, model: Option<&Model>, problems: &mut Problems) {
    check_content(options, problems);
    check_image_config(options, model, problems);
    check_numbers(options, problems);
    check_shapes(options, problems);
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
    if content.role != "user" && content.role != "model" {
        problems.add(&format!("contents[{at}].role"), "must be \"user\" or \"model\"");
    }
    if content.parts.is_empty() {
        problems.add(&format!("contents[{at}].parts"), "is empty");
    }
    for (part_at, part) in content.parts.iter().enumerate() {
        let says_something = |(name, value): &(String, Value)| {
            !value.is_null() && !["thought", "thoughtSignature", "thought_signature"].contains(&name.as_str())
        };
        if part.image.is_none() && !part.fields.iter().any(says_something) {
            problems
                .add(&format!("contents[{at}].parts[{part_at}]"), "holds nothing; give it text or an image");
        }
        if part.image.is_some() && part.fields.contains_key("inlineData") {
            problems
                .add(&format!("contents[{at}].parts[{part_at}]"), "holds two images; make two parts of it");
        }
    }
}

fn check_image_config<I>(options: &Options<I>, model: Option<&Model>, problems: &mut Problems) {
    if let Some(ratio) = &options.aspect_ratio {
        match model {
            Some(model) if model.ratios.is_empty() => {
                problems.add("aspectRatio", format!("{} takes none; leave it out", model.id));
            }
            Some(model) if !model.ratios.contains(&ratio.as_str()) => {
                problems.add("aspectRatio", format!("{} takes {}", model.id, model.ratios.join(", ")));
            }
            None if ratio.is_empty() => problems.add("aspectRatio", "is empty; leave it out"),
            _ => {}
        }
    }
    if let Some(size) = &options.image_size {
        match model {
            Some(model) if model.sizes.is_empty() => {
                problems.add("imageSize", format!("{} has one fixed size; leave it out", model.id));
            }
            Some(model) if !model.sizes.contains(&size.as_str()) => {
                problems.add("imageSize", format!("{} takes {}", model.id, model.sizes.join(", ")));
            }
            None if size.is_empty() => problems.add("imageSize", "is empty; leave it out"),
            _ => {}
        }
    }
}

fn check_numbers<I>(options: &Options<I>, problems: &mut Problems) {
    // Whole limits: to write a float would cost more than all checks together.
    let mut between = |field: &str, value: Option<f64>, low: i32, high: i32, whole: bool| {
        let is_within = |value: f64| (f64::from(low)..=f64::from(high)).contains(&value);
        let legal = |value: f64| is_within(value) && (!whole || value.fract() == 0.0);
        if value.is_some_and(|value| !legal(value)) {
            let what = if whole { "a whole number" } else { "a number" };
            problems.add(field, format!("must be {what} from {low} to {high}"));
        }
    };
    between("n", options.n, 1, MAX_N, true);
    between("temperature", options.temperature, 0, 2, false);
    between("topP", options.top_p, 0, 1, false);
    between("topK", options.top_k, 1, i32::MAX, true);
    between("seed", options.seed, i32::MIN, i32::MAX, true);
    between("maxOutputTokens", options.max_output_tokens, 1, i32::MAX, true);
    // More than one candidate is refused by every image model, whatever a relay's page says.
    if options.candidate_count.is_some_and(|count| count != 1.0) {
        problems.add("candidateCount", "must be 1 for image models; use n for several pictures");
    }
}

fn check_shapes<I>(options: &Options<I>, problems: &mut Problems) {
    if let Some(modalities) = &options.modalities {
        let known = |name: &String| ["TEXT", "IMAGE"].iter().any(|legal| legal.eq_ignore_ascii_case(name));
        if modalities.is_empty() || !modalities.iter().all(known) {
            problems.add("modalities", "must name TEXT, IMAGE or both");
        }
    }
    if options.stop_sequences.as_ref().is_some_and(|list| list.len() > 5) {
        problems.add("stopSequences", "takes at most 5");
    }
    let mut shape = |field: &str, value: &Option<Value>, legal: fn(&Value) -> bool, what: &str| {
        if value.as_ref().is_some_and(|value| !legal(value)) {
            problems.add(field, format!("must be {what}"));
        }
    };
    shape("safetySettings", &options.safety_settings, Value::is_array, "a list of { category, threshold }");
    shape("tools", &options.tools, Value::is_array, "a list of tools");
    shape("thinking", &options.thinking, Value::is_object, "an object");
    shape("extra", &options.extra, Value::is_object, "an object");
    if options.extra.as_ref().is_some_and(|extra| extra.get("contents").is_some()) {
        problems.add("extra", "cannot hold contents; use the option contents");
    }
}
