//! Conversion from and to the values of `serde_json`, for callers that use it.

use super::number::Number;
use super::value::{Map, Value};
use serde_json::Value as SerdeValue;

impl From<SerdeValue> for Value {
    fn from(value: SerdeValue) -> Self {
        match value {
            SerdeValue::Null => Self::Null,
            SerdeValue::Bool(value) => Self::Bool(value),
            // The text was written by `serde_json`, so it is a valid number.
            SerdeValue::Number(number) => Self::Number(Number::from_measured(&number.to_string())),
            SerdeValue::String(text) => Self::String(text),
            SerdeValue::Array(items) => Self::Array(items.into_iter().map(Self::from).collect()),
            SerdeValue::Object(members) => Self::Object(members.into()),
        }
    }
}

impl From<serde_json::Map<String, SerdeValue>> for Map {
    fn from(members: serde_json::Map<String, SerdeValue>) -> Self {
        members.into_iter().map(|(name, value)| (name, value.into())).collect()
    }
}

/// Converts a number beyond the largest float to `null`, because `serde_json` cannot represent it.
impl From<Value> for SerdeValue {
    fn from(value: Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(value) => Self::Bool(value),
            Value::Number(number) => serde_json::from_str(number.as_str()).map_or(Self::Null, Self::Number),
            Value::String(text) => Self::String(text),
            Value::Array(items) => Self::Array(items.into_iter().map(Self::from).collect()),
            Value::Object(map) => Self::Object(map.into()),
        }
    }
}

/// Keeps the last of several members with the same name.
impl From<Map> for serde_json::Map<String, SerdeValue> {
    fn from(map: Map) -> Self {
        map.into_iter().map(|(name, value)| (name, value.into())).collect()
    }
}

/// Compares by meaning, because `serde_json` sorts members and parses numbers.
impl PartialEq<SerdeValue> for Value {
    fn eq(&self, other: &SerdeValue) -> bool {
        let own: SerdeValue = self.clone().into();
        own == *other
    }
}

impl PartialEq<Value> for SerdeValue {
    fn eq(&self, other: &Value) -> bool {
        other == self
    }
}
