//! What a saved gallery says of itself: the list of its pictures, in the file `gallery.json`.

use serde::{Deserialize, Serialize};

use super::result::ResultFacts;
use super::{file_name, json};

/// The name of the list.
pub const LIST: &str = "gallery.json";
const FORMAT: &str = "tintype-gallery";

/// The list.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct Archive {
    format: String,
    /// Its pictures.
    pub pictures: Vec<Listed>,
}

/// A picture of the list.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct Listed {
    /// What is known of it.
    pub facts: ResultFacts,
    /// The path of its bytes.
    pub picture: String,
    /// The paths of the files that it was made from.
    #[serde(default)]
    pub files: Vec<String>,
}

impl Archive {
    /// The list of these.
    pub fn new(pictures: Vec<Listed>) -> Self {
        Self { format: FORMAT.into(), pictures }
    }

    /// As it is written.
    pub fn to_json(&self) -> String {
        json::write(self)
    }

    /// Reads it back; `None` for any other file.
    pub fn from_json(json: &[u8]) -> Option<Self> {
        json::read(json).filter(|archive: &Self| archive.format == FORMAT)
    }
}

impl Listed {
    /// A picture with so many files, the `number`th of its list.
    pub fn new(number: usize, facts: &ResultFacts, files: usize) -> Self {
        let name = file_name::for_result(&facts.prompt, facts.width, facts.height, &facts.extension);
        Self {
            facts: facts.clone(),
            picture: format!("pictures/{number:04}-{name}"),
            files: (0..files).map(|index| format!("files/{number:04}-{index}")).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::result::facts_for_test;
    use super::*;

    #[test]
    fn the_list_survives_and_another_file_is_none() {
        let facts = ResultFacts { url: String::new(), ..facts_for_test(1) };
        let archive = Archive::new(vec![Listed::new(7, &facts, 1)]);
        assert_eq!(archive.pictures[0].picture, "pictures/0007-prompt-1-1024x1024.png");
        assert_eq!(Archive::from_json(archive.to_json().as_bytes()), Some(archive));
        assert_eq!(Archive::from_json(b"{\"format\":\"other\",\"pictures\":[]}"), None);
    }
}
