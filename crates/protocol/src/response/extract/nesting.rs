//! Tracks the nesting of objects and keys, which determines the role of the next string.

use super::error::ExtractError;

/// Deeper than any answer, and shallower than the bound of the JSON parser.
const MAX_DEPTH: usize = 100;
/// Longer than any key that matters; the rest of a key only has to differ from those.
const MAX_KEY: usize = 16;

/// The keys that matter here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Key {
    InlineData,
    Data,
    Text,
    #[default]
    Other,
}

impl Key {
    fn of(name: &[u8]) -> Self {
        match name {
            b"inlineData" | b"inline_data" => Self::InlineData,
            b"data" => Self::Data,
            b"text" => Self::Text,
            _ => Self::Other,
        }
    }
}

/// The purpose of a string.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The name of a field.
    Key,
    /// The value of `inlineData.data`.
    ImageData,
    /// The value of `text`.
    Text,
    /// Anything else.
    Other,
}

#[derive(Debug)]
struct Container {
    is_object: bool,
    /// The key that this container is the value of.
    entered_by: Key,
    key: Key,
    expects_key: bool,
}

/// The objects and arrays that are open.
#[derive(Debug, Default)]
pub struct Nesting(Vec<Container>);

impl Nesting {
    /// True outside of any document.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// An object or an array begins.
    pub fn open(&mut self, is_object: bool) -> Result<(), ExtractError> {
        if self.0.len() == MAX_DEPTH {
            return Err(ExtractError::Malformed);
        }
        let entered_by = self.0.last().map_or(Key::Other, |parent| parent.key);
        self.0.push(Container { is_object, entered_by, key: Key::Other, expects_key: is_object });
        Ok(())
    }

    /// The innermost object or array ends.
    pub fn close(&mut self, is_object: bool) -> Result<(), ExtractError> {
        match self.0.pop() {
            Some(container) if container.is_object == is_object => Ok(()),
            _ => Err(ExtractError::Malformed),
        }
    }

    /// Whether the next string of an object is a key.
    pub fn expect_key(&mut self, expects_key: bool) {
        if let Some(container) = self.0.last_mut() {
            container.expects_key = expects_key && container.is_object;
        }
    }

    /// A key was read whole.
    pub fn set_key(&mut self, name: &[u8]) {
        if let Some(container) = self.0.last_mut() {
            container.key = Key::of(name);
        }
    }

    /// The purpose of a string that opens now.
    pub fn role(&self) -> Role {
        match self.0.last() {
            Some(container) if container.expects_key => Role::Key,
            Some(Container { key: Key::Data, entered_by: Key::InlineData, .. }) => Role::ImageData,
            Some(Container { key: Key::Text, .. }) => Role::Text,
            _ => Role::Other,
        }
    }
}

/// Keeps as much of a key as it takes to know it.
pub fn push_key_byte(name: &mut Vec<u8>, byte: u8) {
    if name.len() < MAX_KEY {
        name.push(byte);
    }
}
