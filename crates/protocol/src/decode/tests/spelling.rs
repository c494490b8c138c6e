//! The same JSON in another spelling: white space, order of keys, escapes.

use crate::fixture::Dice;
use serde_json::Value;

/// `value` as some writer might write it.
pub fn spell(value: &Value, dice: &mut Dice) -> String {
    let mut out = String::new();
    Speller { is_airy: dice.once_in(2), escapes_one_in: dice.pick(&[2, 20, usize::MAX]), dice }
        .value(value, &mut out);
    out
}

struct Speller<'a> {
    is_airy: bool,
    escapes_one_in: usize,
    dice: &'a mut Dice,
}

impl Speller<'_> {
    fn value(&mut self, value: &Value, out: &mut String) {
        match value {
            Value::String(text) => self.string(text, out),
            Value::Array(items) => self.list(items, "[]", out, |this, item, out| this.value(item, out)),
            Value::Object(fields) => {
                let mut fields: Vec<_> = fields.iter().collect();
                self.dice.shuffle(&mut fields);
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
        spell: fn(&mut Self, &T, &mut String),
    ) {
        out.push_str(&brackets[..1]);
        self.air(out);
        for (at, item) in items.iter().enumerate() {
            if at > 0 {
                out.push(',');
                self.air(out);
            }
            spell(self, item, out);
            self.air(out);
        }
        out.push_str(&brackets[1..]);
    }

    fn air(&mut self, out: &mut String) {
        if self.is_airy {
            out.push_str(self.dice.pick(&["", " ", "\n", "\r\n", "\t", "   "]));
        }
    }

    fn string(&mut self, text: &str, out: &mut String) {
        out.push('"');
        for letter in text.chars() {
            let must = letter.is_control() || matches!(letter, '"' | '\\');
            if must || self.dice.once_in(self.escapes_one_in) {
                self.escape(letter, out);
            } else {
                out.push(letter);
            }
        }
        out.push('"');
    }

    fn escape(&mut self, letter: char, out: &mut String) {
        let short = match letter {
            '"' | '\\' | '/' => Some(letter),
            '\n' => Some('n'),
            '\r' => Some('r'),
            '\t' => Some('t'),
            '\u{8}' => Some('b'),
            '\u{c}' => Some('f'),
            _ => None,
        };
        match short.filter(|_| !self.dice.once_in(3)) {
            Some(short) => out.extend(['\\', short]),
            None => {
                for unit in letter.encode_utf16(&mut [0; 2]) {
                    let code = format!("{unit:04x}");
                    out.push_str("\\u");
                    out.push_str(&if self.dice.once_in(2) { code.to_uppercase() } else { code });
                }
            }
        }
    }
}

#[test]
fn a_spelling_means_what_it_spells() {
    let value =
        serde_json::json!({"a\"\\/\u{8}\u{c}": ["é💡\n\u{0}", 1.5, null, {}], "b": {"c": [], "d": true}});
    for seed in 0..200 {
        let spelt = spell(&value, &mut Dice::new(seed));
        assert_eq!(serde_json::from_str::<Value>(&spelt).unwrap(), value, "{spelt}");
    }
}
