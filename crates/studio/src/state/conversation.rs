//! The conversation that a result ends, put together from what is kept of each turn: so a reload changes nothing.

use super::gallery::ResultList;
use super::result::{AnswerPart, ResultFacts, ResultId, Source};

/// An image of an earlier turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Image {
    /// The picture of a result.
    Picture(ResultId),
    /// A file beside it.
    File(ResultId, usize),
}

/// A part of a turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The image, if it is one.
    pub image: Option<Image>,
    /// The words, if it has any.
    pub text: Option<String>,
    /// Whether it is thought.
    pub thought: bool,
    /// The model's mark.
    pub signature: Option<String>,
}

/// A turn of the person or of the model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// `user` or `model`.
    pub role: &'static str,
    /// In order.
    pub parts: Vec<Part>,
}

/// What stands for an image that was left out: a turn without parts would be refused.
const LEFT_OUT: &str = "(An earlier image, left out here.)";

/// Which of a result's sources go out with its prompt. The result that it continues is in the conversation already,
/// unless others stand beside it: then "the first image" has to mean what it says.
pub fn sent_sources(facts: &ResultFacts) -> &[Source] {
    match facts.sources.as_slice() {
        [_] if facts.parent().is_some() && !facts.is_retouch => &[],
        sources => sources,
    }
}

/// The way from the first picture to this one, by what continues what.
pub fn lineage<H>(list: &ResultList<H>, id: ResultId) -> Vec<ResultId> {
    let mut way = Vec::new();
    let mut next = Some(id);
    while let Some(facts) = next.and_then(|id| list.get(id)).map(|outcome| &outcome.facts) {
        // A record that names itself as its origin would lead in circles.
        if way.contains(&facts.id) {
            break;
        }
        way.push(facts.id);
        next = facts.parent();
    }
    way.reverse();
    way
}

/// How many bytes the images of a conversation may have, where a request takes `limit`, before a prompt with `sources`
/// of these sizes. A single one is the picture that is continued: it goes in its own turn only, and stays there however
/// large it is, since the library makes it smaller. Several go beside the prompt, and take their room first.
pub fn room(sources: &[u64], limit: u64) -> u64 {
    match sources {
        [continued] => limit.max(*continued),
        several => limit.saturating_sub(several.iter().sum()),
    }
}

/// The turns that lead to `id`, for a request to `model`: the newest images within `room` bytes, marks only for the
/// model that made them.
pub fn turns<H>(list: &ResultList<H>, id: ResultId, model: &str, mut room: u64) -> Vec<Turn> {
    let way = lineage(list, id);
    let facts = way.iter().filter_map(|id| list.get(*id)).map(|outcome| &outcome.facts);
    let mut facts: Vec<&ResultFacts> = facts.collect();
    let begin = facts.iter().rposition(|facts| facts.is_retouch).unwrap_or(0);
    let mut turns = Vec::new();
    let mut is_full = false;
    while facts.len() > begin {
        let Some(facts) = facts.pop() else { break };
        for mut turn in [answer(facts, model), question(list, facts)] {
            for (part, size) in turn.parts.iter_mut().rev() {
                // Once one is out, all older ones are: a conversation with holes misleads the model.
                is_full |= *size > room;
                if part.image.is_some() {
                    match is_full {
                        true => *part = words(LEFT_OUT),
                        false => room -= *size,
                    }
                }
            }
            turns.push(Turn {
                role: turn.role,
                parts: turn.parts.into_iter().map(|(part, _)| part).collect(),
            });
        }
    }
    turns.reverse();
    turns
}

/// A turn, with the size of each image.
struct Weighed {
    role: &'static str,
    parts: Vec<(Part, u64)>,
}

fn words(text: &str) -> Part {
    Part { image: None, text: Some(text.to_owned()), thought: false, signature: None }
}

fn question<H>(list: &ResultList<H>, facts: &ResultFacts) -> Weighed {
    let image =
        |image, size| (Part { image: Some(image), text: None, thought: false, signature: None }, size);
    let images = sent_sources(facts).iter().filter_map(|source| match source {
        Source::Result { id } => Some(image(Image::Picture(*id), list.get(*id)?.facts.byte_length)),
        Source::File { index, byte_length, .. } => Some(image(Image::File(facts.id, *index), *byte_length)),
    });
    let parts = std::iter::once((words(&facts.prompt), 0)).chain(images).collect();
    Weighed { role: "user", parts }
}

fn answer(facts: &ResultFacts, model: &str) -> Weighed {
    let picture = [AnswerPart::default()];
    let parts = match facts.answer.as_slice() {
        [] => &picture,
        parts => parts,
    };
    let weighed = parts.iter().map(|part| {
        let is_picture = part.text.is_none();
        let signature = part.signature.clone().filter(|_| facts.asked.model == model);
        let image = is_picture.then_some(Image::Picture(facts.id));
        let size = if is_picture { facts.byte_length } else { 0 };
        (Part { image, text: part.text.clone(), thought: part.thought, signature }, size)
    });
    Weighed { role: "model", parts: weighed.collect() }
}

