//! JSON values of any type, and the members of objects.

use super::number::Number;
use std::ops::Index;

/// A JSON value.
///
/// Two values are equal if they are written identically: numbers by their text, objects with their members in order.
///
/// ```
/// use tintype_protocol::json::Value;
///
/// let value: Value = r#"{"seed": 7}"#.parse()?;
/// assert_eq!(value["seed"].as_u64(), Some(7));
/// assert!(value["absent"].is_null());
/// # Ok::<(), tintype_protocol::json::ParseError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Value {
    /// `null`.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, stored as its original text.
    Number(Number),
    /// A string without its quotes and escapes.
    String(String),
    /// A list of values.
    Array(Vec<Value>),
    /// A list of named values.
    Object(Map),
}

/// The value of a member or an item that does not exist.
static NULL: Value = Value::Null;

impl Value {
    /// Returns the member `name` of an object.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Self> {
        self.as_object()?.get(name)
    }

    /// Returns the content of a string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        if let Self::String(text) = self { Some(text) } else { None }
    }

    /// Returns a boolean.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        if let Self::Bool(value) = self { Some(*value) } else { None }
    }

    /// Returns the items of an array.
    #[must_use]
    pub fn as_array(&self) -> Option<&Vec<Self>> {
        if let Self::Array(items) = self { Some(items) } else { None }
    }

    /// Returns the members of an object.
    #[must_use]
    pub fn as_object(&self) -> Option<&Map> {
        if let Self::Object(map) = self { Some(map) } else { None }
    }

    /// Returns a number.
    #[must_use]
    pub fn as_number(&self) -> Option<&Number> {
        if let Self::Number(number) = self { Some(number) } else { None }
    }

    /// Returns a number that is written as a non-negative integer.
    #[must_use]
    pub fn as_u64(&self) -> Option<u64> {
        self.as_number()?.as_u64()
    }

    /// Returns a number that is written as an integer.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        self.as_number()?.as_i64()
    }

    /// Returns the nearest float to a number.
    #[must_use]
    pub fn as_f64(&self) -> Option<f64> {
        self.as_number()?.as_f64()
    }

    /// Returns `true` for `null`.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// Returns `true` for a string.
    #[must_use]
    pub fn is_string(&self) -> bool {
        matches!(self, Self::String(_))
    }

    /// Returns `true` for an array.
    #[must_use]
    pub fn is_array(&self) -> bool {
        matches!(self, Self::Array(_))
    }

    /// Returns `true` for an object.
    #[must_use]
    pub fn is_object(&self) -> bool {
        matches!(self, Self::Object(_))
    }
}

/// Returns the member of an object, or `null` if it does not exist.
impl Index<&str> for Value {
    type Output = Self;

    fn index(&self, name: &str) -> &Self {
        self.get(name).unwrap_or(&NULL)
    }
}

/// Returns the item of an array, or `null` if it does not exist.
impl Index<usize> for Value {
    type Output = Self;

    fn index(&self, at: usize) -> &Self {
        self.as_array().and_then(|items| items.get(at)).unwrap_or(&NULL)
    }
}

/// Returns the member, or `null` if it does not exist.
impl Index<&str> for Map {
    type Output = Value;

    fn index(&self, name: &str) -> &Value {
        self.get(name).unwrap_or(&NULL)
    }
}

impl PartialEq<str> for Value {
    fn eq(&self, text: &str) -> bool {
        self.as_str() == Some(text)
    }
}

impl PartialEq<&str> for Value {
    fn eq(&self, text: &&str) -> bool {
        self.as_str() == Some(text)
    }
}

