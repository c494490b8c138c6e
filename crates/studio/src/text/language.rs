//! The texts of each language.

use super::{CHINESE, CHINESE_FIRST, ENGLISH, ENGLISH_FIRST, First, Text};
use crate::model::language::Language;

impl Language {
    /// Its words on the first screen.
    pub fn first(self) -> &'static First {
        match self {
            Self::English => &ENGLISH_FIRST,
            Self::Chinese => &CHINESE_FIRST,
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
