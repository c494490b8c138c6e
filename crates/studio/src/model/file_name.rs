//! File names of downloaded pictures that describe the picture and are valid on every file system.

/// Returns a name such as `a-red-fox-1024x1024.png`: the prompt's words, the size, and the extension that matches the
/// bytes. `browser::words` converts a prompt to such words.
pub fn for_result(words: &str, width: u32, height: u32, extension: &str) -> String {
    format!("{}.{extension}", stem(words, width, height))
}

/// Returns such a name without its extension.
pub fn stem(words: &str, width: u32, height: u32) -> String {
    let words = if words.is_empty() { "tintype" } else { words };
    format!("{words}-{width}x{height}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_the_size_and_the_right_extension() {
        assert_eq!(for_result("a-red-fox", 1024, 768, "jpg"), "a-red-fox-1024x768.jpg");
        assert_eq!(for_result("", 8, 8, "webp"), "tintype-8x8.webp");
    }
}
