//! Why pictures are not kept, and what a person is told of it.

use super::text::Text;

/// Why the gallery's database did not do what it was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// There is no room.
    Full,
    /// A newer Studio has written it: this one might spoil what it does not know.
    Newer,
    /// Another tab with an older Studio holds it.
    Blocked,
    /// Anything else: private windows, blocked storage, a broken disk.
    Failed,
}

impl Refusal {
    /// From the word that the database's module says.
    pub fn from_word(word: &str) -> Self {
        match word {
            "full" => Self::Full,
            "newer" => Self::Newer,
            "blocked" => Self::Blocked,
            _ => Self::Failed,
        }
    }

    /// What stands above the pictures as long as there is no database to keep them in.
    pub fn standing(self, text: &Text) -> &'static str {
        match self {
            Self::Newer => text.gallery_newer,
            Self::Blocked => text.gallery_blocked,
            Self::Full | Self::Failed => text.gallery_missing,
        }
    }

    /// What is said when a single picture was not kept.
    pub fn passing(self, text: &Text) -> &'static str {
        match self {
            Self::Full => text.storage_full,
            Self::Newer | Self::Blocked | Self::Failed => text.not_kept,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::text::{CHINESE, ENGLISH};
    use super::*;

    const ALL: [Refusal; 4] = [Refusal::Full, Refusal::Newer, Refusal::Blocked, Refusal::Failed];

    #[test]
    fn every_word_has_its_meaning_and_an_unknown_one_is_a_failure() {
        assert_eq!(["full", "newer", "blocked", "failed"].map(Refusal::from_word), ALL);
        assert_eq!(Refusal::from_word("odd"), Refusal::Failed);
    }

    #[test]
    fn what_can_be_done_differs_and_so_does_what_is_said() {
        for text in [&ENGLISH, &CHINESE] {
            let standing = [Refusal::Newer, Refusal::Blocked, Refusal::Failed].map(|why| why.standing(text));
            assert!(standing[0] != standing[1] && standing[1] != standing[2] && standing[0] != standing[2]);
            assert_ne!(Refusal::Full.passing(text), Refusal::Failed.passing(text));
        }
    }
}
