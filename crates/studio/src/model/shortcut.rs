//! The name of a pressed key for shortcuts, on every keyboard layout.
//!
//! `KeyboardEvent.key` is correct on layouts with Latin letters, including AZERTY and QWERTZ, which move those letters.
//! A layout of another script (Cyrillic, Greek, Hebrew, Arabic …) has no such letter. There, `KeyboardEvent.code`
//! identifies the shortcut by the position of the key on a US keyboard. Keyboards for those layouts are printed with
//! the Latin letters as well.

/// Returns the key's name in shortcuts: a lower-case Latin letter, a sign, or a name such as `Enter`.
pub fn name(key: &str, code: &str, is_shifted: bool) -> String {
    if has_own_name(key) {
        // Names such as `Enter` keep their capital letter.
        return if key.len() == 1 { key.to_ascii_lowercase() } else { key.to_owned() };
    }
    of_place(code, is_shifted).map_or_else(|| key.to_owned(), str::to_ascii_lowercase)
}

/// Whether the layout determines the key. A dead key, or a key of an input method, has no letter yet.
fn has_own_name(key: &str) -> bool {
    let is_undecided = matches!(key, "" | "Dead" | "Process" | "Unidentified");
    key.chars().all(is_latin) && !is_undecided
}

/// Whether a character is in a block of ASCII or Latin letters.
fn is_latin(character: char) -> bool {
    matches!(character, '\0'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

/// Returns the sign at a position of a US keyboard, if a shortcut uses it.
fn of_place(code: &str, is_shifted: bool) -> Option<&str> {
    let one = |rest: &str| rest.len() == 1;
    let digit = || code.strip_prefix("Digit").filter(|_| !is_shifted).or_else(|| code.strip_prefix("Numpad"));
    code.strip_prefix("Key").or_else(digit).filter(|rest| one(rest)).or(match (code, is_shifted) {
        ("Slash", false) => Some("/"),
        ("Slash", true) => Some("?"),
        ("Minus", false) => Some("-"),
        ("Equal", false) => Some("="),
        ("Equal", true) => Some("+"),
        ("BracketLeft", false) => Some("["),
        ("BracketRight", false) => Some("]"),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn a_layout_of_another_script_is_read_by_place() {
        let keys = [
            ("я", "KeyZ", "z"),
            ("Я", "KeyZ", "z"),
            ("ζ", "KeyZ", "z"),
            ("ז", "KeyZ", "z"),
            ("ئ", "KeyZ", "z"),
            ("ผ", "KeyZ", "z"),
            ("ㅋ", "KeyZ", "z"),
            ("つ", "KeyZ", "z"),
            ("н", "KeyY", "y"),
            ("х", "BracketLeft", "["),
            ("ъ", "BracketRight", "]"),
            ("٠", "Digit0", "0"),
            // Arabic has a ligature on this key.
            ("لا", "KeyB", "b"),
        ];
        for (key, code, expected) in keys {
            assert_eq!(name(key, code, false), expected, "{key} at {code}");
        }
        assert_eq!(name("؟", "Slash", true), "?");
        assert_eq!(name(")", "Digit0", true), ")");
    }

    #[test]
    fn a_latin_layout_is_read_by_letter() {
        let keys = [
            ("z", "KeyZ", "z"),
            ("Z", "KeyZ", "z"),
            // QWERTZ, AZERTY, Dvorak
            ("z", "KeyY", "z"),
            ("y", "KeyZ", "y"),
            ("w", "KeyZ", "w"),
            ("z", "KeyW", "z"),
            (";", "KeyZ", ";"),
            ("ü", "BracketLeft", "ü"),
            ("ş", "Semicolon", "ş"),
            ("à", "Digit0", "à"),
            // Hebrew has a sign on this key.
            ("/", "KeyQ", "/"),
        ];
        for (key, code, expected) in keys {
            assert_eq!(name(key, code, false), expected, "{key} at {code}");
        }
    }

    #[test]
    fn named_keys_keep_their_names() {
        for key in ["Enter", "ArrowLeft", "Escape", " ", "F5"] {
            assert_eq!(name(key, "", false), key);
        }
        assert_eq!(name("Process", "KeyZ", false), "z");
        assert_eq!(name("Dead", "BracketLeft", false), "[");
        assert_eq!(name("я", "", false), "я");
    }
}
