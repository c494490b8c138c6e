//! Images inside text: data URLs whose data was hoisted away, and addresses of hosted images.

/// A stretch of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Span<'a> {
    /// Plain text.
    Text(&'a str),
    /// The image of this number stood here.
    Image(usize),
    /// A Markdown image, or the whole text, is an address.
    Remote(&'a str),
}

const MARKER: &str = ";base64,";

/// Splits text into what is said and what is shown.
#[must_use]
pub fn split(text: &str) -> Vec<Span<'_>> {
    if is_address(text.trim()) && looks_like_image(text.trim()) {
        return vec![Span::Remote(text.trim())];
    }
    let mut spans = Vec::new();
    let mut rest = text;
    while let Some((start, end, span)) = next_image(rest) {
        spans.push(Span::Text(&rest[..start]));
        spans.push(span);
        rest = &rest[end..];
    }
    spans.push(Span::Text(rest));
    spans.retain(|span| *span != Span::Text(""));
    spans
}

/// The next image in `text`: where its whole notation begins and ends.
fn next_image(text: &str) -> Option<(usize, usize, Span<'_>)> {
    let data = data_url(text);
    let remote = remote_markdown(text);
    match (data, remote) {
        (Some(data), Some(remote)) => Some(if data.0 <= remote.0 { data } else { remote }),
        (data, remote) => data.or(remote),
    }
}

fn data_url(text: &str) -> Option<(usize, usize, Span<'_>)> {
    let mut from = 0;
    loop {
        let start = from + text[from..].find("data:image/")?;
        let marker = start + text[start..].find(MARKER)?;
        let digits_at = marker + MARKER.len();
        let digits = text[digits_at..].bytes().take_while(u8::is_ascii_digit).count();
        let has_clean_type = !text[start..marker].contains(char::is_whitespace);
        if let (true, Ok(number)) = (has_clean_type, text[digits_at..digits_at + digits].parse()) {
            let (start, end) = with_markdown(text, start, digits_at + digits);
            return Some((start, end, Span::Image(number)));
        }
        from = start + 1;
    }
}

/// Widens the range of an address to the `![…](…)` around it.
fn with_markdown(text: &str, start: usize, end: usize) -> (usize, usize) {
    let opening = text[..start].strip_suffix("](").and_then(|before| before.rfind("!["));
    match (opening, text[end..].find(')')) {
        (Some(opening), Some(closing)) => (opening, end + closing + 1),
        _ => (start, end),
    }
}

fn remote_markdown(text: &str) -> Option<(usize, usize, Span<'_>)> {
    let mut from = 0;
    loop {
        let opening = from + text[from..].find("![")?;
        let middle = opening + text[opening..].find("](")?;
        let address_at = middle + 2;
        let closing = address_at + text[address_at..].find(')')?;
        let address = text[address_at..closing].split_whitespace().next().unwrap_or_default();
        if is_address(address) {
            return Some((opening, closing + 1, Span::Remote(address)));
        }
        from = opening + 2;
    }
}

fn is_address(text: &str) -> bool {
    (text.starts_with("https://") || text.starts_with("http://")) && !text.contains(char::is_whitespace)
}

/// A bare address counts as an image only by the end of its path; a model may well answer with a link.
fn looks_like_image(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    [".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif"].iter().any(|end| path.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_and_bare_forms() {
        let text = "Here: ![a cat](data:image/png;base64,0) and data:image/jpeg;base64,12 done";
        let expected =
            [Span::Text("Here: "), Span::Image(0), Span::Text(" and "), Span::Image(12), Span::Text(" done")];
        assert_eq!(split(text), expected);
        assert_eq!(split("data:image/png;base64,3"), [Span::Image(3)]);
        assert_eq!(split("![](https://h/i?a=1&b=2)"), [Span::Remote("https://h/i?a=1&b=2")]);
        assert_eq!(split(" https://h/i.PNG?sig=1 "), [Span::Remote("https://h/i.PNG?sig=1")]);
    }

    #[test]
    fn ordinary_text_is_left_alone() {
        for text in
            ["see https://h/page", "![x](y)", "![", "a data:image/ b;base64,1", "data:image/png;base64,"]
        {
            assert_eq!(split(text), [Span::Text(text)]);
        }
        assert!(split("").is_empty());
    }
}
