//! The two pictures of a comparison, and the candidates for it.

use super::gallery::Origin;
use super::result::{ResultId, ResultMetadata};

/// The picture that is shown underneath.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Against {
    /// An image that the result was made from, by its index among these.
    Origin(usize),
    /// Another result.
    Result(ResultId),
}

/// An open comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comparison {
    /// The result whose "Compare" button was pressed.
    pub subject: ResultId,
    /// The picture that is shown underneath.
    pub against: Against,
}

/// A picture that can be chosen for the comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The identity of the picture.
    pub against: Against,
    /// The label of the picture.
    pub name: String,
    /// The URL of the picture.
    pub url: String,
}

/// The most candidates that are offered. The user compares any other picture by selecting two pictures in the gallery.
const MOST: usize = 60;

/// Returns the pictures that `subject` can be compared with. Its source images come first, in the order of sending.
/// They are followed by the chosen result, the variants of the same job, and the other results in their order.
pub fn candidates<'a>(
    subject: &ResultMetadata,
    chosen: Option<Against>,
    origins: &[Origin],
    all: impl Iterator<Item = &'a ResultMetadata>,
) -> Vec<Candidate> {
    let first = origins.iter().enumerate().map(|(place, origin)| Candidate {
        against: Against::Origin(place),
        name: super::bound::name(&origin.name),
        url: origin.url.clone(),
    });
    let is_offered = |metadata: &&ResultMetadata| {
        metadata.id != subject.id && !origins.iter().any(|origin| origin.result == Some(metadata.id))
    };
    let mut others: Vec<_> = all.filter(is_offered).collect();
    let is_chosen = |metadata: &ResultMetadata| chosen == Some(Against::Result(metadata.id));
    let is_variant = |metadata: &ResultMetadata| subject.job.is_some() && metadata.job == subject.job;
    others.sort_by_key(|metadata| (!is_chosen(metadata), !is_variant(metadata)));
    let others = others.into_iter().map(|metadata| Candidate {
        against: Against::Result(metadata.id),
        name: super::bound::name(&metadata.prompt),
        url: metadata.url.clone(),
    });
    first.chain(others).take(MOST).collect()
}

#[cfg(test)]
mod tests {
    use super::super::result::metadata_for_test;
    use super::*;

    fn against(subject: u64, origins: &[Origin], all: &[u64]) -> Vec<Against> {
        let all: Vec<_> = all.iter().map(|id| metadata_for_test(*id)).collect();
        names(candidates(&metadata_for_test(subject), None, origins, all.iter()))
    }

    fn names(candidates: Vec<Candidate>) -> Vec<Against> {
        candidates.into_iter().map(|candidate| candidate.against).collect()
    }

    #[test]
    fn an_edit_is_compared_with_its_source() {
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
    fn the_chosen_one_comes_first_then_variants_and_the_rest_is_bounded() {
        let of_job = |id, job| ResultMetadata { job, ..metadata_for_test(id) };
        let mut all: Vec<_> = (10..200).map(|id| of_job(id, None)).collect();
        all.push(of_job(2, Some(7)));
        let chosen = Against::Result(ResultId(199));
        let offered = names(candidates(&of_job(1, Some(7)), Some(chosen), &[], all.iter()));
        assert_eq!((&offered[..2], offered.len()), (&[chosen, Against::Result(ResultId(2))][..], MOST));
    }
}
