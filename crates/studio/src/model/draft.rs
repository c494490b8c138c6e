//! Drafts that survive a reload: the input images of a tab, and the pictures that it has requested. They contain no
//! key.

use serde::{Deserialize, Serialize};

use super::input::InputMetadata;
use super::result::{RequestOptions, ResultId, Source};
use super::schema::{self, Unreadable};

/// A draft. The bytes of its files are stored next to it, in the same order.
#[derive(Debug, Clone, PartialEq)]
pub enum Draft {
    /// The input images.
    Inputs(Vec<SavedInput>),
    /// A requested picture.
    Job(Box<SavedJob>),
}

/// The stored form of a draft. Exactly one of the fields is set.
#[derive(Serialize, Deserialize)]
struct Stored {
    #[serde(rename = "Inputs", skip_serializing_if = "Option::is_none")]
    inputs: Option<Vec<SavedInput>>,
    #[serde(rename = "Job", skip_serializing_if = "Option::is_none")]
    job: Option<Box<SavedJob>>,
}

/// An input image. If the image is a result, its bytes are those of the result.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SavedInput {
    /// The file's name.
    pub name: String,
    /// The width in pixels.
    pub width: u32,
    /// The height in pixels.
    pub height: u32,
    /// Whether browsers can display the image.
    pub showable: bool,
    /// The result that is used as input.
    pub result: Option<ResultId>,
}

impl SavedInput {
    /// Creates the stored metadata of an input image.
    pub fn new(metadata: &InputMetadata) -> Self {
        let InputMetadata { name, width, height, showable, result, .. } = metadata.clone();
        Self { name, width, height, showable, result }
    }
}

/// A requested picture.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SavedJob {
    /// The prompt.
    pub prompt: String,
    /// The options of the request.
    #[serde(rename = "asked")]
    pub requested: RequestOptions,
    /// The input images, in the order of sending.
    pub sources: Vec<Source>,
    /// The softness of the edge and the instruction, for an edit of a part. The mask is the last of the files.
    pub mask: Option<(u32, String)>,
    /// Whether the file before the mask is the canvas of an expanded photo.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub has_canvas: bool,
    /// The expected shape of the picture.
    pub shape: (u32, u32),
    /// The endpoint that the request was meant for.
    pub endpoint: String,
    /// Whether the request had begun.
    pub has_begun: bool,
}

impl Draft {
    /// Serializes the draft as JSON.
    pub fn into_json(self) -> String {
        schema::write(&match self {
            Self::Inputs(inputs) => Stored { inputs: Some(inputs), job: None },
            Self::Job(job) => Stored { inputs: None, job: Some(job) },
        })
    }

    /// Parses a draft, as written by this version or an older one.
    ///
    /// # Errors
    /// If a newer version wrote the draft, or if the JSON is invalid.
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
            requested: RequestOptions { model: "m".into(), ..RequestOptions::default() },
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
