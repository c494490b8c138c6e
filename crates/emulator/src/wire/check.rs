//! Validates a JSON body against the schema as a proto3 JSON parser does: it accepts both cases of a name, numbers as
//! strings, and a single value for a list, and reports every unknown field.

use base64::Engine;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use serde_json::{Map, Value};

use super::schema::{Field, Kind};

const LENIENT: GeneralPurposeConfig = GeneralPurposeConfig::new()
    .with_decode_padding_mode(DecodePaddingMode::Indifferent)
    .with_decode_allow_trailing_bits(true);
const STANDARD: GeneralPurpose = GeneralPurpose::new(&alphabet::STANDARD, LENIENT);
const URL_SAFE: GeneralPurpose = GeneralPurpose::new(&alphabet::URL_SAFE, LENIENT);

/// An invalid field and the message about it.
pub type Violation = (String, String);

/// Returns the body in camelCase with every field of the right type, or all violations.
pub fn canonical(body: &Value, fields: &[Field]) -> Result<Map<String, Value>, Vec<Violation>> {
    let mut reader = Reader { violations: Vec::new() };
    let message = reader.message(body, fields, "");
    if reader.violations.is_empty() { Ok(message) } else { Err(reader.violations) }
}

/// Decodes base64 in either alphabet, with or without padding.
pub fn decode_base64(text: &str) -> Option<Vec<u8>> {
    let engine = if text.contains(['-', '_']) { &URL_SAFE } else { &STANDARD };
    engine.decode(text).ok()
}

struct Reader {
    violations: Vec<Violation>,
}

impl Reader {
    fn message(&mut self, value: &Value, fields: &[Field], path: &str) -> Map<String, Value> {
        let mut message = Map::new();
        let Some(object) = value.as_object() else {
            self.wrong_type(path, "type.googleapis.com/google.ai.generativelanguage.v1beta.Message", value);
            return message;
        };
        for (key, value) in object {
            match fields.iter().find(|field| field.name == key || snake(field.name) == *key) {
                None => self.unknown_name(key, path),
                Some(_) if value.is_null() => {}
                Some(field) => {
                    let value = self.field(value, field, &join(path, field.name));
                    message.insert(field.name.to_owned(), value);
                }
            }
        }
        message
    }

    fn field(&mut self, value: &Value, field: &Field, path: &str) -> Value {
        match (field.repeated, value) {
            (true, Value::Array(items)) => {
                let item = |(index, item)| self.value(item, &field.kind, &format!("{path}[{index}]"));
                Value::Array(items.iter().enumerate().map(item).collect())
            }
            (true, single) => Value::Array(vec![self.value(single, &field.kind, &format!("{path}[0]"))]),
            (false, Value::Array(_)) if !matches!(field.kind, Kind::Anything) => {
                let (parent, _) = path.rsplit_once('.').unwrap_or(("", path));
                let complaint = format!(
                    "Invalid JSON payload received. Unknown name \"{}\"{}: Proto field is not repeating, cannot start list.",
                    field.name,
                    at(parent)
                );
                self.violations.push((parent.to_owned(), complaint));
                Value::Null
            }
            (false, value) => self.value(value, &field.kind, path),
        }
    }

    fn value(&mut self, value: &Value, kind: &Kind, path: &str) -> Value {
        match (kind, value) {
            (Kind::Anything, value) => value.clone(),
            (Kind::Message(fields), value) => Value::Object(self.message(value, fields, path)),
            (Kind::Text, Value::String(_)) | (Kind::Flag, Value::Bool(_)) => value.clone(),
            (Kind::Bytes, Value::String(text)) => self.bytes(value, text, path),
            (Kind::Float, value) => self.float(value, path),
            (Kind::Integer, value) => self.integer(value, path),
            (Kind::Choice(name, choices), value) => self.choice(value, name, choices, path),
            (Kind::Text, _) => self.wrong_type(path, "TYPE_STRING", value),
            (Kind::Flag, _) => self.wrong_type(path, "TYPE_BOOL", value),
            (Kind::Bytes, _) => self.wrong_type(path, "TYPE_BYTES", value),
        }
    }

    fn bytes(&mut self, value: &Value, text: &str, path: &str) -> Value {
        if decode_base64(text).is_some() {
            return value.clone();
        }
        let shown: String = text.chars().take(40).collect();
        let complaint =
            format!("Invalid value at '{path}' (TYPE_BYTES), Base64 decoding failed for \"{shown}\"");
        self.violations.push((path.to_owned(), complaint));
        Value::Null
    }

    fn float(&mut self, value: &Value, path: &str) -> Value {
        match number(value) {
            Some(number) => Value::from(number),
            None => self.wrong_type(path, "TYPE_FLOAT", value),
        }
    }

    fn integer(&mut self, value: &Value, path: &str) -> Value {
        match number(value) {
            Some(number) if number.fract() == 0.0 && number.abs() <= f64::from(i32::MAX) + 1.0 => {
                Value::from(number as i64)
            }
            _ => self.wrong_type(path, "TYPE_INT32", value),
        }
    }

