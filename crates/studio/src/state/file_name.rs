//! A name for a downloaded picture that says what it is and that every file system takes.

/// Long enough to tell pictures apart, short enough for every dialog.
const LONGEST: usize = 48;

/// `a-red-fox-1024x1024.png`: the prompt's words, the size, and the extension that fits the bytes.
pub fn for_result(prompt: &str, width: u32, height: u32, extension: &str) -> String {
    let words = slug(prompt);
    let stem = if words.is_empty() { "tintype" } else { &words };
    format!("{stem}-{width}x{height}.{extension}")
}

/// Letters and digits of any script, the rest as single hyphens, cut between words where that is possible.
fn slug(text: &str) -> String {
    let mut slug = String::new();
    for word in text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let room = LONGEST.saturating_sub(slug.chars().count() + usize::from(!slug.is_empty()));
        if word.chars().count() > room && !slug.is_empty() {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.extend(word.chars().take(room).flat_map(char::to_lowercase));
    }
    slug
}

/// In small letters. Letter by letter: what the standard library does for whole texts has a table more, for one letter
/// of Greek.
pub fn lower(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_the_size_and_the_right_extension() {
        assert_eq!(for_result("A red fox, at dawn!", 1024, 768, "jpg"), "a-red-fox-at-dawn-1024x768.jpg");
    }

    #[test]
    fn nothing_that_a_file_system_refuses_gets_through() {
        assert_eq!(for_result("../../etc/passwd: \"x\"?", 1, 1, "png"), "etc-passwd-x-1x1.png");
        assert_eq!(for_result(" … ", 8, 8, "webp"), "tintype-8x8.webp");
    }

    #[test]
    fn long_prompts_are_cut_between_words() {
        let name = for_result(&"lighthouse ".repeat(20), 1, 1, "png");
        assert_eq!(name, "lighthouse-lighthouse-lighthouse-lighthouse-1x1.png");
    }

    #[test]
    fn scripts_without_spaces_are_cut_by_letters() {
        let name = for_result(&"夜雨".repeat(60), 1, 1, "png");
        assert_eq!(name.chars().count(), LONGEST + "-1x1.png".len());
    }
}
