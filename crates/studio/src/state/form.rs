//! What the person is asking for, apart from the input images.

use super::ratio::Ratio;

/// The prompt and the choices beside it. It outlives every failure: only the person changes it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Form {
    /// As typed; trimmed only when it is sent.
    pub prompt: String,
    /// `None` until the person picks one.
    pub ratio: Option<Ratio>,
}

/// Why Generate cannot start yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// Nothing to draw and nothing to change.
    Prompt,
}

impl Form {
    /// What is missing before anything can be sent.
    pub fn missing(&self) -> Option<Missing> {
        self.prompt.trim().is_empty().then_some(Missing::Prompt)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_are_not_a_prompt() {
        let form = |prompt: &str| Form { prompt: prompt.into(), ratio: None };
        assert_eq!(form(" \n").missing(), Some(Missing::Prompt));
        assert_eq!(form("a pear").missing(), None);
    }
}
