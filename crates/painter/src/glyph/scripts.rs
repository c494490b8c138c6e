//! Names the scripts that a rasterizer has no glyphs for, because an empty box does not show the script.

use super::glyphs::Glyphs;

/// The names of scripts and the code point ranges of their letters. The first range that contains a letter names it.
const SCRIPTS: &[(&str, &[(u32, u32)])] = &[
    (
        "Chinese",
        &[(0x2e80, 0x303f), (0x3400, 0x4dbf), (0x4e00, 0x9fff), (0xf900, 0xfaff), (0x20000, 0x323af)],
    ),
    ("Japanese", &[(0x3040, 0x30ff), (0x31f0, 0x31ff)]),
    ("Korean", &[(0x1100, 0x11ff), (0x3130, 0x318f), (0xac00, 0xd7af)]),
    ("Greek", &[(0x0370, 0x03ff)]),
    ("Cyrillic", &[(0x0400, 0x052f)]),
    ("Hebrew", &[(0x0590, 0x05ff)]),
    ("Arabic", &[(0x0600, 0x06ff), (0x0750, 0x077f), (0xfb50, 0xfdff), (0xfe70, 0xfeff)]),
    ("Devanagari", &[(0x0900, 0x097f)]),
    ("Indian scripts", &[(0x0980, 0x0dff)]),
    ("Thai", &[(0x0e00, 0x0e7f)]),
    ("emoji", &[(0x2600, 0x27bf), (0x1f000, 0x1faff)]),
];

/// Returns a sentence that names the scripts of a text without glyphs, or `None` if no glyph is missing.
pub fn missing_glyphs(text: &str, glyphs: &dyn Glyphs) -> Option<String> {
    let mut names: Vec<&str> = Vec::new();
    for letter in text.chars().filter(|letter| !is_silent(*letter) && !glyphs.has(*letter)) {
        let name = name(letter);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let (last, before) = names.split_last()?;
    let list =
        if before.is_empty() { (*last).to_owned() } else { format!("{} and {last}", before.join(", ")) };
    Some(format!("No font here for {list}: boxes stand in."))
}

fn name(letter: char) -> &'static str {
    let holds =
        |ranges: &[(u32, u32)]| ranges.iter().any(|(from, to)| (*from..=*to).contains(&u32::from(letter)));
    SCRIPTS.iter().find(|(_, ranges)| holds(ranges)).map_or("some signs", |(name, _)| name)
}

/// Whether a letter is invisible: a space, a joiner or a variation selector.
pub fn is_silent(letter: char) -> bool {
    letter.is_whitespace()
        || letter.is_control()
        || matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(letter, '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glyph::PixelGlyphs;

    #[test]
    fn what_is_missing_is_named_once_and_in_order() {
        let note = |text: &str| missing_glyphs(text, &PixelGlyphs);
        assert_eq!(note("plain words,\n\u{200d}no more"), None);
        assert_eq!(note("雨夜 rain").as_deref(), Some("No font here for Chinese: boxes stand in."));
        assert_eq!(
            note("夜の街 서울 лодка 🚀").as_deref(),
            Some("No font here for Chinese, Japanese, Korean, Cyrillic and emoji: boxes stand in.")
        );
        assert_eq!(
            note("\u{2603}\u{fe0f} \u{2192}").as_deref(),
            Some("No font here for emoji and some signs: boxes stand in.")
        );
    }
}
