//! References to input images in a prompt. `@1` is the first image, in the order of sending.

/// A reference in a prompt, and its position in the text.
struct Reference {
    start: usize,
    end: usize,
    number: usize,
}

/// Returns the references in a prompt: an `@` followed by digits. An `@` after a letter or digit is skipped, because it
/// may be part of an email address.
fn references(prompt: &str) -> Vec<Reference> {
    let mut found = Vec::new();
    for (start, _) in prompt.match_indices('@') {
        let is_word =
            prompt[..start].chars().next_back().is_some_and(|before| before.is_ascii_alphanumeric());
        let rest = &prompt[start + 1..];
        let digits = rest.len() - rest.trim_start_matches(|character: char| character.is_ascii_digit()).len();
        // More than three digits exceed any list of images.
        if let (false, 1..=3, Ok(number)) = (is_word, digits, rest[..digits].parse()) {
            found.push(Reference { start, end: start + 1 + digits, number });
        }
    }
    found
}

/// Returns the distinct numbers in a prompt, smallest first.
pub fn numbers(prompt: &str) -> Vec<usize> {
    let mut numbers: Vec<_> = references(prompt).iter().map(|reference| reference.number).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// Rewrites a prompt with `count` images for a model: `@1` becomes "image 1", and a sentence states the order of the
/// images. The text is in English, which all models understand. A number without an image stays as typed.
pub fn in_words(prompt: &str, count: usize) -> String {
    let (mut words, mut from) = (String::new(), 0);
    for Reference { start, end, number } in references(prompt) {
        if (1..=count).contains(&number) {
            words.push_str(&prompt[from..start]);
            words.push_str(&format!("image {number}"));
            from = end;
        }
    }
    if from == 0 {
        return prompt.to_owned();
    }
    words.push_str(&prompt[from..]);
    let all: Vec<_> = (1..=count).map(|number| format!("image {number}")).collect();
    format!("{words}\n\nThe attached images are, in their order: {}.", all.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_become_words_and_the_order_is_named() {
        assert_eq!(
            in_words("Put the cat of @2 into @1, as in @2.", 2),
            "Put the cat of image 2 into image 1, as in image 2.\n\nThe attached images are, in their order: image 1, \
             image 2."
        );
        assert_eq!(
            in_words("把@1里的猫画成水彩", 1),
            "把image 1里的猫画成水彩\n\nThe attached images are, in their order: image 1."
        );
    }

    #[test]
    fn other_signs_stay_as_they_are() {
        for prompt in ["a pear", "mail me@1.example", "@3 and @0", "a @ b", "@", "@12345", "@name"] {
            assert_eq!(in_words(prompt, 2), prompt);
        }
        assert_eq!(
            in_words("@12 and @1", 3),
            "@12 and image 1\n\nThe attached images are, in their order: image 1, image 2, image 3."
        );
    }

    #[test]
    fn each_number_is_listed_once() {
        assert_eq!(numbers("@2, @1 and @2, not a@3, but @7"), [1, 2, 7]);
        assert!(numbers("a pear").is_empty());
    }
}
