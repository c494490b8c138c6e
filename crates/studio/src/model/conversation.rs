//! The conversation that ends with a result. It is assembled from the stored turns, so a reload changes nothing. The
//! library decides which of the turns are sent.

use serde_json::{Map, Value};
use tintype::Secret;
use tintype::history::{Content, InputPart, Turn};

use super::gallery::ResultList;
use super::json;
use super::result::{AnswerPart, ResultId, ResultMetadata, Source};

/// An image of an earlier turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Image {
    /// The picture of a result.
    Picture(ResultId),
    /// A file of a result, by its index.
    File(ResultId, usize),
}

/// An image and its file size in bytes.
pub type Weighed = (Image, u64);

/// Returns the sources that are sent with a result's prompt. A single result that is continued is omitted, because the
/// conversation contains it already. If there are several images, all are sent, so that "the first image" in the prompt
/// refers to the right one.
pub fn sent_sources(metadata: &ResultMetadata) -> &[Source] {
    match metadata.sources.as_slice() {
        [_] if metadata.parent().is_some() && !metadata.is_retouch => &[],
        sources => sources,
    }
}

/// Returns the results from the first picture to this one, each of which continues the previous one.
pub fn ancestry<B>(list: &ResultList<B>, id: ResultId) -> Vec<ResultId> {
    let mut path = Vec::new();
    let mut next = Some(id);
    while let Some(metadata) = next.and_then(|id| list.get(id)).map(|item| &item.metadata) {
        // A record that names itself as its source would cause an infinite loop.
        if path.contains(&metadata.id) {
            break;
        }
        path.push(metadata.id);
        next = metadata.parent();
    }
    path.reverse();
    path
}

/// Returns the number of bytes that the images of a conversation may have, if a request may have `limit` bytes and the
/// prompt has `sources` of these sizes. A single source is the continued picture. It is sent in its own turn only and
/// is never dropped, because the library shrinks it. Several sources are sent with the prompt, so their sizes are
/// subtracted first.
pub fn image_budget(sources: &[u64], limit: u64) -> u64 {
    match sources {
        [continued] => limit.max(*continued),
        several => limit.saturating_sub(several.iter().sum()),
    }
}

/// Returns the turns that lead to `id`.
pub fn turns<B>(list: &ResultList<B>, id: ResultId) -> Vec<Turn<Weighed>> {
    let path = ancestry(list, id);
    let metadata: Vec<_> = path.iter().filter_map(|id| list.get(*id)).map(|item| &item.metadata).collect();
    let begin = metadata.iter().rposition(|metadata| metadata.is_retouch).unwrap_or(0);
    let turn = |metadata: &ResultMetadata| Turn {
        user: question(list, metadata),
        answer: answer(metadata),
        model: metadata.requested.model.clone(),
    };
    metadata.into_iter().skip(begin).map(turn).collect()
}

fn question<B>(list: &ResultList<B>, metadata: &ResultMetadata) -> Content<Weighed> {
    let images = sent_sources(metadata).iter().filter_map(|source| match source {
        Source::Result { id } => Some((Image::Picture(*id), list.get(*id)?.metadata.byte_length)),
        Source::File { index, byte_length, .. } => Some((Image::File(metadata.id, *index), *byte_length)),
    });
    let words = InputPart::text(&metadata.prompt);
    Content {
        role: "user".into(),
        parts: std::iter::once(words).chain(images.map(InputPart::image)).collect(),
    }
}

fn answer(metadata: &ResultMetadata) -> Content<Weighed> {
    let picture = [AnswerPart::default()];
    let parts = match metadata.answer.as_slice() {
        [] => &picture,
        parts => parts,
    };
    let image = (Image::Picture(metadata.id), metadata.byte_length);
    Content { role: "model".into(), parts: parts.iter().map(|part| part.to_sent(image)).collect() }
}

/// Removes the key from an answer. A service that quotes the key may split it over any number of parts with other parts
/// between them, such as text between thoughts or thoughts between text.
pub fn redact(parts: &mut [AnswerPart], key: &Secret) {
    let is_any: fn(&AnswerPart) -> bool = |_| true;
    for is_it in [is_any, |part| !part.thought, |part| part.thought] {
        let texts = parts.iter_mut().filter(|part| is_it(part)).filter_map(|part| part.text.as_mut());
        key.redact_parts(&mut texts.collect::<Vec<_>>());
    }
    let signatures = parts.iter_mut().filter_map(|part| part.signature.as_mut());
    key.redact_parts(&mut signatures.collect::<Vec<_>>());
    for part in parts.iter_mut() {
        let json = part.other.take().map(|other| json::write(&other));
        part.other = json.and_then(|json| json::read(key.redact(&json).as_bytes()));
    }
}

