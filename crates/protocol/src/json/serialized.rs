//! Serde support for JSON values, for self-describing formats such as JSON.

use super::number::Number;
use super::value::{Map, Value};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::collections::HashMap;
use std::fmt;

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Number(number) => number.serialize(serializer),
            Self::String(text) => serializer.serialize_str(text),
            Self::Array(items) => items.serialize(serializer),
            Self::Object(map) => map.serialize(serializer),
        }
    }
}

/// Serializes a number. Beyond the largest float it becomes `null`, because few formats can represent it.
impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match (self.as_u64(), self.as_i64(), self.as_f64()) {
            (Some(number), ..) => serializer.serialize_u64(number),
            (_, Some(number), _) => serializer.serialize_i64(number),
            (.., Some(number)) => serializer.serialize_f64(number),
            _ => serializer.serialize_unit(),
        }
    }
}

/// Serializes only the last of several members with the same name.
impl Serialize for Map {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let last: HashMap<&str, usize> =
            self.iter().enumerate().map(|(at, (name, _))| (name.as_str(), at)).collect();
        let mut map = serializer.serialize_map(Some(last.len()))?;
        for (at, (name, value)) in self.iter().enumerate() {
            if last.get(name.as_str()) == Some(&at) {
                map.serialize_entry(name, value)?;
            }
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

impl<'de> Deserialize<'de> for Map {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Value::deserialize(deserializer)? {
            Value::Object(map) => Ok(map),
            _ => Err(D::Error::custom("must be an object")),
        }
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Value::deserialize(deserializer)? {
            Value::Number(number) => Ok(number),
            _ => Err(D::Error::custom("must be a number")),
        }
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        Value::deserialize(deserializer)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        while let Some((name, value)) = members.next_entry::<String, Value>()? {
            map.push(name, value);
        }
        Ok(map.into())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn written(text: &str) -> String {
        serde_json::to_string(&text.parse::<Value>().unwrap()).unwrap()
    }

    #[test]
    fn values_are_written_and_read_as_they_are() {
        for text in [
            "null",
            "true",
            "-7",
            "18446744073709551615",
            "1.5",
            r#""wörds \n""#,
            r#"[1,[],{"b":null,"a":[false]}]"#,
        ] {
            assert_eq!(written(text), text);
            assert_eq!(serde_json::from_str::<Value>(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn a_number_beyond_all_floats_is_null_and_the_last_member_of_a_name_counts() {
        assert_eq!(written("[1e400]"), "[null]");
        assert_eq!(written(r#"{"a":1,"b":2,"a":3}"#), r#"{"b":2,"a":3}"#);
    }

    #[test]
    fn objects_and_numbers_are_no_other_values() {
        assert!(serde_json::from_str::<Map>(r#"{"a":1}"#).is_ok());
        assert!(serde_json::from_str::<Map>("[1]").is_err());
        assert_eq!(serde_json::from_str::<Number>("-1.5").unwrap().as_str(), "-1.5");
        assert!(serde_json::from_str::<Number>("\"1\"").is_err());
    }
}
