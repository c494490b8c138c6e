//! Builds all fields of a request's body except `contents`. Writes only camelCase, because relays silently drop some
//! snake_case keys.

use super::table::{Kind, Place, TABLE, texts};
use crate::json::{self, Map, Value};

/// Returns the fields in wire format, with `extra` merged in last.
pub fn of(settings: &Map) -> Map {
    let (mut body, mut config, mut image) = (Map::new(), Map::new(), Map::new());
    if !settings.contains_key("modalities") {
        config.push("responseModalities", json::array(["TEXT", "IMAGE"]));
    }
    for row in TABLE {
        let Some(value) = settings.get(row.name) else { continue };
        match row.place {
            Place::Body("systemInstruction") => add_instruction(value, &mut body),
            Place::Body(name) => body.push(name, value.clone()),
            Place::Config(name) => config.push(name, on_the_wire(row.kind, value)),
            Place::ImageConfig(name) => image.push(name, value.clone()),
            Place::Call => {}
        }
    }
    if !image.is_empty() {
        config.push("imageConfig", Value::Object(image));
    }
    body.push("generationConfig", Value::Object(config));
    if let Some(Value::Object(extra)) = settings.get("extra") {
        merge(&mut body, extra);
    }
    body
}

/// Converts a value to its wire format: a single text becomes a list, and names become upper case.
fn on_the_wire(kind: Kind, value: &Value) -> Value {
    match (kind, texts(value)) {
        (Kind::Names(..) | Kind::Texts(..), Some(list)) => {
            let is_name = matches!(kind, Kind::Names(..));
            let written = |text: &&str| if is_name { text.to_ascii_uppercase() } else { (*text).to_owned() };
            json::array(list.iter().map(written))
        }
        _ => value.clone(),
    }
}

/// Returns `true` if the answer should contain an image, according to the fields with `extra` merged in.
pub fn expect_image(fields: &Map) -> bool {
    let config = fields.get("generationConfig");
    let modalities = config.and_then(|config| config.get("responseModalities")).and_then(Value::as_array);
    let is_image = |name: &Value| name.as_str().is_some_and(|name| name.eq_ignore_ascii_case("IMAGE"));
    modalities.is_none_or(|list| list.iter().any(is_image))
}

/// Adds a system prompt as a turn. Omits a blank one, because the service refuses a part without text.
fn add_instruction(value: &Value, body: &mut Map) {
    if value.as_str().is_some_and(|text| !text.trim().is_empty()) {
        let part = json::object([("text", value.clone())]);
        body.push("systemInstruction", json::object([("parts", json::array([part]))]));
    }
}

fn merge(target: &mut Map, extra: &Map) {
    // New names are collected first, so that lookups search only the original fields of the target. Those are few,
    // while `extra` may have any number.
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
