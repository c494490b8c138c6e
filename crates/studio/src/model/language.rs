//! The languages that Studio speaks.

/// One of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Simplified Chinese.
    Chinese,
}

impl Language {
    /// In the order of the switch.
    pub const ALL: [Self; 2] = [Self::English, Self::Chinese];

    /// As in the `lang` attribute.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Chinese => "zh-Hans",
        }
    }

    /// As it calls itself.
    pub fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Chinese => "中文",
        }
    }

    /// The one that a tag asks for: what the user chose, or the browser's own, such as `zh-CN`.
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
