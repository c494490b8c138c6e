//! JSON inside an error message: after a prefix, escaped again, truncated, or as a Python literal.
//!
//! Relays pass on an upstream's error as text. The JSON parser rejects the damaged forms, and a crate that repairs JSON
//! is larger than all other error handling, so this module reads as much as it can.

use crate::json::{self, Map, Value};
use crate::text::{among, cut, hex, joined, squeezed};

/// The maximum nesting depth, deeper than any error. It bounds the stack for a body of nothing but brackets.
const MAX_DEPTH: usize = 32;
/// The maximum number of levels at which JSON is escaped within JSON.
const MAX_LEVELS: usize = 8;

/// The documents inside a text, in order, and the words around them.
#[derive(Debug, Default, PartialEq)]
pub struct Embedded {
    /// The text without its documents.
    pub words: String,
    /// The documents, as far as they could be parsed.
    pub documents: Vec<Value>,
}

impl Embedded {
    /// Separates the words of a text from its documents.
    pub fn read(text: &str) -> Self {
        let mut embedded = Self::default();
        embedded.take_apart(text, MAX_LEVELS);
        embedded.words = tidied(&embedded.words);
        embedded
    }

    fn take_apart(&mut self, text: &str, levels: usize) {
        let mut reader = Reader { text, at: 0 };
        let mut begin = 0;
        while let Some(found) = text[reader.at..].find(among("{[")) {
            let at = reader.at + found;
            let (start, length) = start_of(&text[at..]);
            match start {
                Start::Escaped if levels > 0 => {
                    self.add_words(&text[begin..at]);
                    return self.take_apart(&unescaped(&text[at..]), levels - 1);
                }
                Start::Document => {
                    self.add_words(&text[begin..at]);
                    reader.at = at;
                    let value = reader.value(0);
                    match value.as_ref().and_then(names_of).filter(|_| !self.words.trim().is_empty()) {
                        Some(names) => self.words.push_str(&names),
                        None => self.documents.extend(value),
                    }
                    begin = reader.at;
                }
                _ => reader.at = at + length,
            }
        }
        self.add_words(&text[begin..]);
    }

    fn add_words(&mut self, words: &str) {
        // The space prevents two chunks from joining a bracket and a quote that do not belong together.
        if !words.starts_with(among(".,;")) {
            self.words.push(' ');
        }
        self.words.push_str(words);
    }
}

/// Joins the items of a list that belongs to a sentence, as in `supported types are: ['image/png', 'image/jpeg']`.
fn names_of(value: &Value) -> Option<String> {
    let mut names = Vec::new();
    for item in value.as_array()? {
        names.push(item.as_str().filter(|name| !name.contains(among("{}[]\"'\\")))?);
    }
    Some(joined(&names, ", ")).filter(|names| !names.is_empty())
}

/// The kind of content that begins with a bracket.
#[derive(Clone, Copy)]
enum Start {
    Document,
    /// A document whose quotes or line breaks are escaped.
    Escaped,
    Words,
}

/// Classifies the brackets at the beginning of a text, and returns their length.
fn start_of(text: &str) -> (Start, usize) {
    let inner = text.trim_start_matches(|character: char| character == '[' || character.is_whitespace());
    let object = inner.strip_prefix('{');
    let rest = object.unwrap_or(inner).trim_start();
    let unescaped = rest.trim_start_matches(among("\\"));
    let start = match unescaped.chars().next() {
        Some('"' | '\'') if unescaped.len() == rest.len() => Start::Document,
        Some('"' | '\'' | 'n' | 'r' | 't') if unescaped.len() < rest.len() => Start::Escaped,
        Some('}') if object.is_some() => Start::Document,
        _ => Start::Words,
    };
    (start, text.len() - object.unwrap_or(inner).len())
}

