//! The choice between the files and the text of a paste.
//!
//! File managers put the names or URLs of copied files next to the files, as text. Office programs put an image of the
//! text next to the text, and its formatting as HTML.

use super::address::is_address;

/// The file name extensions of images.
const ENDINGS: [&str; 15] = [
    "png", "jpg", "jpeg", "jfif", "webp", "heic", "heif", "avif", "gif", "bmp", "svg", "tif", "tiff", "ico",
    "jxl",
];
/// The URL scheme of local files.
const FILE: &str = "file://";
/// The markers that GNOME's file manager writes before the URIs.
const MARKERS: [&str; 4] = ["x-special/nautilus-clipboard", "x-special/gnome-copied-files", "copy", "cut"];

/// Whether the text only names the files of the paste. `names` are the names of those files. `html` is the formatted
/// text, or empty.
pub fn is_about_files(text: &str, names: &[String], html: &str) -> bool {
    let is_plain = html.is_empty();
    // Browsers add the URL of a copied picture, but office programs add the URL of a linked cell.
    let may_link = is_plain || html.contains("<img") || html.contains("<IMG");
    // File managers on macOS end a line with a lone carriage return.
    let lines = text.split(['\r', '\n', '\0']).map(str::trim).filter(|line| !line.is_empty());
    let mut lines = lines.filter(|line| !MARKERS.contains(line));
    lines.all(|line| is_file(line) || (may_link && is_address(line)) || (is_plain && is_name(line, names)))
}

/// Whether a line is a `file:` URL.
fn is_file(line: &str) -> bool {
    line.get(..FILE.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(FILE))
}

/// Whether a line is a file name, or a path that ends with one.
fn is_name(line: &str, names: &[String]) -> bool {
    let last = line.trim_matches(['"', '\'']).rsplit(['/', '\\']).next().unwrap_or(line);
    names.iter().any(|name| name == last || stem(name) == Some(last)) || has_ending(last)
}

/// Returns a file name without its extension, which some systems hide.
fn stem(name: &str) -> Option<&str> {
    name.rsplit_once('.').map(|(stem, _)| stem)
}

fn has_ending(name: &str) -> bool {
    let ending = name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty()).map(|(_, ending)| ending);
    ending.is_some_and(|ending| ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

#[cfg(test)]
mod tests {
    use super::is_about_files;

    #[test]
    fn names_and_addresses_of_copied_files_are_no_text() {
        let names = ["IMG 12.HEIC".to_owned(), "picture".to_owned()];
        let texts = [
            "",
            "  \n",
            "IMG 12.HEIC",
            "IMG 12",
            "IMG 12.HEIC\rpicture",
            // Chromium generates the name of a picture in the clipboard.
            "Strand bei Nacht.JPG",
            "file:///srv/me/IMG%2012.HEIC",
            "/srv/me/IMG 12.HEIC\r\n/srv/me/picture\r\n",
            "\"C:\\Users\\me\\IMG 12.HEIC\"",
            "\\\\server\\share\\photo.png",
            "x-special/nautilus-clipboard\ncopy\nfile:///srv/me/a.png\n",
            "https://host.invalid/a/pear.png?size=2",
        ];
        for text in texts {
            assert!(is_about_files(text, &names, ""), "{text:?}");
        }
        assert!(is_about_files(
            "https://host.invalid/pear",
            &names,
            r#"<meta charset="utf-8"><img src="…">"#
        ));
        assert!(is_about_files("\n", &names, "<p></p>"));
    }

    #[test]
    fn text_with_a_picture_of_itself_stays_text() {
        let names = ["image.png".to_owned()];
        let texts = [
            "A red fox",
            "Quarter 3\t14.2\nQuarter 4\t15.0",
            "see https://host.invalid",
            "v1.2",
            "a.\nb.png",
        ];
        for text in texts {
            assert!(!is_about_files(text, &names, ""), "{text:?}");
        }
        // A table cell may contain a file name.
        for text in ["image.png", "photo.jpg\nfox.png", "A red fox", "https://host.invalid/pear.png"] {
            assert!(!is_about_files(text, &names, "<table><td>"), "{text:?}");
        }
    }
}
