//! What a tab has not finished yet, as it is kept beyond a reload: its input images, and the pictures that it has asked
//! for. No key is in it.

use serde::{Deserialize, Serialize};

use super::input::InputFacts;
use super::json;
use super::result::{Asked, ResultId, Source};

/// What is kept. The bytes of files lie beside it, in their order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Draft {
    /// The input images.
    Inputs(Vec<SavedInput>),
    /// A picture that was asked for.
    Job(Box<SavedJob>),
}

/// An input image. The bytes of a result are those of the result.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SavedInput {
    /// The file's name.
    pub name: String,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// Whether browsers can draw it.
    pub showable: bool,
    /// The result that it is.
    pub result: Option<ResultId>,
}

impl SavedInput {
    /// What is kept of it.
    pub fn new(facts: &InputFacts) -> Self {
        let InputFacts { name, width, height, showable, result, .. } = facts.clone();
        Self { name, width, height, showable, result }
    }
}

/// A picture that was asked for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SavedJob {
    /// What to draw, or what to change.
    pub prompt: String,
    /// The choices beside it.
    pub asked: Asked,
    /// The images, in the order of sending.
    pub sources: Vec<Source>,
    /// How soft the edge is and what the model is told, for an edit of a part; the mask is the last of the files.
    pub mask: Option<(u32, String)>,
    /// The shape that the picture will most likely have.
    pub shape: (u32, u32),
    /// The service that it was meant for.
    pub endpoint: String,
    /// Whether its request had begun.
    pub has_begun: bool,
}

impl Draft {
    /// As it is kept.
    pub fn to_json(&self) -> String {
        json::write(self)
    }

    /// Reads it back; `None` for what no version of Studio wrote.
    pub fn from_json(json: &str) -> Option<Self> {
        json::read(json.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_survives_and_rubbish_is_none() {
        let job = SavedJob {
            prompt: "一只梨".into(),
            asked: Asked { model: "m".into(), ..Asked::default() },
            sources: vec![Source::Result { id: ResultId(1) }],
            mask: Some((8, "in the middle".into())),
            shape: (16, 9),
            endpoint: "https://host.invalid".into(),
            has_begun: true,
        };
        let input = SavedInput {
            name: "a.png".into(),
            width: 1,
            height: 2,
            showable: true,
            result: Some(ResultId(3)),
        };
        for draft in [Draft::Job(Box::new(job)), Draft::Inputs(vec![input])] {
            assert_eq!(Draft::from_json(&draft.to_json()), Some(draft));
        }
        assert_eq!(Draft::from_json("{}"), None);
    }
}
