//! Reads the members of an object one by one, and collects the problem of every invalid member.

use tintype_protocol::json::{Map, Value};
use tintype_protocol::request::Problems;

/// A reader of one object.
pub struct Reader<'a> {
    object: &'a Map,
    /// The prefix of member names in messages, such as `retry.`.
    prefix: &'static str,
    problems: &'a mut Problems,
}

impl<'a> Reader<'a> {
    /// Creates a reader for `object`. Messages call a member by `prefix` and its name.
    pub fn new(object: &'a Map, prefix: &'static str, problems: &'a mut Problems) -> Self {
        Self { object, prefix, problems }
    }

    /// Returns a member unless it is `null`.
    pub fn get(&self, name: &str) -> Option<&'a Value> {
        self.object.get(name).filter(|value| !value.is_null())
    }

    /// Reads a string.
    pub fn string(&mut self, name: &str) -> Option<String> {
        let value = self.get(name)?;
        value.as_str().map(str::to_owned).or_else(|| self.refuse(name, "must be a string"))
    }

    /// Reads a boolean.
    pub fn flag(&mut self, name: &str) -> Option<bool> {
        let value = self.get(name)?;
        value.as_bool().or_else(|| self.refuse(name, "must be true or false"))
    }

    /// Reads a number of at least 0.
    pub fn count(&mut self, name: &str) -> Option<f64> {
        let Some(number) = self.get(name)?.as_f64() else { return self.refuse(name, "must be a number") };
        if number < 0.0 { self.refuse(name, "must not be negative") } else { Some(number) }
    }

    /// Records that a member is invalid.
    pub fn refuse<T>(&mut self, name: &str, what: &str) -> Option<T> {
        let mut field = self.prefix.to_owned();
        field.push_str(name);
        self.problems.add(&field, what);
        None
    }

    /// Returns the problems so far, for the reader of a nested object.
    pub fn problems(&mut self) -> &mut Problems {
        self.problems
    }
}
