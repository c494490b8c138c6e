//! Writes a JSON value in a random notation: white space, order of keys, escapes.

use crate::choices::Choices;
use serde_json::Value;

/// Returns `value` in a random notation.
pub fn write(value: &Value, choices: &mut Choices<'_>) -> String {
    let mut out = String::new();
    Writer { is_airy: choices.once_in(2), escapes_one_in: choices.pick(&[0, 20, 2]), choices }
        .value(value, &mut out);
    out
}

struct Writer<'a, 'b> {
    is_airy: bool,
    /// One in this many characters is escaped; 0 means none.
    escapes_one_in: usize,
    choices: &'a mut Choices<'b>,
}

impl Writer<'_, '_> {
    fn value(&mut self, value: &Value, out: &mut String) {
        match value {
            Value::String(text) => self.string(text, out),
            Value::Array(items) => self.list(items, "[]", out, |this, item, out| this.value(item, out)),
            Value::Object(fields) => {
                let mut fields: Vec<_> = fields.iter().collect();
                self.choices.shuffle(&mut fields);
                self.list(&fields, "{}", out, |this, (name, field), out| {
                    this.string(name, out);
                    this.air(out);
                    out.push(':');
                    this.air(out);
                    this.value(field, out);
                });
            }
            other => out.push_str(&other.to_string()),
        }
    }

    fn list<T>(
        &mut self,
        items: &[T],
        brackets: &str,
        out: &mut String,
        write: fn(&mut Self, &T, &mut String),
    ) {
        out.push_str(&brackets[..1]);
        self.air(out);
        for (at, item) in items.iter().enumerate() {
            if at > 0 {
                out.push(',');
                self.air(out);
            }
            write(self, item, out);
            self.air(out);
        }
        out.push_str(&brackets[1..]);
    }

    fn air(&mut self, out: &mut String) {
        if self.is_airy {
            out.push_str(self.choices.pick(&["", " ", "\n", "\r\n", "\t", "   "]));
        }
    }

    fn string(&mut self, text: &str, out: &mut String) {
        out.push('"');
        for character in text.chars() {
            let must = character.is_control() || matches!(character, '"' | '\\');
            if must || (self.escapes_one_in > 0 && self.choices.once_in(self.escapes_one_in)) {
                self.escape(character, out);
            } else {
                out.push(character);
            }
        }
        out.push('"');
    }

    fn escape(&mut self, character: char, out: &mut String) {
        let short = match character {
            '"' | '\\' | '/' => Some(character),
            '\n' => Some('n'),
            '\r' => Some('r'),
            '\t' => Some('t'),
            '\u{8}' => Some('b'),
            '\u{c}' => Some('f'),
            _ => None,
        };
        match short.filter(|_| !self.choices.once_in(3)) {
            Some(short) => out.extend(['\\', short]),
            None => {
                for unit in character.encode_utf16(&mut [0; 2]) {
                    let code = format!("{unit:04x}");
                    out.push_str("\\u");
                    out.push_str(&if self.choices.once_in(2) { code.to_uppercase() } else { code });
                }
            }
        }
    }
}
