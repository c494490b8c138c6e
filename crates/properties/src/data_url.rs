//! Text is split into words and images, and nothing is lost, duplicated or invented.

use tintype_protocol::response::data_url::{Span, split};

/// Checks the text of these bytes, with invalid UTF-8 replaced.
pub fn data_url(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut rest = &*text;
    for span in split(&text) {
        match span {
            Span::Text(words) => {
                assert!(!words.is_empty());
                rest = after(rest, words);
            }
            Span::Remote(url) => {
                assert!(url.starts_with("https://") || url.starts_with("http://"), "{url}");
                assert!(!url.contains(char::is_whitespace), "{url}");
                rest = after(rest, url);
            }
            Span::Image(number) | Span::Cut(number) => {
                // Only a number between two NUL characters is an image.
                let place = rest.match_indices('\0').find_map(|(at, _)| {
                    let (digits, _) = rest[at + 1..].split_once('\0')?;
                    (digits.parse() == Ok(number)).then_some(at + digits.len() + 2)
                });
                rest = &rest[place.expect("an image that the text has")..];
            }
        }
    }
}

fn after<'a>(rest: &'a str, chunk: &str) -> &'a str {
    let at = rest.find(chunk).expect("in order, and once");
    &rest[at + chunk.len()..]
}
