//! The members of an object.

use super::Value;

/// The members of an object, in the order in which they were written.
///
/// A name can stand in a text twice. Such a member is kept, because looking up every name would take quadratic time in a
/// text that someone else wrote; [`get`](Self::get) returns the last one, as `JSON.parse` does.
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

    /// Returns the value of a member, to change it.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut Value> {
        self.position(name).map(|at| &mut self.0[at].1)
    }

    /// Tests for a member of this name.
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

    /// Adds a member without a look-up: the last one of its name counts.
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

    /// Counts the members.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Tests for an object without members.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Iterates over names and values.
    pub fn iter(&self) -> std::slice::Iter<'_, (String, Value)> {
        self.0.iter()
    }

    /// Iterates over names and values, to change them.
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

/// Collects members without look-ups, as [`push`](Self::push) does.
impl FromIterator<(String, Value)> for Map {
    fn from_iter<T: IntoIterator<Item = (String, Value)>>(members: T) -> Self {
        Self(members.into_iter().collect())
    }
}
