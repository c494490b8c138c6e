//! The languages of the user interface.

/// A language of the user interface.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Simplified Chinese.
    Chinese,
}

impl Language {
    /// All languages, in the order of the switch.
    pub const ALL: [Self; 2] = [Self::English, Self::Chinese];

    /// Returns the value of the `lang` attribute.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Chinese => "zh-Hans",
        }
    }

    /// Returns the name of the language in that language.
    pub fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Chinese => "中文",
        }
    }

    /// Returns the language of a tag, which the user chose or the browser reports, such as `zh-CN`.
    pub fn from_tag(tag: &str) -> Self {
        if tag.to_ascii_lowercase().starts_with("zh") { Self::Chinese } else { Self::English }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browsers_tags_find_their_language() {
        for tag in ["zh", "zh-CN", "ZH-tw", Language::Chinese.tag()] {
            assert_eq!(Language::from_tag(tag), Language::Chinese, "{tag}");
        }
        assert_eq!(Language::from_tag("de-CH"), Language::English);
        assert_eq!(Language::from_tag(""), Language::English);
    }
}
