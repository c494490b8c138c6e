//! Collections: named groups of pictures. A collection exists while it contains a picture.

use super::bound;

/// The share of given pictures that a collection contains.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Membership {
    /// The collection contains none of the pictures.
    Nothing,
    /// The collection contains some of the pictures.
    Part,
    /// The collection contains all of the pictures.
    All,
}

impl Membership {
    /// Computes the membership from one `bool` per picture.
    pub fn of(all: impl Iterator<Item = bool>) -> Self {
        let (mut any, mut every) = (false, true);
        all.for_each(|is_in| {
            any |= is_in;
            every &= is_in;
        });
        match (any, every) {
            (true, true) => Self::All,
            (true, false) => Self::Part,
            (false, _) => Self::Nothing,
        }
    }
}

/// Trims a name and collapses its whitespace for storage. Returns `None` for a name without a word.
pub fn name(typed: &str) -> Option<String> {
    let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    (!name.is_empty()).then(|| bound::name(&name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_in_a_collection_all_in_part_or_not() {
        assert_eq!(Membership::of([true, true].into_iter()), Membership::All);
        assert_eq!(Membership::of([true, false].into_iter()), Membership::Part);
        assert_eq!(Membership::of([false].into_iter()), Membership::Nothing);
        assert_eq!(Membership::of([].into_iter()), Membership::Nothing);
    }

    #[test]
    fn names_are_trimmed_and_bounded() {
        assert_eq!(name("  Red \n foxes "), Some("Red foxes".into()));
        assert_eq!(name(" \t"), None);
        assert_eq!(name(&"x".repeat(9_000)).map(|name| name.chars().count()), Some(bound::MOST_NAME + 1));
    }
}
