//! Tracks the nesting of objects and keys, which determines the role of the next string.

use super::error::ExtractError;

/// The maximum nesting depth, deeper than any answer and below the limit of the JSON parser.
const MAX_DEPTH: usize = 100;
/// The number of bytes stored of a key. It exceeds all relevant keys, so a truncated key never equals one of them.
const MAX_KEY: usize = 16;

/// The keys that determine the role of a string.
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
    /// Any other string.
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

/// The stack of open objects and arrays.
#[derive(Debug, Default)]
pub struct Nesting(Vec<Container>);

impl Nesting {
    /// Returns `true` outside of any document.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Opens an object or an array.
    pub fn open(&mut self, is_object: bool) -> Result<(), ExtractError> {
        if self.0.len() == MAX_DEPTH {
            return Err(ExtractError::Malformed);
        }
        let entered_by = self.0.last().map_or(Key::Other, |parent| parent.key);
        self.0.push(Container { is_object, entered_by, key: Key::Other, expects_key: is_object });
        Ok(())
    }

    /// Closes the innermost object or array.
    pub fn close(&mut self, is_object: bool) -> Result<(), ExtractError> {
        match self.0.pop() {
            Some(container) if container.is_object == is_object => Ok(()),
            _ => Err(ExtractError::Malformed),
        }
    }

    /// Sets whether the next string of an object is a key.
    pub fn expect_key(&mut self, expects_key: bool) {
        if let Some(container) = self.0.last_mut() {
            container.expects_key = expects_key && container.is_object;
        }
    }

    /// Sets the key of the value that follows.
    pub fn set_key(&mut self, name: &[u8]) {
        if let Some(container) = self.0.last_mut() {
            container.key = Key::of(name);
        }
    }

    /// Returns the role of a string that begins now.
    pub fn role(&self) -> Role {
        match self.0.last() {
            Some(container) if container.expects_key => Role::Key,
            Some(Container { key: Key::Data, entered_by: Key::InlineData, .. }) => Role::ImageData,
            Some(Container { key: Key::Text, .. }) => Role::Text,
            _ => Role::Other,
        }
    }
}

/// Appends a byte to a key, up to the length that is needed to recognise the key.
pub fn push_key_byte(name: &mut Vec<u8>, byte: u8) {
    if name.len() < MAX_KEY {
        name.push(byte);
    }
}
