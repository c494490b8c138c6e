//! Everything of a request's body but `contents`. camelCase alone: relays drop some snake_case keys without
//! a word.

use crate::json::{self, Map, Value};
use crate::options::Options;

/// The fields as on the wire, `extra` merged in last.
pub fn of<I>(options: &Options<I>) -> Map {
    // A part of no text is refused.
    let system = options.system_instruction.as_ref().filter(|text| !text.trim().is_empty());
    let mut body = object([
        ("systemInstruction", system.map(|text| instruction(text))),
        ("safetySettings", options.safety_settings.clone()),
        ("tools", options.tools.clone()),
        ("generationConfig", Some(Value::Object(generation_config(options)))),
    ]);
    if let Some(Value::Object(extra)) = &options.extra {
        merge(&mut body, extra);
    }
    body
}

/// Whether the answer should hold an image, `extra` having had its say.
pub fn ask_for_image(fields: &Map) -> bool {
    let config = fields.get("generationConfig");
    let modalities = config.and_then(|config| config.get("responseModalities")).and_then(Value::as_array);
    let is_image = |name: &Value| name.as_str().is_some_and(|name| name.eq_ignore_ascii_case("IMAGE"));
    modalities.is_none_or(|list| list.iter().any(is_image))
}

fn generation_config<I>(options: &Options<I>) -> Map {
    let modalities: Vec<_> = match &options.modalities {
        Some(list) => list.iter().map(|name| name.to_ascii_uppercase()).collect(),
        None => vec!["TEXT".to_owned(), "IMAGE".to_owned()],
    };
    let image_config = object([
        ("aspectRatio", options.aspect_ratio.clone().map(Value::from)),
        ("imageSize", options.image_size.clone().map(Value::from)),
    ]);
    object([
        ("responseModalities", Some(modalities.into())),
        ("imageConfig", (!image_config.is_empty()).then_some(Value::Object(image_config))),
        ("temperature", options.temperature.map(Value::from)),
        ("topP", options.top_p.map(Value::from)),
        ("topK", options.top_k.map(Value::from)),
        ("seed", options.seed.map(Value::from)),
        ("maxOutputTokens", options.max_output_tokens.map(Value::from)),
        ("stopSequences", options.stop_sequences.clone().map(Value::from)),
        ("candidateCount", options.candidate_count.map(Value::from)),
        ("thinkingConfig", options.thinking.clone()),
    ])
}

/// Writes a system prompt as a turn.
fn instruction(text: &str) -> Value {
    json::object([("parts", json::array([json::object([("text", text)])]))])
}

/// Collects the fields that are set.
fn object<const N: usize>(fields: [(&str, Option<Value>); N]) -> Map {
    let mut object = Map::new();
    for (name, value) in fields {
        if let Some(value) = value {
            object.push(name, value);
        }
    }
    object
}

fn merge(target: &mut Map, extra: &Map) {
    // Looked up among the fields of the target alone, which are few; `extra` may have any number.
    let mut added = Map::new();
    for (name, value) in extra {
        match (target.get_mut(name), value) {
            (Some(Value::Object(inner)), Value::Object(more)) => merge(inner, more),
            (Some(known), value) => *known = value.clone(),
            (None, value) => added.push(name.as_str(), value.clone()),
        }
    }
    for (name, value) in added {
        target.push(name, value);
    }
}
