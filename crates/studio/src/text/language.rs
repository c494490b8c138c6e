//! The texts of each language.

use super::photo::{CHINESE_PHOTO, ENGLISH_PHOTO};
use super::{CHINESE, CHINESE_SHELL, ENGLISH, ENGLISH_SHELL, PhotoText, ShellText, Text};
use crate::model::language::Language;

impl Language {
    /// Its words on the first screen.
    pub fn shell_text(self) -> &'static ShellText {
        match self {
            Self::English => &ENGLISH_SHELL,
            Self::Chinese => &CHINESE_SHELL,
        }
    }

    /// All of its words.
    pub fn text(self) -> &'static Text {
        match self {
            Self::English => &ENGLISH,
            Self::Chinese => &CHINESE,
        }
    }

    /// Its words about the photo that is worked on.
    pub fn photo(self) -> &'static PhotoText {
        match self {
            Self::English => &ENGLISH_PHOTO,
            Self::Chinese => &CHINESE_PHOTO,
        }
    }
}
