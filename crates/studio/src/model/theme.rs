//! The selected colour scheme, which follows the system until the user selects one.

/// The three positions of the toggle.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Theme {
    /// The scheme that the system prefers.
    #[default]
    System,
    /// The light scheme, styled like print paper.
    Light,
    /// The dark scheme, styled like an iron plate.
    Dark,
}

impl Theme {
    /// Returns the value of the `data-theme` attribute and of storage.
    pub fn value(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// Parses such a value. An unknown value means [`Theme::System`].
    pub fn from_value(value: &str) -> Self {
        match value {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::System,
        }
    }

    /// Returns the next position of the toggle.
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
