//! Finds the prefix of a base64 image data URL in a text.

const START: &[u8] = b"data:image/";
const END: &[u8] = b";base64";
/// The length of the longest prefix, with media type and parameters.
const MAX_PREFIX: usize = 128;

/// A matcher that stores just enough of a text to recognise `data:image/…;base64,` at its end.
#[derive(Debug, Default)]
pub struct PrefixMatcher {
    /// The preceding bytes that may belong to a prefix, in lower case.
    word: Vec<u8>,
}

impl PrefixMatcher {
    /// Processes the next byte and returns `true` if it ends a prefix.
    pub fn push(&mut self, byte: u8) -> bool {
        if byte == b',' {
            let is_prefix = is_prefix(&self.word);
            self.word.clear();
            return is_prefix;
        }
        if is_parameter(byte) || b":/".contains(&byte) {
            // Drops half of the buffer at once, so that a long word costs no more per byte than a short one.
            if self.word.len() == 2 * MAX_PREFIX {
                self.word.drain(..MAX_PREFIX);
            }
            self.word.push(byte.to_ascii_lowercase());
        } else {
            self.word.clear();
        }
        false
    }
}

fn is_prefix(word: &[u8]) -> bool {
    let start = word.windows(START.len()).rposition(|window| window == START);
    let media = start.map(|start| &word[start + START.len()..]);
    let media = media.and_then(|media| media.strip_suffix(END));
    media.is_some_and(|media| media.iter().all(|&byte| is_parameter(byte)))
}

fn is_parameter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"+-.;=_".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> Vec<bool> {
        let mut matcher = PrefixMatcher::default();
        text.bytes().map(|byte| matcher.push(byte)).collect()
    }

    #[test]
    fn a_prefix_is_recognized_where_it_ends() {
        for before in 0..600 {
            let text = format!("{}data:image/png;base64,", "x".repeat(before));
            let seen = seen(&text);
            assert_eq!(seen.iter().position(|seen| *seen), Some(text.len() - 1), "{before}");
        }
        for text in
            ["(DATA:Image/svg+xml;x=y;BASE64,", "data:image/data:image/x-y.z;base64,", "data:image/;base64,"]
        {
            assert_eq!(seen(text).iter().filter(|seen| **seen).count(), 1, "{text}");
        }
    }

    #[test]
    fn other_text_is_no_prefix() {
        for text in [
            "data:image/png,",
            "data:image/png;base64",
            "data:text/plain;base64,",
            "data:image/p ng;base64,",
            "data:image/png/x;base64,",
            "data:image/png;base64x,",
            "ata:image/png;base64,",
            "data:image/png,;base64,",
        ] {
            assert!(!seen(text).contains(&true), "{text}");
        }
    }
}
