//! The messages of errors of the gallery's database.

use super::Text;
use crate::model::storage_error::StorageError;

impl StorageError {
    /// Returns the message that stays above the results while there is no database.
    pub fn standing(self, text: &Text) -> &'static str {
        match self {
            Self::Newer => text.gallery_newer,
            Self::Blocked => text.gallery_blocked,
            Self::Full | Self::Failed => text.gallery_missing,
        }
    }

    /// Returns the message for a single picture that was not stored.
    pub fn passing(self, text: &Text) -> &'static str {
        match self {
            Self::Full => text.storage_full,
            Self::Newer | Self::Blocked | Self::Failed => text.not_saved,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{CHINESE, ENGLISH};
    use super::*;

    #[test]
    fn remedies_differ_and_so_do_messages() {
        for text in [&ENGLISH, &CHINESE] {
            let standing = [StorageError::Newer, StorageError::Blocked, StorageError::Failed]
                .map(|why| why.standing(text));
            assert!(standing[0] != standing[1] && standing[1] != standing[2] && standing[0] != standing[2]);
            assert_ne!(StorageError::Full.passing(text), StorageError::Failed.passing(text));
        }
    }
}
