//! The texts of each language.

use super::photo::{CHINESE_PHOTO, ENGLISH_PHOTO};
use super::{CHINESE, CHINESE_SHELL, ENGLISH, ENGLISH_SHELL, PhotoText, ShellText, Text};
use crate::model::language::Language;

impl Language {
    /// Returns the texts of the first screen.
    pub fn shell_text(self) -> &'static ShellText {
        match self {
            Self::English => &ENGLISH_SHELL,
            Self::Chinese => &CHINESE_SHELL,
        }
    }

    /// Returns the texts of the lazy chunk, with those of the first screen.
    pub fn text(self) -> &'static Text {
        match self {
            Self::English => &ENGLISH,
            Self::Chinese => &CHINESE,
        }
    }

    /// Returns the texts about the photo that the user edits.
    pub fn photo(self) -> &'static PhotoText {
        match self {
            Self::English => &ENGLISH_PHOTO,
            Self::Chinese => &CHINESE_PHOTO,
        }
    }
}