impl PartialEq<bool> for Value {
    fn eq(&self, value: &bool) -> bool {
        self.as_bool() == Some(*value)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::String(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::String(text)
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<Number> for Value {
    fn from(number: Number) -> Self {
        Self::Number(number)
    }
}

impl From<Map> for Value {
    fn from(map: Map) -> Self {
        Self::Object(map)
    }
}

impl<V: Into<Self>> From<Vec<V>> for Value {
    fn from(items: Vec<V>) -> Self {
        array(items)
    }
}

/// Implements conversion and comparison for integer types.
macro_rules! whole_numbers {
    ($($number:ty)*) => {$(
        impl From<$number> for Value {
            fn from(number: $number) -> Self {
                Self::Number(number.into())
            }
        }

        impl PartialEq<$number> for Value {
            fn eq(&self, number: &$number) -> bool {
                self.as_number() == Some(&Number::from(*number))
            }
        }
    )*};
}

whole_numbers! { i32 u32 i64 u64 }

/// Writes text that parses to the same float, without a point for whole numbers. Infinity and NaN become `null`, as in
/// `JSON.stringify`.
impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Number::from_f64(number).map_or(Self::Null, Self::Number)
    }
}

/// The members of an object, in the order in which they were written.
///
/// A name can occur twice in a text. Both members are stored, because checking every name would take quadratic time for
/// untrusted text. [`get`](Self::get) returns the last one, as `JSON.parse` does.
///
/// ```
/// use tintype_protocol::json::Map;
///
/// let mut map = Map::new();
/// map.insert("topK", 1);
/// map.insert("topK", 64);
/// assert_eq!(map.get("topK").and_then(|value| value.as_u64()), Some(64));
/// assert_eq!(map.len(), 1);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Map(Vec<(String, Value)>);

impl Map {
    /// Creates an object without members.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns the value of a member.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.position(name).map(|at| &self.0[at].1)
    }

    /// Returns a mutable reference to the value of a member.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut Value> {
        self.position(name).map(|at| &mut self.0[at].1)
    }

    /// Returns `true` if there is a member with this name.
    #[must_use]
    pub fn contains_key(&self, name: &str) -> bool {
        self.position(name).is_some()
    }

    /// Adds a member, or replaces its value.
    pub fn insert(&mut self, name: impl Into<String>, value: impl Into<Value>) {
        let name = name.into();
        match self.get_mut(&name) {
            Some(known) => *known = value.into(),
            None => self.push(name, value),
        }
    }

    /// Adds a member without a lookup. The last member with a name takes precedence.
    pub fn push(&mut self, name: impl Into<String>, value: impl Into<Value>) {
        self.0.push((name.into(), value.into()));
    }

    /// Removes every member of this name and returns the value of the last one.
    pub fn remove(&mut self, name: &str) -> Option<Value> {
        let mut removed = None;
        self.0.retain_mut(|(known, value)| {
            let is_kept = known != name;
            if !is_kept {
                removed = Some(std::mem::take(value));
            }
            is_kept
        });
        removed
    }

    /// Returns the number of members.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns `true` for an object without members.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Iterates over names and values.
    pub fn iter(&self) -> std::slice::Iter<'_, (String, Value)> {
        self.0.iter()
    }

    /// Iterates over names and mutable values.
    pub fn iter_mut(&mut self) -> std::slice::IterMut<'_, (String, Value)> {
        self.0.iter_mut()
    }

    fn position(&self, name: &str) -> Option<usize> {
        self.0.iter().rposition(|(known, _)| known == name)
    }
}

impl<'a> IntoIterator for &'a Map {
    type Item = &'a (String, Value);
    type IntoIter = std::slice::Iter<'a, (String, Value)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl IntoIterator for Map {
    type Item = (String, Value);
    type IntoIter = std::vec::IntoIter<(String, Value)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

/// Collects members without lookups, as [`push`](Self::push) does.
impl FromIterator<(String, Value)> for Map {
    fn from_iter<T: IntoIterator<Item = (String, Value)>>(members: T) -> Self {
        Self(members.into_iter().collect())
    }
}

/// Builds an object of these members.
///
/// ```
/// use tintype_protocol::json;
///
/// let setting = json::object([("category", "HARM_CATEGORY_HATE_SPEECH"), ("threshold", "BLOCK_NONE")]);
/// assert_eq!(setting["threshold"], "BLOCK_NONE");
/// ```
#[must_use]
pub fn object<'a, V: Into<Value>>(members: impl IntoIterator<Item = (&'a str, V)>) -> Value {
    let mut map = Map::new();
    for (name, value) in members {
        map.push(name, value);
    }
    Value::Object(map)
}

/// Builds an array of these items.
///
/// ```
/// use tintype_protocol::json;
///
/// assert_eq!(json::array(["TEXT", "IMAGE"]).to_string(), r#"["TEXT","IMAGE"]"#);
/// ```
#[must_use]
pub fn array<V: Into<Value>>(items: impl IntoIterator<Item = V>) -> Value {
    let mut list = Vec::new();
    for item in items {
        list.push(item.into());
    }
    Value::Array(list)
}
