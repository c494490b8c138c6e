//! The errors of the gallery's database.

/// The reason why the gallery's database failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StorageError {
    /// The storage is full.
    Full,
    /// A newer version of Studio wrote the database. This version could corrupt data that it does not know.
    Newer,
    /// Another tab with an older version of Studio blocks the database.
    Blocked,
    /// Any other failure, such as a private window, blocked storage or a broken disk.
    Failed,
}

impl StorageError {
    /// Converts the error code of the database module.
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