#[cfg(test)]
mod tests {
    use super::super::gallery::list_for_test;
    use super::super::result::{child_for_test, facts_for_test};
    use super::*;

    const MODEL: &str = "gemini-2.5-flash-image";
    const MUCH: u64 = 100_000_000;

    fn images(turns: &[Turn]) -> Vec<Option<Image>> {
        turns.iter().flat_map(|turn| &turn.parts).map(|part| part.image).collect()
    }

    #[test]
    fn a_conversation_is_question_and_answer_from_the_first_on() {
        let list = list_for_test([facts_for_test(1), child_for_test(2, 1), facts_for_test(3)]);
        let turns = turns(&list, ResultId(2), MODEL, MUCH);
        let roles: Vec<_> = turns.iter().map(|turn| turn.role).collect();
        assert_eq!(roles, ["user", "model", "user", "model"]);
        let (first, second) = (Image::Picture(ResultId(1)), Image::Picture(ResultId(2)));
        assert_eq!(images(&turns), [None, Some(first), None, Some(second)]);
    }

    #[test]
    fn marks_go_back_on_their_own_part_and_to_their_own_model_only() {
        let mut facts = facts_for_test(1);
        facts.answer = vec![
            AnswerPart { text: Some("Here:".into()), ..AnswerPart::default() },
            AnswerPart { signature: Some("c2ln".into()), ..AnswerPart::default() },
        ];
        let list = list_for_test([facts]);
        let marks = |model: &str| {
            let turns = turns(&list, ResultId(1), model, MUCH);
            turns[1].parts.iter().map(|part| part.signature.clone()).collect::<Vec<_>>()
        };
        assert_eq!(marks(MODEL), [None, Some("c2ln".into())]);
        assert_eq!(marks("another"), [None, None]);
    }

    #[test]
    fn the_newest_pictures_are_kept_when_room_is_short() {
        let list = list_for_test([facts_for_test(1), child_for_test(2, 1), child_for_test(3, 2)]);
        let turns = turns(&list, ResultId(3), MODEL, 2_000_000);
        let kept: Vec<_> = images(&turns).into_iter().flatten().collect();
        assert_eq!(kept, [Image::Picture(ResultId(3))]);
        assert!(turns.iter().all(|turn| !turn.parts.is_empty()));
    }

    #[test]
    fn the_picture_that_is_continued_is_never_left_out() {
        let limit = 15_679_488;
        for byte_length in [1_900_000, 7_839_745, 20_000_000] {
            let heavy = ResultFacts { byte_length, ..child_for_test(2, 1) };
            let list = list_for_test([ResultFacts { byte_length, ..facts_for_test(1) }, heavy]);
            let turns = turns(&list, ResultId(2), MODEL, room(&[byte_length], limit));
            let kept: Vec<_> = images(&turns).into_iter().flatten().collect();
            assert_eq!(kept.last(), Some(&Image::Picture(ResultId(2))), "{byte_length}");
            assert_eq!(kept.len(), if 2 * byte_length > limit { 1 } else { 2 }, "{byte_length}");
        }
    }

    #[test]
    fn what_goes_beside_the_prompt_takes_its_room_from_the_conversation() {
        assert_eq!(room(&[4, 5], 20), 11);
        assert_eq!(room(&[14, 15], 20), 0);
    }

    #[test]
    fn a_reference_beside_the_picture_sends_both() {
        let mut edit = child_for_test(2, 1);
        edit.sources.push(Source::File { index: 0, name: "a.png".into(), byte_length: 9 });
        let list = list_for_test([facts_for_test(1), edit]);
        let sent = images(&turns(&list, ResultId(2), MODEL, MUCH));
        assert_eq!(sent[3..5], [Some(Image::Picture(ResultId(1))), Some(Image::File(ResultId(2), 0))]);
    }

    #[test]
    fn a_retouch_begins_anew_with_what_it_was_made_from() {
        let retouch = ResultFacts { is_retouch: true, ..child_for_test(2, 1) };
        let list = list_for_test([facts_for_test(1), retouch]);
        let turns = turns(&list, ResultId(2), MODEL, MUCH);
        assert_eq!(turns.len(), 2);
        assert_eq!(turns[0].parts[1].image, Some(Image::Picture(ResultId(1))));
    }

    #[test]
    fn a_circle_ends() {
        let list = list_for_test([child_for_test(1, 2), child_for_test(2, 1)]);
        assert_eq!(lineage(&list, ResultId(1)).len(), 2);
    }
}