impl ResultMetadata {
    /// Removes the key from the texts of the service.
    pub fn redacted(mut self, key: &Secret) -> Self {
        redact(&mut self.answer, key);
        key.redact_parts(
            &mut self.warnings.iter_mut().map(|warning| &mut warning.message).collect::<Vec<_>>(),
        );
        key.redact_parts(&mut self.grounding.texts_mut().collect::<Vec<_>>());
        Self { said: key.redact(&self.said), model: key.redact(&self.model), ..self }
    }
}

impl AnswerPart {
    /// Converts a part of an answer to its stored form.
    pub fn of_sent<I>(part: &InputPart<I>) -> Self {
        let words = |name: &str| part.fields.get(name)?.as_str().map(str::to_owned);
        Self {
            text: words("text"),
            thought: part.fields.get("thought").is_some_and(|thought| *thought == true),
            signature: words("thoughtSignature"),
            other: Self::other_of(part),
        }
    }

    fn other_of<I>(part: &InputPart<I>) -> Option<Map<String, Value>> {
        let is_own = |name: &str| matches!(name, "text" | "thought" | "thoughtSignature");
        let others = part.fields.iter().filter(|(name, _)| !is_own(name));
        let others: Map<_, _> = others.map(|(name, value)| (name.clone(), value.clone().into())).collect();
        (!others.is_empty()).then_some(others)
    }

    /// Returns an empty part that preserves the position and signature of a picture that is a result of its own.
    pub fn of_elsewhere<I>(part: &InputPart<I>) -> Option<Self> {
        let part = Self { text: Some(String::new()), ..Self::of_sent(part) };
        part.signature.is_some().then_some(part)
    }

