//! The turns of a conversation as they are sent back: parts as received, signatures on their own part, and a limit on
//! the size of all images together.

use crate::json::Value;
use crate::request::options::{Content, InputPart};
use crate::response::generation::{Generation, Part, PartBody};

/// A turn of the user and the model's answer, with images as handles.
///
/// ```
/// # use tintype_protocol::request::history::Turn;
/// # fn example(turns: &[Turn<Vec<u8>>]) {
/// let pictures = turns.iter().flat_map(|turn| &turn.answer.parts).filter_map(|part| part.image.as_ref());
/// # }
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(
    any(test, feature = "serde"),
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "camelCase")
)]
pub struct Turn<I> {
    /// The turn of the user, as it was sent.
    pub user: Content<I>,
    /// The turn of the model, as it is to be sent back.
    pub answer: Content<I>,
    /// The model that answered. Its signatures are useless to any other model.
    pub model: String,
}

/// Turns as contents of a request, and the number of images that were omitted.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct TrimmedHistory<I> {
    /// Turns of user and model, alternating.
    pub contents: Vec<Content<I>>,
    /// The number of images of older turns that did not fit.
    pub omitted: usize,
}

/// The text that replaces an omitted image, because the service refuses a turn without parts.
const OMITTED_IMAGE: &str = "(An earlier image, left out here.)";

/// Converts an answer to the model's turn. Drops thoughts, except signed ones and a draft that replaced the final
/// image, because the next turn is about that draft.
pub fn answer<Img, I>(generation: &Generation<Img>, input: impl Fn(&Img) -> (I, bool)) -> Content<I> {
    let is_final = |part: &Part<Img>| matches!(&part.body, PartBody::Image(image) if input(image).1);
    let is_image = |part: &Part<Img>| matches!(part.body, PartBody::Image(_));
    let answered = &generation.parts;
    let stand_in = if answered.iter().any(is_final) { None } else { answered.iter().rposition(is_image) };
    let input_at = |at, image: &Img| {
        let (image, is_final) = input(image);
        (image, is_final || stand_in == Some(at))
    };
    let mut parts = Vec::new();
    for (at, part) in answered.iter().enumerate() {
        if let Some(part) = sent_back(part, |image| input_at(at, image)) {
            parts.push(part);
        }
    }
    Content { role: "model".to_owned(), parts }
}

fn sent_back<Img, I>(part: &Part<Img>, input: impl Fn(&Img) -> (I, bool)) -> Option<InputPart<I>> {
    let is_signed = part.thought_signature.is_some();
    let mut input_part = match &part.body {
        PartBody::Text(text) => InputPart::text(text),
        PartBody::Thought(text) if is_signed => InputPart::text(text).with("thought", true.into()),
        PartBody::Image(image) => {
            let (image, is_final) = input(image);
            match (is_final, is_signed) {
                (true, _) => InputPart::image(image),
                (false, true) => InputPart::image(image).with("thought", true.into()),
                (false, false) => return None,
            }
        }
        // A URL is sent back as text, because it may not be a file that the service knows.
        PartBody::RemoteImage { url, .. } if is_signed => InputPart::text(url),
        PartBody::Other(fields) if is_signed => InputPart { image: None, fields: fields.clone() },
        PartBody::Thought(_) | PartBody::RemoteImage { .. } | PartBody::Other(_) => return None,
    };
    if let Some(signature) = &part.thought_signature {
        input_part = input_part.with("thoughtSignature", signature.as_str().into());
    }
    Some(input_part)
}

/// Converts turns to the contents of a request to `model`. Includes the newest images whose bytes fit into `budget`,
/// and omits the others.
pub fn trim_history<I: Clone>(
    turns: &[Turn<I>],
    model: &str,
    mut budget: u64,
    size_of: impl Fn(&I) -> u64,
) -> TrimmedHistory<I> {
    let (mut contents, mut omitted) = (Vec::new(), 0);
    let mut is_full = false;
    for turn in turns.iter().rev() {
        let answer = answer_for(turn, model);
        // The service refuses an answer without parts, and a question without its answer misleads the model.
        if answer.parts.is_empty() {
            continue;
        }
        for mut content in [answer, turn.user.clone()] {
            for part in content.parts.iter_mut().rev() {
                let Some(image) = &part.image else { continue };
                let size = size_of(image);
                // After the first omitted image, all older ones are omitted too, because a conversation with gaps
                // misleads the model.
                is_full |= size > budget;
                if is_full {
                    *part = InputPart::text(OMITTED_IMAGE);
                    omitted += 1;
                } else {
                    budget -= size;
                }
            }
            contents.push(content);
        }
    }
    contents.reverse();
    TrimmedHistory { contents, omitted }
}