    /// Reads an enum value. Names are case-insensitive, and numbers are indices of the list.
    fn choice(&mut self, value: &Value, name: &str, choices: &[&str], path: &str) -> Value {
        let by_name = |text: &str| choices.iter().find(|choice| choice.eq_ignore_ascii_case(text));
        let by_number = |index: u64| choices.get(usize::try_from(index).ok()?);
        match value.as_str().and_then(by_name).or_else(|| value.as_u64().and_then(by_number)) {
            Some(choice) => Value::from(*choice),
            None => self.wrong_type(
                path,
                &format!("type.googleapis.com/google.ai.generativelanguage.v1beta.{name}"),
                value,
            ),
        }
    }

    fn wrong_type(&mut self, path: &str, kind: &str, value: &Value) -> Value {
        let shown = match value {
            Value::Object(_) | Value::Array(_) => "Starting an object on a scalar field".to_owned(),
            scalar => scalar.to_string().chars().take(80).collect(),
        };
        self.violations.push((path.to_owned(), format!("Invalid value at '{path}' ({kind}), {shown}")));
        Value::Null
    }

    fn unknown_name(&mut self, name: &str, path: &str) {
        let complaint =
            format!("Invalid JSON payload received. Unknown name \"{name}\"{}: Cannot find field.", at(path));
        self.violations.push((path.to_owned(), complaint));
    }
}

fn number(value: &Value) -> Option<f64> {
    value.as_f64().or_else(|| value.as_str()?.parse().ok()).filter(|number: &f64| number.is_finite())
}

fn at(path: &str) -> String {
    if path.is_empty() { String::new() } else { format!(" at '{path}'") }
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() { snake(name) } else { format!("{path}.{}", snake(name)) }
}

/// Converts a name such as `imageConfig` to `image_config`.
pub fn snake(name: &str) -> String {
    let mut snake = String::with_capacity(name.len() + 4);
    for letter in name.chars() {
        if letter.is_ascii_uppercase() {
            snake.push('_');
        }
        snake.push(letter.to_ascii_lowercase());
    }
    snake
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::wire::schema::REQUEST;
    use serde_json::json;

    fn complaints(body: Value) -> Vec<String> {
        canonical(&body, REQUEST).unwrap_err().into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn both_cases_single_values_and_numbers_in_strings_are_understood() {
        let body = json!({
            "contents": { "parts": { "text": "x", "inline_data": { "mime_type": "image/png", "data": "_-8" } } },
            "generation_config": { "temperature": "0.5", "response_modalities": ["Image"], "imageConfig": { "aspect_ratio": "1:1" } }
        });
        let read = Value::Object(canonical(&body, REQUEST).unwrap());
        assert_eq!(read["contents"][0]["parts"][0]["inlineData"]["mimeType"], "image/png");
        assert_eq!(read["generationConfig"]["temperature"], 0.5);
        assert_eq!(read["generationConfig"]["responseModalities"][0], "IMAGE");
        assert_eq!(read["generationConfig"]["imageConfig"]["aspectRatio"], "1:1");
    }

    #[test]
    fn unknown_names_are_named_with_their_place() {
        let body = json!({ "foo": 1, "generationConfig": { "imageConfig": { "ratio": "1:1" } } });
        assert_eq!(
            complaints(body),
            [
                "Invalid JSON payload received. Unknown name \"foo\": Cannot find field.",
                "Invalid JSON payload received. Unknown name \"ratio\" at 'generation_config.image_config': Cannot find field.",
            ]
        );
    }

    #[test]
    fn wrong_types_are_named_with_the_given_type() {
        let cases = [
            (
                json!({ "generationConfig": { "temperature": "hot" } }),
                "Invalid value at 'generation_config.temperature' (TYPE_FLOAT), \"hot\"",
            ),
            (
                json!({ "generationConfig": { "seed": 1.5 } }),
                "Invalid value at 'generation_config.seed' (TYPE_INT32), 1.5",
            ),
            (
                json!({ "contents": [{ "parts": [{ "text": 5 }] }] }),
                "Invalid value at 'contents[0].parts[0].text' (TYPE_STRING), 5",
            ),
            (
                json!({ "generationConfig": [] }),
                "Invalid JSON payload received. Unknown name \"generationConfig\": Proto field is not repeating, cannot start list.",
            ),
        ];
        for (body, complaint) in cases {
            assert_eq!(complaints(body), [complaint]);
        }
    }

    #[test]
    fn broken_base64_is_refused_at_its_place() {
        let body = json!({ "contents": [{ "parts": [{ "inlineData": { "mimeType": "image/png", "data": "not base64!" } }] }] });
        let complaint = &complaints(body)[0];
        assert!(complaint.starts_with(
            "Invalid value at 'contents[0].parts[0].inline_data.data' (TYPE_BYTES), Base64 decoding failed"
        ));
    }
}
