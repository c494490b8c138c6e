//! CSS classes of Studio: each class that a style sheet names is set by a component, a page or a script.

use std::collections::HashSet;

use crate::Problem;
use crate::files::File;

const STUDIO: &[&str] = &["crates/studio", "www"];

/// Finds classes that no element has, such as those of an element that was renamed without its styles.
pub fn unused_classes(files: &[File]) -> Vec<Problem> {
    let studio = || files.iter().filter(|file| file.is_below(STUDIO) || file.path == "index.html");
    let names: HashSet<&str> =
        studio().filter(|file| file.is(&["rs", "html", "js"])).flat_map(|file| names(&file.text)).collect();
    // The end of a modifier may be computed, as in "squares--{}".
    let is_set = |class: &str| {
        let stem = class.find("--").map(|end| &class[..end + 2]);
        names.contains(class) || stem.is_some_and(|stem| names.contains(stem))
    };
    let sheets = studio().filter(|file| file.is(&["css"]));
    sheets
        .flat_map(|file| classes(file).into_iter().map(move |(number, class)| (file, number, class)))
        .filter(|(_, _, class)| !is_set(class))
        .map(|(file, number, class)| format!("{}:{number}: no element has the class `{class}`", file.path))
        .collect()
}

/// Returns the words of a text that can be classes.
fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character: char| !(character.is_ascii_alphanumeric() || "-_".contains(character)))
}

/// Returns the classes in the selectors of a style sheet, with their line numbers.
fn classes(file: &File) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut is_comment = false;
    for (number, line) in file.lines() {
        let starts_comment = line.contains("/*");
        if is_comment || starts_comment {
            is_comment = !line.contains("*/");
            continue;
        }
        // A declaration ends in a semicolon, and a selector does not.
        if line.trim_end().ends_with(';') {
            continue;
        }
        let after_dots = line.split('.').skip(1).filter_map(|rest| names(rest).next());
        let is_class = |class: &&str| class.starts_with(|first: char| first.is_ascii_alphabetic());
        found.extend(after_dots.filter(is_class).map(|class| (number, class)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(css: &str, rust: &str) -> usize {
        unused_classes(&[
            File::new("crates/studio/src/components/a/a.css", css),
            File::new("crates/studio/src/components/a/mod.rs", rust),
            File::new("crates/core/src/lib.rs", "elsewhere"),
        ])
        .len()
    }

    #[test]
    fn a_class_that_no_element_has_is_found() {
        assert_eq!(problems(".metadata__row {\n}\n", "view! { <div class=\"facts__row\"></div> }"), 1);
        assert_eq!(problems(".a,\n.b:hover > .elsewhere {\n}\n", "class=\"a\" class:b=is_on"), 1);
        assert_eq!(problems(".squares--small {\n}\n", "class=\"squares\""), 1);
    }

    #[test]
    fn used_classes_computed_modifiers_numbers_and_comments_are_no_problem() {
        assert_eq!(problems(".squares--small {\n  gap: 0.5rem;\n}\n", "format!(\"squares--{}\", size)"), 0);
        assert_eq!(problems("/* as in\n   .b */\n.a:not(.c) {\n}\n", "class=\"a c\""), 0);
    }
}
