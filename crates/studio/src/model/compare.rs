//! Which two pictures lie on each other, and what else could be laid there.

use super::gallery::Origin;
use super::result::{ResultFacts, ResultId};

/// The picture underneath.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Against {
    /// An image that the result was made from, by its place among these.
    Origin(usize),
    /// Another result.
    Result(ResultId),
}

/// A comparison that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comparison {
    /// The result whose "Compare" was pressed.
    pub subject: ResultId,
    /// The picture underneath.
    pub against: Against,
}

/// A picture that can be chosen to lie underneath.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Which one it is.
    pub against: Against,
    /// Its name.
    pub name: String,
    /// Where it is.
    pub url: String,
}

/// The text before the place of an origin in the value of its option.
const ORIGIN: &str = "origin";

impl Against {
    /// The value of its option in a list.
    pub fn value(self) -> String {
        match self {
            Self::Origin(place) => format!("{ORIGIN}{place}"),
            Self::Result(ResultId(id)) => id.to_string(),
        }
    }

    /// Reads such a value back.
    pub fn from_value(value: &str) -> Option<Self> {
        match value.strip_prefix(ORIGIN) {
            Some(place) => place.parse().ok().map(Self::Origin),
            None => value.parse().ok().map(|id| Self::Result(ResultId(id))),
        }
    }
}

/// Returns the pictures that `subject` can be compared with: those that it was made from first, in the order in which they were
/// sent, then the other results in their order.
pub fn candidates<'a>(
    subject: ResultId,
    origins: &[Origin],
    all: impl Iterator<Item = &'a ResultFacts>,
) -> Vec<Candidate> {
    let first = origins.iter().enumerate().map(|(place, origin)| Candidate {
        against: Against::Origin(place),
        name: super::bound::name(&origin.name),
        url: origin.url.clone(),
    });
    let is_offered = |facts: &&ResultFacts| {
        facts.id != subject && !origins.iter().any(|origin| origin.result == Some(facts.id))
    };
    let others = all.filter(is_offered).map(|facts| Candidate {
        against: Against::Result(facts.id),
        name: super::bound::name(&facts.prompt),
        url: facts.url.clone(),
    });
    first.chain(others).collect()
}

#[cfg(test)]
mod tests {
    use super::super::result::facts_for_test;
    use super::*;

    fn against(subject: u64, origins: &[Origin], all: &[u64]) -> Vec<Against> {
        let all: Vec<_> = all.iter().map(|id| facts_for_test(*id)).collect();
        candidates(ResultId(subject), origins, all.iter()).iter().map(|candidate| candidate.against).collect()
    }

    #[test]
    fn an_edit_is_compared_with_what_it_was_made_from() {
        let origin = Origin { result: Some(ResultId(1)), name: "before".into(), url: "blob:1".into() };
        let file = Origin { result: None, name: "file".into(), url: "blob:f".into() };
        let offered = against(3, &[origin, file], &[3, 2, 1]);
        assert_eq!(offered, [Against::Origin(0), Against::Origin(1), Against::Result(ResultId(2))]);
    }

    #[test]
    fn a_first_picture_is_compared_with_the_others() {
        assert_eq!(against(1, &[], &[2, 1]), [Against::Result(ResultId(2))]);
        assert!(against(2, &[], &[2]).is_empty());
    }

    #[test]
    fn values_survive_the_list() {
        for against in [Against::Origin(0), Against::Origin(13), Against::Result(ResultId(12))] {
            assert_eq!(Against::from_value(&against.value()), Some(against));
        }
        assert_eq!((Against::from_value("?"), Against::from_value("origin?")), (None, None));
    }
}