    /// Converts the part to the form that is sent back. An empty part represents the picture.
    fn to_sent<I>(&self, picture: I) -> InputPart<I> {
        let fields = [
            ("text", self.text.as_deref().map(Into::into)),
            ("thought", self.thought.then(|| true.into())),
            ("thoughtSignature", self.signature.as_deref().map(Into::into)),
        ];
        let fields = fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
        let is_picture = self.text.is_none() && self.other.is_none();
        let others = tintype::json::Map::from(self.other.clone().unwrap_or_default());
        InputPart { image: is_picture.then_some(picture), fields: others.into_iter().chain(fields).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::super::gallery::list_for_test;
    use super::super::result::{child_for_test, metadata_for_test};
    use super::*;
    use serde_json::json;
    use tintype::history::trim_history;

    const MODEL: &str = "gemini-2.5-flash-image";
    const MUCH: u64 = 100_000_000;

    fn contents(list: &ResultList<()>, id: ResultId, model: &str, budget: u64) -> Vec<Content<Weighed>> {
        trim_history(&turns(list, id), model, budget, |image| image.1).contents
    }

    fn images(contents: &[Content<Weighed>]) -> Vec<Option<Image>> {
        let parts = contents.iter().flat_map(|content| &content.parts);
        parts.map(|part| part.image.map(|image| image.0)).collect()
    }

    #[test]
    fn a_conversation_is_question_and_answer_from_the_first_on() {
        let list = list_for_test([metadata_for_test(1), child_for_test(2, 1), metadata_for_test(3)]);
        let turns = contents(&list, ResultId(2), MODEL, MUCH);
        let roles: Vec<_> = turns.iter().map(|turn| turn.role.as_str()).collect();
        assert_eq!(roles, ["user", "model", "user", "model"]);
        let (first, second) = (Image::Picture(ResultId(1)), Image::Picture(ResultId(2)));
        assert_eq!(images(&turns), [None, Some(first), None, Some(second)]);
    }

    #[test]
    fn signatures_are_sent_on_their_part_to_their_model_only() {
        let mut metadata = metadata_for_test(1);
        metadata.answer = vec![
            AnswerPart { text: Some("Here:".into()), ..AnswerPart::default() },
            AnswerPart { signature: Some("c2ln".into()), ..AnswerPart::default() },
        ];
        let list = list_for_test([metadata]);
        let signatures = |model: &str| {
            let turns = contents(&list, ResultId(1), model, MUCH);
            turns[1].parts.iter().map(|part| AnswerPart::of_sent(part).signature).collect::<Vec<_>>()
        };
        assert_eq!(signatures(MODEL), [None, Some("c2ln".into())]);
        assert_eq!(signatures("another"), [None, None]);
    }

    #[test]
    fn the_newest_pictures_are_kept_when_the_budget_is_short() {
        let list = list_for_test([metadata_for_test(1), child_for_test(2, 1), child_for_test(3, 2)]);
        let turns = contents(&list, ResultId(3), MODEL, 2_000_000);
        let kept: Vec<_> = images(&turns).into_iter().flatten().collect();
        assert_eq!(kept, [Image::Picture(ResultId(3))]);
        assert!(turns.iter().all(|turn| !turn.parts.is_empty()));
    }

    #[test]
    fn the_continued_picture_is_never_omitted() {
        let limit = 15_679_488;
        for byte_length in [1_900_000, 7_839_745, 20_000_000] {
            let heavy = ResultMetadata { byte_length, ..child_for_test(2, 1) };
            let list = list_for_test([ResultMetadata { byte_length, ..metadata_for_test(1) }, heavy]);
            let turns = contents(&list, ResultId(2), MODEL, image_budget(&[byte_length], limit));
            let kept: Vec<_> = images(&turns).into_iter().flatten().collect();
            assert_eq!(kept.last(), Some(&Image::Picture(ResultId(2))), "{byte_length}");
            assert_eq!(kept.len(), if 2 * byte_length > limit { 1 } else { 2 }, "{byte_length}");
        }
    }

    #[test]
    fn an_image_of_the_prompt_counts_against_the_conversation_budget() {
        assert_eq!(image_budget(&[4, 5], 20), 11);
        assert_eq!(image_budget(&[14, 15], 20), 0);
    }

    #[test]
    fn a_reference_next_to_the_picture_sends_both() {
        let mut edit = child_for_test(2, 1);
        edit.sources.push(Source::File { index: 0, name: "a.png".into(), byte_length: 9 });
        let list = list_for_test([metadata_for_test(1), edit]);
        let sent = images(&contents(&list, ResultId(2), MODEL, MUCH));
        assert_eq!(sent[3..5], [Some(Image::Picture(ResultId(1))), Some(Image::File(ResultId(2), 0))]);
    }

    #[test]
    fn a_retouch_starts_a_conversation_with_its_source() {
        let retouch = ResultMetadata { is_retouch: true, ..child_for_test(2, 1) };
        let list = list_for_test([metadata_for_test(1), retouch]);
        let turns = contents(&list, ResultId(2), MODEL, MUCH);
        assert_eq!(turns.len(), 2);
        assert_eq!(images(&turns)[1], Some(Image::Picture(ResultId(1))));
    }

    #[test]
    fn stored_parts_of_an_answer_are_sent_back_unchanged() {
        for part in [
            AnswerPart {
                text: Some("aha".into()),
                thought: true,
                signature: Some("c2ln".into()),
                other: None,
            },
            AnswerPart { text: Some(String::new()), signature: Some("c2ln".into()), ..AnswerPart::default() },
            AnswerPart {
                signature: Some("c2ln".into()),
                other: Some(Map::from_iter([("functionCall".to_owned(), json!({"name": "f"}))])),
                ..AnswerPart::default()
            },
            AnswerPart { text: Some("Here:".into()), ..AnswerPart::default() },
            AnswerPart { signature: Some("c2ln".into()), ..AnswerPart::default() },
        ] {
            let sent = part.to_sent("picture");
            assert_eq!(sent.image.is_some(), part.text.is_none() && part.other.is_none());
            assert_eq!(AnswerPart::of_sent(&sent), part);
        }
    }

    #[test]
    fn a_key_that_is_split_over_parts_is_taken_out() {
        let key = Secret::new("sk-12345678");
        let part =
            |text: &str, thought| AnswerPart { text: Some(text.into()), thought, ..AnswerPart::default() };
        let mut picture = AnswerPart { signature: Some("sk-1".into()), ..AnswerPart::default() };
        let mut parts = vec![part("Your key: s", false), part("k-12", true), picture.clone()];
        picture.signature = Some("2345678".into());
        parts.extend([part("k-1234567", false), picture, part("345678, is", true), part("8!", false)]);
        redact(&mut parts, &key);
        let of = |thought| {
            let parts = parts.iter().filter(|part| part.thought == thought);
            parts.filter_map(|part| part.text.as_deref()).collect::<String>()
        };
        assert_eq!((of(false).as_str(), of(true).as_str()), ("Your key: [key]!", "k-12345678, is"));
        let mut whole = vec![part("a sk-123", true), part("45678", true)];
        redact(&mut whole, &key);
        assert_eq!(whole, [part("a [key]", true), part("", true)]);
    }

    #[test]
    fn a_circle_ends() {
        let list = list_for_test([child_for_test(1, 2), child_for_test(2, 1)]);
        assert_eq!(ancestry(&list, ResultId(1)).len(), 2);
    }
}
