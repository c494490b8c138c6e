//! Lenient lookups in a service's JSON. Names may be camelCase or snake_case, and `null` counts as absent.

use crate::decimal::whole;
use crate::json::Value;

/// Returns the field `name`, given in camelCase, of an object that may be written in snake_case.
pub fn get<'a>(value: &'a Value, name: &str) -> Option<&'a Value> {
    let present = |name: &str| value.get(name).filter(|value| !value.is_null());
    present(name).or_else(|| present(&snake_case(name)))
}

/// Returns `true` if the field exists, even as `null`.
pub fn has(value: &Value, name: &str) -> bool {
    value.get(name).or_else(|| value.get(&snake_case(name))).is_some()
}

/// Returns a string field.
pub fn string<'a>(value: &'a Value, name: &str) -> Option<&'a str> {
    get(value, name)?.as_str()
}

/// Returns a string field that is not empty.
pub fn text<'a>(value: &'a Value, name: &str) -> Option<&'a str> {
    string(value, name).filter(|text| !text.is_empty())
}

/// Returns a count, which may also be written as a string or a float.
pub fn count(value: &Value, name: &str) -> Option<u64> {
    match get(value, name)? {
        Value::Number(number) => number.truncated(),
        Value::String(text) => whole(text),
        _ => None,
    }
}

/// Returns a boolean field, or `false` if it is absent.
pub fn flag(value: &Value, name: &str) -> bool {
    get(value, name).and_then(Value::as_bool).unwrap_or(false)
}

/// Returns an array field, or an empty slice if it is absent.
pub fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    get(value, name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn snake_case(name: &str) -> String {
    let mut snake = String::with_capacity(name.len() + 4);
    for character in name.chars() {
        if character.is_ascii_uppercase() {
            snake.push('_');
        }
        snake.push(character.to_ascii_lowercase());
    }
    snake
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::json;

    #[test]
    fn reads_either_casing_and_odd_numbers() {
        let value = json!({"finish_reason": "STOP", "total": "7", "part": 3.0, "none": null,
            "inlineData": null, "inline_data": {}});
        assert_eq!(text(&value, "finishReason"), Some("STOP"));
        assert_eq!(count(&value, "total"), Some(7));
        assert_eq!(count(&value, "part"), Some(3));
        assert!(get(&value, "inlineData").is_some());
        assert!(get(&value, "none").is_none() && list(&value, "none").is_empty());
    }
}
