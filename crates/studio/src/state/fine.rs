//! The choices that only some people make: numbers, and a few picks. Each is empty for the service's own.

use serde::{Deserialize, Serialize};

use super::{models, number};

/// One of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fine {
    /// 0 to 2.
    Temperature,
    /// 0 to 1.
    TopP,
    /// A whole number from 1.
    TopK,
    /// A whole 32-bit number.
    Seed,
    /// The system instruction.
    System,
    /// How much the model thinks first, in the wire's words.
    Thinking,
    /// From which probability on the service blocks, in the wire's words.
    Safety,
    /// Whether the model may search the web first.
    Search,
    /// Whether the answer may do without words.
    OnlyPictures,
}

/// What stands for a ticked box.
pub const TICKED: &str = "yes";
/// From the least on.
pub const THINKING: [&str; 3] = ["MINIMAL", "MEDIUM", "HIGH"];
/// From the strictest on.
pub const SAFETY: [&str; 4] = ["BLOCK_LOW_AND_ABOVE", "BLOCK_MEDIUM_AND_ABOVE", "BLOCK_ONLY_HIGH", "OFF"];
/// The kinds of harm that a threshold is sent for.
pub const HARMS: [&str; 4] = ["HARASSMENT", "HATE_SPEECH", "SEXUALLY_EXPLICIT", "DANGEROUS_CONTENT"];

impl Fine {
    /// The numbers, as they stand in the form.
    pub const NUMBERS: [Self; 4] = [Self::Temperature, Self::TopP, Self::TopK, Self::Seed];

    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Temperature,
        Self::TopP,
        Self::TopK,
        Self::Seed,
        Self::System,
        Self::Thinking,
        Self::Safety,
        Self::Search,
        Self::OnlyPictures,
    ];

    /// The id of its field.
    pub fn id(self) -> &'static str {
        match self {
            Self::Temperature => "temperature",
            Self::TopP => "top-p",
            Self::TopK => "top-k",
            Self::Seed => "seed",
            Self::System => "system",
            Self::Thinking => "thinking",
            Self::Safety => "safety",
            Self::Search => "web-search",
            Self::OnlyPictures => "only-pictures",
        }
    }

    /// Least, most, and whether it is whole; for numbers.
    fn range(self) -> (f64, f64, bool) {
        let most = f64::from(i32::MAX);
        match self {
            Self::Temperature => (0.0, 2.0, false),
            Self::TopP => (0.0, 1.0, false),
            Self::TopK => (1.0, most, true),
            _ => (-most, most, true),
        }
    }
}

/// All of them, as typed and picked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fines(Vec<String>);

impl Fines {
    /// As typed or picked.
    pub fn get(&self, fine: Fine) -> &str {
        self.0.get(fine as usize).map_or("", String::as_str)
    }

    /// Takes what was typed or picked.
    pub fn set(&mut self, fine: Fine, value: String) {
        let place = fine as usize;
        if self.0.len() <= place {
            self.0.resize(place + 1, String::new());
        }
        self.0[place] = value;
        // What is empty again is as if it had never been touched.
        let filled = self.0.iter().rposition(|value| !value.is_empty());
        self.0.truncate(filled.map_or(0, |place| place + 1));
    }

    /// Whether a box is ticked.
    pub fn is_ticked(&self, fine: Fine) -> bool {
        self.get(fine) == TICKED
    }

    /// Whether anything is chosen.
    pub fn is_any(&self) -> bool {
        self.0.iter().any(|value| !value.trim().is_empty())
    }

    /// The number; `None` when nothing or nothing legal was typed.
    pub fn number(&self, fine: Fine) -> Option<f64> {
        let (least, most, whole) = fine.range();
        // A comma for a point is what much of the world types.
        let value = number::read(&self.get(fine).trim().replace(',', "."))?;
        ((least..=most).contains(&value) && (!whole || value.fract() == 0.0)).then_some(value)
    }

    /// The first number that is none.
    pub fn wrong(&self) -> Option<Fine> {
        let is_wrong = |fine: &Fine| self.number(*fine).is_none() && !self.get(*fine).trim().is_empty();
        Fine::NUMBERS.into_iter().find(is_wrong)
    }

    /// A pick, as far as it is one of those on offer.
    fn pick(&self, fine: Fine, offered: &[&str]) -> &str {
        let picked = self.get(fine);
        if offered.contains(&picked) { picked } else { "" }
    }

    /// How much `model` is to think; empty for its own way.
    pub fn thinking(&self, model: &str) -> &str {
        self.pick(Fine::Thinking, models::thinking(model))
    }

    /// The threshold; empty for the service's own.
    pub fn safety(&self) -> &str {
        self.pick(Fine::Safety, &SAFETY)
    }

    /// Whether `model` is to search the web first.
    pub fn searches(&self, model: &str) -> bool {
        self.is_ticked(Fine::Search) && models::can_search(model)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fines(typed: &[(Fine, &str)]) -> Fines {
        let mut fines = Fines::default();
        typed.iter().for_each(|(fine, value)| fines.set(*fine, (*value).into()));
        fines
    }

    #[test]
    fn numbers_are_what_much_of_the_world_types() {
        let fines = fines(&[(Fine::Temperature, "0,7"), (Fine::Seed, " 42 "), (Fine::TopK, "40")]);
        let numbers = Fine::NUMBERS.map(|fine| fines.number(fine));
        assert_eq!(numbers, [Some(0.7), None, Some(40.0), Some(42.0)]);
        assert_eq!(fines.wrong(), None);
    }

    #[test]
    fn what_is_out_of_range_or_no_number_is_named() {
        for (fine, typed) in [
            (Fine::Temperature, "2.1"),
            (Fine::TopP, "1.5"),
            (Fine::TopK, "0"),
            (Fine::Seed, "1.5"),
            (Fine::Seed, "99999999999"),
            (Fine::Seed, "inf"),
            (Fine::TopP, "NaN"),
        ] {
            assert_eq!(fines(&[(fine, typed)]).wrong(), Some(fine), "{typed}");
        }
        assert_eq!(fines(&[(Fine::Seed, "-3")]).wrong(), None);
    }

    #[test]
    fn what_a_model_does_not_offer_is_not_sent_to_it() {
        let fines = fines(&[(Fine::Thinking, "HIGH"), (Fine::Search, TICKED), (Fine::Safety, "rubbish")]);
        assert_eq!(fines.thinking("gemini-3.1-flash-image"), "HIGH");
        assert_eq!(fines.thinking("gemini-2.5-flash-image"), "");
        assert!(fines.searches("gemini-3-pro-image") && !fines.searches("gemini-2.5-flash-image"));
        assert_eq!(fines.safety(), "");
    }

    #[test]
    fn blanks_are_no_choice() {
        assert!(!fines(&[(Fine::System, " ")]).is_any() && fines(&[(Fine::OnlyPictures, TICKED)]).is_any());
    }
}
