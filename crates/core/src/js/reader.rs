//! Reads the members of an object one by one, and remembers every one that is not what it should be.

use tintype_protocol::json::{Map, Value};
use tintype_protocol::request::Problems;

/// Reads one object.
pub struct Reader<'a> {
    object: &'a Map,
    /// Put before the names of members, such as `retry.`.
    prefix: &'static str,
    problems: &'a mut Problems,
}

impl<'a> Reader<'a> {
    /// For `object`, whose members are called `prefix` and their name in messages.
    pub fn new(object: &'a Map, prefix: &'static str, problems: &'a mut Problems) -> Self {
        Self { object, prefix, problems }
    }

    /// A member that is not `null`.
    pub fn get(&self, name: &str) -> Option<&'a Value> {
        self.object.get(name).filter(|value| !value.is_null())
    }

    /// A string.
    pub fn string(&mut self, name: &str) -> Option<String> {
        let value = self.get(name)?;
        value.as_str().map(str::to_owned).or_else(|| self.refuse(name, "must be a string"))
    }

    /// A boolean.
    pub fn flag(&mut self, name: &str) -> Option<bool> {
        let value = self.get(name)?;
        value.as_bool().or_else(|| self.refuse(name, "must be true or false"))
    }

    /// A number of at least 0.
    pub fn count(&mut self, name: &str) -> Option<f64> {
        let Some(number) = self.get(name)?.as_f64() else { return self.refuse(name, "must be a number") };
        if number < 0.0 { self.refuse(name, "must not be negative") } else { Some(number) }
    }

    /// Notes that a member is wrong.
    pub fn refuse<T>(&mut self, name: &str, what: &str) -> Option<T> {
        let mut field = self.prefix.to_owned();
        field.push_str(name);
        self.problems.add(&field, what);
        None
    }

    /// The notes of this reader, for a reader of something within.
    pub fn problems(&mut self) -> &mut Problems {
        self.problems
    }
}
