//! Options of the JavaScript API as JSON. A value without a JSON form is an object with one member, which the page
//! replaces.

use super::options::{Input, Made, made};
use crate::choices::Choices;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value, json};
use tintype_protocol::request::options::{Content, InputPart};

/// Returns the options that these bytes choose.
pub fn js_options(bytes: &[u8]) -> Value {
    let Made { model, options, numbers, .. } = made(&mut Choices::new(bytes));
    let images: Vec<_> = options.images.iter().filter_map(|part| part.image.as_ref()).map(image).collect();
    let contents: Vec<_> = options.contents.iter().map(content).collect();
    let members = json!({
        "model": model,
        "prompt": options.prompt,
        "images": (!images.is_empty()).then_some(images),
        "contents": (!contents.is_empty()).then_some(contents),
        "followRemoteImages": options.follow_remote_images,
    });
    let Value::Object(mut members) = members else { return members };
    members.extend(options.settings.into_iter().map(|(name, value)| (name, value.into())));
    for (name, given) in numbers {
        // The number of images is limited, because each request is sent.
        members.insert(name.to_owned(), number(if name == "n" { given.clamp(-2.0, 4.0) } else { given }));
    }
    members.into_iter().filter(|(_, value)| !value.is_null()).collect::<Map<_, _>>().into()
}

fn number(number: f64) -> Value {
    if number.is_finite() { json!(number) } else { json!({ "$number": number.to_string() }) }
}

fn image(Input(bytes): &Input) -> Value {
    json!({ "$bytes": STANDARD.encode(bytes) })
}

fn content(content: &Content<Input>) -> Value {
    json!({ "role": content.role, "parts": content.parts.iter().map(part).collect::<Vec<_>>() })
}

fn part(part: &InputPart<Input>) -> Value {
    let mut fields = part.fields.clone();
    if let Some(found) = &part.image {
        fields.insert("inlineData", json!({ "mimeType": "image/png", "data": image(found) }));
    }
    Value::Object(fields.into())
}
