//! The texts of each language.

use super::{CHINESE, CHINESE_SHELL, ENGLISH, ENGLISH_SHELL, ShellText, Text};
use crate::model::language::Language;

impl Language {
    /// Its words on the first screen.
    pub fn first(self) -> &'static ShellText {
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
}
