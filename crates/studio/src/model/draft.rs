//! Drafts, which survive a reload: the input images of a tab, and the pictures that it has requested. They contain no key.

use serde::{Deserialize, Serialize};

use super::input::InputMetadata;
use super::result::{RequestOptions, ResultId, Source};
use super::schema::{self, Unreadable};

/// A draft. The bytes of its files are stored beside it, in their order.
#[derive(Debug, Clone, PartialEq)]
pub enum Draft {
    /// The input images.
    Inputs(Vec<SavedInput>),
    /// A picture that was asked for.
    Job(Box<SavedJob>),
}

/// A draft as it is stored: one of its members is there.
#[derive(Serialize, Deserialize)]
struct Stored {
    #[serde(rename = "Inputs", skip_serializing_if = "Option::is_none")]
    inputs: Option<Vec<SavedInput>>,
    #[serde(rename = "Job", skip_serializing_if = "Option::is_none")]
    job: Option<Box<SavedJob>>,
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
    /// The stored metadata of an input image.
    pub fn new(metadata: &InputMetadata) -> Self {
        let InputMetadata { name, width, height, showable, result, .. } = metadata.clone();
        Self { name, width, height, showable, result }
    }
}

/// A picture that was asked for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SavedJob {
    /// The prompt.
    pub prompt: String,
    /// The choices beside it.
    pub asked: RequestOptions,
    /// The images, in the order of sending.
    pub sources: Vec<Source>,
    /// How soft the edge is and the instruction, for an edit of a part; the mask is the last of the files.
    pub mask: Option<(u32, String)>,
    /// Whether the canvas of an expanded photo is the file before that.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub has_canvas: bool,
    /// The shape that the picture will most likely have.
    pub shape: (u32, u32),
    /// The service that it was meant for.
    pub endpoint: String,
    /// Whether its request had begun.
    pub has_begun: bool,
}

impl Draft {
    /// As it is stored.
    pub fn into_json(self) -> String {
        schema::write(&match self {
            Self::Inputs(inputs) => Stored { inputs: Some(inputs), job: None },
            Self::Job(job) => Stored { inputs: None, job: Some(job) },
        })
    }

    /// Reads a draft that any version up to this one has stored.
    ///
    /// # Errors
    /// Where a newer version has stored it, or none has.
    pub fn from_json(json: &str) -> Result<Self, Unreadable> {
        match schema::read(json)? {
            Stored { inputs: Some(inputs), job: None } => Ok(Self::Inputs(inputs)),
            Stored { inputs: None, job: Some(job) } => Ok(Self::Job(job)),
            _ => Err(Unreadable::Damaged),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_survives_and_rubbish_is_none() {
        let job = SavedJob {
            prompt: "一只梨".into(),
            asked: RequestOptions { model: "m".into(), ..RequestOptions::default() },
            sources: vec![Source::Result { id: ResultId(1) }],
            mask: Some((8, "in the middle".into())),
            has_canvas: true,
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
            assert_eq!(Draft::from_json(&draft.clone().into_json()), Ok(draft));
        }
        assert_eq!(Draft::from_json("{}"), Err(Unreadable::Damaged));
    }
}
