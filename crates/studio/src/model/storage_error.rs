//! The errors of the gallery's database.

/// Why the gallery's database did not do what it was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StorageError {
    /// The storage is full.
    Full,
    /// A newer Studio has written it: this one might spoil what it does not know.
    Newer,
    /// Another tab with an older Studio holds it.
    Blocked,
    /// Anything else: private windows, blocked storage, a broken disk.
    Failed,
}

impl StorageError {
    /// From the word that the database's module says.
    pub fn from_word(word: &str) -> Self {
        match word {
            "full" => Self::Full,
            "newer" => Self::Newer,
            "blocked" => Self::Blocked,
            _ => Self::Failed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [StorageError; 4] =
        [StorageError::Full, StorageError::Newer, StorageError::Blocked, StorageError::Failed];

    #[test]
    fn every_word_has_its_meaning_and_an_unknown_one_is_a_failure() {
        assert_eq!(["full", "newer", "blocked", "failed"].map(StorageError::from_word), ALL);
        assert_eq!(StorageError::from_word("odd"), StorageError::Failed);
    }
}