/// Returns the answer in a form that `model` accepts. Removes another model's signatures, and the thoughts, empty parts
/// and function calls that were sent back only for their signature.
fn answer_for<I: Clone>(turn: &Turn<I>, model: &str) -> Content<I> {
    let mut answer = turn.answer.clone();
    if turn.model != model {
        answer.parts.retain_mut(|part| {
            let was_signed = part.fields.remove("thoughtSignature").is_some();
            let has_image = part.image.is_some() || part.fields.contains_key("fileData");
            let is_empty = !has_image && part.fields.get("text").is_none_or(|text| text == "");
            !(was_signed && (is_empty || part.fields.contains_key("thought")))
        });
    }
    answer
}

impl<I> InputPart<I> {
    fn with(mut self, name: &str, value: Value) -> Self {
        self.fields.insert(name.to_owned(), value);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::json;
    use crate::json::Map;

    fn turn(image: u64) -> Turn<u64> {
        let signed = InputPart::image(image).with("thoughtSignature", "c2ln".into());
        Turn {
            user: Content { role: "user".into(), parts: vec![InputPart::text("ask")] },
            answer: Content { role: "model".into(), parts: vec![signed] },
            model: "m".into(),
        }
    }

    #[test]
    fn the_newest_images_are_kept() {
        let history = trim_history(&[turn(5), turn(1), turn(4)], "m", 5, |size| *size);
        let images: Vec<_> = history.contents.iter().map(|content| content.parts[0].image).collect();
        assert_eq!(images, [None, None, None, Some(1), None, Some(4)]);
        assert_eq!(history.omitted, 1);
        assert_eq!(history.contents[1].parts, [InputPart::text(OMITTED_IMAGE)]);
    }

    #[test]
    fn a_turn_that_cannot_be_sent_back_is_omitted_with_its_question() {
        let empty = Turn { answer: Content { role: "model".into(), parts: Vec::new() }, ..turn(1) };
        let history = trim_history(&[turn(1), empty, turn(2)], "m", 9, |size| *size);
        let roles: Vec<_> = history.contents.iter().map(|content| content.role.as_str()).collect();
        assert_eq!(roles, ["user", "model", "user", "model"]);
        assert!(history.contents.iter().all(|content| !content.parts.is_empty()));
    }

    #[test]
    fn a_draft_that_stood_in_is_sent_back() {
        let part = |is_final| Part { body: PartBody::Image(is_final), thought_signature: None };
        let images = |parts: Vec<Part<(u32, bool)>>| {
            let generation = Generation { parts, ..Generation::default() };
            let content = answer(&generation, |image| (image.0, image.1));
            content.parts.iter().filter_map(|part| part.image).collect::<Vec<_>>()
        };
        assert_eq!(images(vec![part((1, false)), part((2, false))]), [2]);
        assert_eq!(images(vec![part((1, false)), part((2, true))]), [2]);
    }

    #[test]
    fn signatures_go_only_to_their_own_model() {
        let to = |model| trim_history(&[turn(1)], model, 9, |size| *size).contents[1].parts[0].fields.len();
        assert_eq!((to("m"), to("other")), (1, 0));
    }

    #[test]
    fn parts_kept_for_a_signature_are_dropped_with_it() {
        let signed = |part: InputPart<u64>| part.with("thoughtSignature", "c2ln".into());
        let file = || InputPart::file("https://service.test/v1beta/files/a", Some("image/png"));
        let parts = vec![
            signed(InputPart::text("hm").with("thought", true.into())),
            signed(InputPart::text("here")),
            signed(InputPart::image(7)),
            // An uploaded image is an image as well.
            signed(file()),
            signed(InputPart::text("")),
            signed(InputPart { image: None, fields: Map::new() }.with("functionCall", json!({"name": "f"}))),
        ];
        let turn = Turn { answer: Content { role: "model".into(), parts }, ..turn(1) };
        let kept = |model| {
            trim_history(std::slice::from_ref(&turn), model, 9, |size| *size).contents[1].parts.clone()
        };
        assert_eq!(kept("m").len(), 6);
        assert_eq!(kept("other"), [InputPart::text("here"), InputPart::image(7), file()]);
    }

    #[test]
    fn thoughts_are_dropped_unless_signed() {
        let part =
            |body, signature: Option<&str>| Part { body, thought_signature: signature.map(str::to_owned) };
        let generation = Generation {
            parts: vec![
                part(PartBody::Thought("hm".into()), None),
                part(PartBody::Thought("aha".into()), Some("s1")),
                part(PartBody::Text("here".into()), Some("s2")),
                part(PartBody::Image(false), None),
                part(PartBody::Image(true), Some("s3")),
            ],
            ..Generation::default()
        };
        let content = answer(&generation, |is_final| ("image", *is_final));
        let fields: Vec<_> =
            content.parts.iter().map(|part| Value::Object(part.fields.clone()).to_string()).collect();
        assert_eq!(
            fields,
            [
                r#"{"text":"aha","thought":true,"thoughtSignature":"s1"}"#,
                r#"{"text":"here","thoughtSignature":"s2"}"#,
                r#"{"thoughtSignature":"s3"}"#
            ]
        );
        assert_eq!(content.parts[2].image, Some("image"));
    }
}
