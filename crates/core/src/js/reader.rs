//! Reads the members of a JS object one by one, and remembers every one that is not what it should be.

use super::values;
use js_sys::{Function, JSON, Reflect};
use tintype_protocol::json::{Map, Value};
use tintype_protocol::request::Problems;
use wasm_bindgen::{JsCast, JsValue};

/// Reads one object.
pub struct Reader<'a> {
    object: &'a JsValue,
    /// Put before the names of members, such as `retry.`.
    prefix: &'static str,
    problems: &'a mut Problems,
}

impl<'a> Reader<'a> {
    /// For `object`, whose members are called `prefix` and their name in messages.
    pub fn new(object: &'a JsValue, prefix: &'static str, problems: &'a mut Problems) -> Self {
        Self { object, prefix, problems }
    }

    /// A member that is neither `undefined` nor `null`.
    pub fn get(&mut self, name: &str) -> Option<JsValue> {
        match Reflect::get(self.object, &name.into()) {
            Ok(value) if value.is_undefined() || value.is_null() => None,
            Ok(value) => Some(value),
            Err(_) => self.refuse(name, "cannot be read"),
        }
    }

    /// A string.
    pub fn string(&mut self, name: &str) -> Option<String> {
        let value = self.get(name)?;
        value.as_string().or_else(|| self.refuse(name, "must be a string"))
    }

    /// A number; `NaN` is none.
    pub fn number(&mut self, name: &str) -> Option<f64> {
        let value = self.get(name)?;
        value.as_f64().filter(|number| !number.is_nan()).or_else(|| self.refuse(name, "must be a number"))
    }

    /// A boolean.
    pub fn flag(&mut self, name: &str) -> Option<bool> {
        let value = self.get(name)?;
        value.as_bool().or_else(|| self.refuse(name, "must be true or false"))
    }

    /// A number of at least 0.
    pub fn count(&mut self, name: &str) -> Option<f64> {
        let number = self.number(name)?;
        if number < 0.0 { self.refuse(name, "must not be negative") } else { Some(number) }
    }

    /// A list of strings; one string stands for a list of one.
    pub fn strings(&mut self, name: &str) -> Option<Vec<String>> {
        let value = self.get(name)?;
        if let Some(text) = value.as_string() {
            return Some(vec![text]);
        }
        let list = values::list(&value).and_then(|list| list.iter().map(|item| item.as_string()).collect());
        list.or_else(|| self.refuse(name, "must be a list of strings"))
    }

    /// Anything that JSON can hold.
    pub fn json(&mut self, name: &str) -> Option<Value> {
        let value = self.get(name)?;
        json_of(&value).or_else(|| self.refuse(name, "must be plain JSON"))
    }

    /// A function.
    pub fn function(&mut self, name: &str) -> Option<Function> {
        let value = self.get(name)?;
        value.dyn_into().ok().or_else(|| self.refuse(name, "must be a function"))
    }

    /// Notes that a member is wrong.
    pub fn refuse<T>(&mut self, name: &str, what: &str) -> Option<T> {
        self.problems.add(&format!("{}{name}", self.prefix), what);
        None
    }

    /// The notes of this reader, for a reader of something within.
    pub fn problems(&mut self) -> &mut Problems {
        self.problems
    }
}

/// Deeper than any option; what goes on for ever, goes over it.
const MAX_DEPTH: usize = 64;

/// A JS value as JSON; `None` for functions, cycles and the like. Read here and not by serde, whose errors would bring
/// the formatting of floats into the module.
pub fn json_of(value: &JsValue) -> Option<Value> {
    json_within(value, MAX_DEPTH)
}

fn json_within(value: &JsValue, depth: usize) -> Option<Value> {
    let depth = depth.checked_sub(1)?;
    if value.is_null() || value.is_undefined() {
        return Some(Value::Null);
    }
    if let Some(truth) = value.as_bool() {
        return Some(truth.into());
    }
    if value.as_f64().is_some() {
        return number_of(value);
    }
    if let Some(text) = value.as_string() {
        return Some(text.into());
    }
    if let Some(list) = values::list(value) {
        let mut items = Vec::new();
        for item in list.iter() {
            items.push(json_within(&item, depth)?);
        }
        return Some(Value::Array(items));
    }
    // Functions, symbols and big integers are no JSON.
    if !value.is_object() || value.is_function() {
        return None;
    }
    let mut fields = Map::new();
    for (name, field) in values::entries(value)? {
        // As `JSON.stringify` has it.
        if !field.is_undefined() {
            fields.push(name, json_within(&field, depth)?);
        }
    }
    Some(Value::Object(fields))
}

/// Reads a number as the engine writes it: the float formatting of the standard library is large.
fn number_of(value: &JsValue) -> Option<Value> {
    let text = String::from(JSON::stringify(value).ok()?);
    // Of an infinity and of NaN the engine makes `null`.
    text.parse().ok().map(Value::Number)
}
