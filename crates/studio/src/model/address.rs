//! The URLs of remote pictures, as they are typed, pasted or dropped.

/// The prefixes of URLs that a page can load.
const LOADABLE: [&str; 4] = ["https://", "http://", "data:image/", "blob:"];

/// Returns the URLs if the text contains nothing else. A dragged list has one URL per line and may have comments.
pub fn all(text: &str) -> Vec<&str> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let lines: Vec<_> = lines.collect();
    if lines.iter().all(|line| is_address(line)) { lines } else { Vec::new() }
}

/// Whether a line consists of a URL that a page can load.
pub fn is_address(line: &str) -> bool {
    let begins =
        |begin: &str| line.get(..begin.len()).is_some_and(|prefix| prefix.eq_ignore_ascii_case(begin));
    LOADABLE.into_iter().any(begins) && !line.contains(char::is_whitespace)
}

/// Returns a name for the picture: the last segment of the path, or else the host.
pub fn name(address: &str) -> &str {
    if address.starts_with("data:") {
        return "data:";
    }
    let path = address.split(['?', '#']).next().unwrap_or(address);
    path.rsplit('/').find(|part| !part.is_empty()).unwrap_or(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_stands_alone() {
        let address = "https://host.invalid/a/pear.png?size=2#x";
        for text in [address.to_owned(), format!("  {address}\n"), format!("# dragged\r\n{address}\r\n")] {
            assert_eq!(all(&text), [address], "{text}");
        }
        let several = "https://host.invalid and more";
        for text in ["", "a pear", "see https://host.invalid", "javascript:alert(1)", several, "blob:a\nb"] {
            assert!(all(text).is_empty(), "{text}");
        }
        assert_eq!(all("HTTPS://host.invalid\ndata:image/png;base64,AA").len(), 2);
    }

    #[test]
    fn pictures_are_named_by_their_file() {
        assert_eq!(name("https://host.invalid/a/pear.png?size=2"), "pear.png");
        assert_eq!(name("https://host.invalid/"), "host.invalid");
        assert_eq!(name("data:image/png;base64,AA"), "data:");
    }
}