/// Removes the white space, quotes and punctuation that introduced a document.
fn tidied(words: &str) -> String {
    let words = squeezed(words);
    words.trim_matches(among(" \"',:-")).to_owned()
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn peek(&mut self) -> Option<char> {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start().len();
        self.text[self.at..].chars().next()
    }

    /// Parses a value as far as possible. Returns `None` at the end of the text or if no value begins there.
    fn value(&mut self, depth: usize) -> Option<Value> {
        match self.peek()? {
            '{' | '[' if depth == MAX_DEPTH => None,
            '{' => Some(Value::Object(self.object(depth))),
            '[' => Some(Value::Array(self.array(depth))),
            quote @ ('"' | '\'') => Some(Value::String(self.string(quote))),
            _ => self.word(),
        }
    }

    fn object(&mut self, depth: usize) -> Map {
        let mut fields = Map::new();
        self.at += 1;
        while let Some(character) = self.peek() {
            match character {
                ',' => self.at += 1,
                quote @ ('"' | '\'') => {
                    let name = self.string(quote);
                    if self.peek() != Some(':') {
                        break;
                    }
                    self.at += 1;
                    let Some(value) = self.value(depth + 1) else { break };
                    fields.push(name, value);
                }
                '}' => {
                    self.at += 1;
                    break;
                }
                _ => break,
            }
        }
        fields
    }

    fn array(&mut self, depth: usize) -> Vec<Value> {
        let mut items = Vec::new();
        self.at += 1;
        while let Some(character) = self.peek() {
            match character {
                ',' => self.at += 1,
                ']' => {
                    self.at += 1;
                    break;
                }
                _ => match self.value(depth + 1) {
                    Some(item) => items.push(item),
                    None => break,
                },
            }
        }
        items
    }

    /// Parses a string up to a quote that is followed by JSON syntax, because relays forget to escape the quotes of a
    /// message.
    fn string(&mut self, quote: char) -> String {
        self.at += 1;
        let start = self.at;
        let mut is_escaped = false;
        for (at, character) in self.text[start..].char_indices() {
            let end = start + at;
            if !is_escaped && character == quote {
                let rest = self.text[end + 1..].trim_start();
                if rest.is_empty() || rest.starts_with(among(",:}]")) {
                    self.at = end + 1;
                    return unescaped(&self.text[start..end]);
                }
            }
            is_escaped = character == '\\' && !is_escaped;
        }
        self.at = self.text.len();
        unescaped(&self.text[start..])
    }

    /// Parses a number or a keyword, including Python's.
    fn word(&mut self) -> Option<Value> {
        let rest = &self.text[self.at..];
        let end =
            rest.find(|character: char| !character.is_ascii_alphanumeric() && !among("+-._")(character));
        let word = &rest[..end.unwrap_or(rest.len())];
        self.at += word.len();
        let word = match word {
            "" => return None,
            "None" => "null".to_owned(),
            word => word.to_ascii_lowercase(),
        };
        Some(json::parse(&word).unwrap_or(Value::Null))
    }
}

/// Resolves the escape sequences of JSON and Python in a text.
fn unescaped(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((plain, escape)) = cut(rest, "\\") {
        bytes.extend_from_slice(plain.as_bytes());
        let name = escape.chars().next();
        rest = &escape[name.map_or(0, char::len_utf8)..];
        match name {
            Some('n') => bytes.push(b'\n'),
            Some('t') => bytes.push(b'\t'),
            Some('r' | 'b' | 'f') => bytes.push(b' '),
            // Python escapes the bytes of UTF-8.
            Some('x') => bytes.extend(code(&mut rest, 2).and_then(|code| u8::try_from(code).ok())),
            Some('u') => push(&mut bytes, character(&mut rest)),
            Some(other) => push(&mut bytes, other),
            None => {}
        }
    }
    bytes.extend_from_slice(rest.as_bytes());
    String::from_utf8_lossy(&bytes).into_owned()
}

fn push(bytes: &mut Vec<u8>, character: char) {
    bytes.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
}

/// Decodes the character of a `\u` escape or of a surrogate pair.
fn character(rest: &mut &str) -> char {
    let first = code(rest, 4).unwrap_or(0xfffd);
    let mut behind = rest.strip_prefix("\\u").unwrap_or_default();
    let second = code(&mut behind, 4).unwrap_or_default();
    if (0xd800..0xdc00).contains(&first) && (0xdc00..0xe000).contains(&second) {
        *rest = behind;
        return char::from_u32(0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00)).unwrap_or('\u{fffd}');
    }
    char::from_u32(first).unwrap_or('\u{fffd}')
}

/// Parses this number of hexadecimal digits at the beginning of a text and removes them.
fn code(rest: &mut &str, digits: usize) -> Option<u32> {
    let number = hex(rest.get(..digits)?)?;
    *rest = &rest[digits..];
    Some(number)
}

#[cfg(test)]
mod tests;
