//! Light or dark: the system's wish until the user has one.

/// The three positions of the toggle.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system prefers.
    #[default]
    System,
    /// Print paper.
    Light,
    /// Iron plate.
    Dark,
}

impl Theme {
    /// The value of the `data-theme` attribute and of storage.
    pub fn value(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// Reads such a value back; anything unknown is the system's.
    pub fn from_value(value: &str) -> Self {
        match value {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::System,
        }
    }

    /// The next position.
    pub fn next(self) -> Self {
        match self {
            Self::System => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::System,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_presses_cycle_through_the_themes() {
        let start = Theme::default();
        assert_eq!(start.next().next().next(), start);
        for theme in [start, start.next(), start.next().next()] {
            assert_eq!(Theme::from_value(theme.value()), theme);
        }
    }
}
