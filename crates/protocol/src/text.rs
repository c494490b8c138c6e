//! Byte-wise text search.
//!
//! The standard library's substring search is designed for long patterns and texts, and adds several KB to each
//! download. No pattern here is longer than a sentence, and messages are bounded.

/// Returns a pattern that matches any of these characters. There is one function for all lists, because each list of
/// characters would add its own searcher to the module.
pub fn among(characters: &str) -> impl Fn(char) -> bool + Copy + '_ {
    move |character| characters.chars().any(|known| known == character)
}

/// Returns the offset of the first `part`.
pub fn find(text: &str, part: &str) -> Option<usize> {
    places(text, part).next()
}

/// Returns the offset of the last `part`.
pub fn rfind(text: &str, part: &str) -> Option<usize> {
    places(text, part).last()
}

/// Returns `true` if `text` contains `part`.
pub fn has(text: &str, part: &str) -> bool {
    find(text, part).is_some()
}

/// Joins several phrases into one string, because a list of strings takes eight more bytes for each of them.
macro_rules! either {
    ($first:literal $(, $other:literal)* $(,)?) => { concat!($first $(, "|", $other)*) };
}
pub(crate) use either;

/// Returns `true` if `text` contains any of several phrases, in the format of [`either`].
pub fn has_any(text: &str, parts: &str) -> bool {
    parts.split(among("|")).any(|part| has(text, part))
}

/// Returns the first `most` characters of a text.
pub fn beginning(text: &str, most: usize) -> &str {
    text.char_indices().nth(most).map_or(text, |(at, _)| &text[..at])
}

/// Splits a text at the first `part`, which is in neither half.
pub fn cut<'a>(text: &'a str, part: &str) -> Option<(&'a str, &'a str)> {
    find(text, part).map(|at| (&text[..at], &text[at + part.len()..]))
}

/// Iterates over the offsets of `part`. Occurrences may overlap.
// A UTF-8 text never begins with a continuation byte, so each offset is a character boundary.
pub fn places<'a>(text: &'a str, part: &'a str) -> impl Iterator<Item = usize> + use<'a> {
    let (text, part) = (text.as_bytes(), part.as_bytes());
    let most = (text.len() + 1).saturating_sub(part.len());
    // Most offsets already differ in the first byte.
    (0..most).filter(move |at| text.get(*at) == part.first() && text[*at..].starts_with(part))
}

/// Replaces each `part` with another text.
pub fn replaced(text: &str, part: &str, by: &str) -> String {
    let (mut whole, mut rest) = (String::new(), text);
    while let Some((before, behind)) = cut(rest, part) {
        whole.push_str(before);
        whole.push_str(by);
        rest = behind;
    }
    whole + rest
}

/// Parses a hexadecimal number.
pub fn hex(text: &str) -> Option<u32> {
    let mut number = 0;
    for character in text.chars() {
        let digit = character.to_digit(16).filter(|_| text.len() <= 8)?;
        number = number * 16 + digit;
    }
    (!text.is_empty()).then_some(number)
}

/// Joins texts with a separator.
pub fn joined(texts: &[&str], between: &str) -> String {
    let mut whole = String::new();
    for (at, text) in texts.iter().enumerate() {
        if at > 0 {
            whole.push_str(between);
        }
        whole.push_str(text);
    }
    whole
}

/// Collapses every run of white space into one space, and trims both ends.
pub fn squeezed(text: &str) -> String {
    let mut whole = String::new();
    for character in text.trim().chars() {
        if !character.is_whitespace() {
            whole.push(character);
        } else if !whole.ends_with(' ') {
            whole.push(' ');
        }
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_like_the_standard_library() {
        let texts = ["", "a", "aa", "banana", "Bananen und Bananen", "猫 und 💡", "a://b://c", "äöü"];
        let parts =
            ["a", "an", "ana", "://", "猫", "💡", "ö", "Bananen", "zu lang für alle diese Texte hier"];
        for text in texts {
            for part in parts {
                assert_eq!(find(text, part), text.find(part), "{part} in {text}");
                assert_eq!(rfind(text, part), text.rfind(part), "{part} in {text}");
                assert_eq!(cut(text, part), text.split_once(part), "{part} in {text}");
            }
        }
        assert_eq!(places("banana", "ana").collect::<Vec<_>>(), [1, 3]);
    }

    #[test]
    fn replaces_as_the_standard_library_does() {
        for (text, part, by) in
            [("a{m}b{m}", "{m}", "x"), ("aaa", "aa", "b"), ("", "a", "b"), ("ä", "a", "b")]
        {
            assert_eq!(replaced(text, part, by), text.replace(part, by));
        }
    }

    #[test]
    fn joins_and_squeezes() {
        assert_eq!([joined(&["a", "b"], ", "), joined(&["a"], ", "), joined(&[], ", ")], ["a, b", "a", ""]);
        for text in ["", "  ", " a\n\t b ", "a\u{3000}b", "no  more"] {
            assert_eq!(squeezed(text), text.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }
}
