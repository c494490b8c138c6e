//! Finds the root element of an XML document and parses its start tag. No other part of XML is needed. The browser's
//! own parser is unsuitable, because only pages have it and Trusted Types reject text for it.

use crate::text::rfind;
use std::ops::Range;

/// The start tag of an `svg` element that is the root of its document.
#[derive(Debug)]
pub struct Root<'a> {
    /// The offset after the element's name, where an attribute can be inserted.
    pub name_end: usize,
    /// The attributes in order.
    pub attributes: Vec<Attribute<'a>>,
}

/// An attribute of a start tag.
#[derive(Debug)]
pub struct Attribute<'a> {
    /// The name as written, including its prefix.
    pub name: &'a str,
    /// The value as written, without quotes.
    pub value: &'a str,
    quote: char,
    /// The range of name, value and quotes.
    pub range: Range<usize>,
}

impl<'a> Root<'a> {
    /// Parses the beginning of a document. Returns `None` if it is not SVG, or if the tag does not end within `prefix`.
    pub fn find(prefix: &'a [u8]) -> Option<Self> {
        // UTF-16 documents are not supported. The last character may be incomplete.
        let text = match str::from_utf8(prefix) {
            Ok(text) => text,
            Err(error) => str::from_utf8(prefix.get(..error.valid_up_to())?).ok()?,
        };
        let mut cursor = Cursor { text, at: 0 };
        cursor.skip("\u{feff}");
        loop {
            cursor.skip_space();
            if cursor.skip("<?") {
                cursor.skip_past("?>")?;
            } else if cursor.skip("<!--") {
                cursor.skip_past("-->")?;
            } else if cursor.skip("<!") {
                cursor.skip_doctype()?;
            } else {
                break;
            }
        }
        cursor.tag()
    }

    /// Returns the value of an attribute.
    pub fn value(&self, name: &str) -> Option<&'a str> {
        self.attribute(name).map(|attribute| attribute.value)
    }

    /// Returns the quote character around the value of an attribute.
    pub fn quote(&self, name: &str) -> Option<char> {
        self.attribute(name).map(|attribute| attribute.quote)
    }

    fn attribute(&self, name: &str) -> Option<&Attribute<'a>> {
        self.attributes.iter().find(|attribute| attribute.name == name)
    }
}

struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn skip(&mut self, prefix: &str) -> bool {
        let begins = self.rest().starts_with(prefix);
        if begins {
            self.at += prefix.len();
        }
        begins
    }

    fn skip_space(&mut self) {
        self.at = self.text.len() - self.rest().trim_ascii_start().len();
    }

    fn skip_past(&mut self, end: &str) -> Option<()> {
        self.at += self.rest().find(end)? + end.len();
        Some(())
    }

    /// Skips a document type, which may declare entities between brackets, as in Illustrator's files.
    fn skip_doctype(&mut self) -> Option<()> {
        let mut depth = 0_u32;
        loop {
            self.at += self.rest().find(['"', '\'', '[', ']', '<', '>'])?;
            if self.skip("<!--") {
                self.skip_past("-->")?;
                continue;
            }
            let mark = self.rest().chars().next()?;
            self.at += 1;
            match mark {
                '"' | '\'' => self.skip_past(mark.encode_utf8(&mut [0; 4]))?,
                '[' | '<' => depth += 1,
                '>' if depth == 0 => return Some(()),
                _ => depth = depth.saturating_sub(1),
            }
        }
    }

    /// Reads characters up to white space or one of `ends`.
    fn until(&mut self, ends: &[char]) -> Option<&'a str> {
        let rest = self.rest();
        let length =
            rest.find(|character: char| character.is_ascii_whitespace() || ends.contains(&character))?;
        self.at += length;
        Some(&rest[..length])
    }

    fn tag(mut self) -> Option<Root<'a>> {
        if !self.skip("<") {
            return None;
        }
        let name = self.until(&['/', '>'])?;
        if rfind(name, ":").map_or(name, |at| &name[at + 1..]) != "svg" {
            return None;
        }
        let (name_end, mut attributes) = (self.at, Vec::new());
        loop {
            self.skip_space();
            if self.rest().starts_with(['/', '>']) {
                return Some(Root { name_end, attributes });
            }
            attributes.push(self.attribute()?);
        }
    }

    fn attribute(&mut self) -> Option<Attribute<'a>> {
        let start = self.at;
        let name = self.until(&['=', '/', '>'])?;
        self.skip_space();
        if !self.skip("=") {
            return None;
        }
        self.skip_space();
        let quote = self.rest().chars().next().filter(|quote| ['"', '\''].contains(quote))?;
        self.at += 1;
        let value_start = self.at;
        self.skip_past(quote.encode_utf8(&mut [0; 4]))?;
        let value = &self.text[value_start..self.at - 1];
        Some(Attribute { name, value, quote, range: start..self.at })
    }
}
