//! Whether a paste is about the files in it, or about the text beside them.
//!
//! A file manager puts the names or addresses of copied files beside the files. An office program puts a picture of the
//! text beside the text, and its formatting as HTML.

use super::address::is_address;

/// The extensions of image files.
const ENDINGS: [&str; 15] = [
    "png", "jpg", "jpeg", "jfif", "webp", "heic", "heif", "avif", "gif", "bmp", "svg", "tif", "tiff", "ico",
    "jxl",
];
/// The scheme of files on this device.
const FILE: &str = "file://";
/// The markers that GNOME's file manager writes before the URIs.
const MARKERS: [&str; 4] = ["x-special/nautilus-clipboard", "x-special/gnome-copied-files", "copy", "cut"];

/// Whether the text only names the files beside it. `names` are the names of those files, `html` is the same text with
/// its formatting, if there is any.
pub fn is_about_files(text: &str, names: &[String], html: &str) -> bool {
    let is_plain = html.is_empty();
    // A browser puts the address of a copied picture beside the picture, an office program that of a linked cell.
    let may_link = is_plain || html.contains("<img") || html.contains("<IMG");
    // File managers of macOS end a line with a carriage return alone.
    let lines = text.split(['\r', '\n', '\0']).map(str::trim).filter(|line| !line.is_empty());
    let mut lines = lines.filter(|line| !MARKERS.contains(line));
    lines.all(|line| is_file(line) || (may_link && is_address(line)) || (is_plain && is_name(line, names)))
}

/// Whether the line is the address of a file on this device.
fn is_file(line: &str) -> bool {
    line.get(..FILE.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(FILE))
}

/// A name, or a path that ends with one.
fn is_name(line: &str, names: &[String]) -> bool {
    let last = line.trim_matches(['"', '\'']).rsplit(['/', '\\']).next().unwrap_or(line);
    names.iter().any(|name| name == last || stem(name) == Some(last)) || has_ending(last)
}

/// A file name without its extension, which some systems hide.
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
            // Chromium names the picture of a clipboard itself.
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
        // A cell of a table may name a file.
        for text in ["image.png", "photo.jpg\nfox.png", "A red fox", "https://host.invalid/pear.png"] {
            assert!(!is_about_files(text, &names, "<table><td>"), "{text:?}");
        }
    }
}
