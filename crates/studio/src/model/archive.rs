//! The list of pictures in an exported ZIP, stored as `gallery.json`.

use serde::{Deserialize, Serialize};

use super::file_name;
use super::result::ResultMetadata;
use super::schema::{self, Unreadable};

/// The file name of the list.
pub const LIST: &str = "gallery.json";
/// The format identifier in the list.
pub const FORMAT: &str = "tintype-gallery";

/// The longest path that a ZIP can hold, in bytes.
const LONGEST_PATH: usize = 65_535;
/// The most files that a picture is made from, many times what any model accepts.
const MOST_FILES: usize = 256;

/// The progress of an import.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Importing {
    /// The file's name.
    pub name: String,
    /// The number of pictures that have been read.
    pub done: u32,
    /// The total number of pictures, once the number is known.
    pub total: u32,
    /// Whether the pictures are being written to the database, which cannot be cancelled.
    pub is_saving: bool,
}

/// The list of pictures in a ZIP.
pub struct Archive {
    /// The pictures in their order.
    pub pictures: Vec<Listed>,
}

/// A picture of the list.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct Listed {
    /// The metadata of the result.
    #[serde(rename = "facts")]
    pub metadata: ResultMetadata,
    /// The path of the picture's bytes in the ZIP.
    pub picture: String,
    /// The paths of the files that the picture was made from.
    #[serde(default)]
    pub files: Vec<String>,
}

impl Archive {
    /// Creates a list of these pictures.
    pub fn new(pictures: Vec<Listed>) -> Self {
        Self { pictures }
    }

    /// Serializes the list as JSON.
    pub fn to_json(&self) -> String {
        let pictures: Vec<_> = self.pictures.iter().map(schema::write).collect();
        format!("{{\"format\":\"{FORMAT}\",\"pictures\":[{}]}}", pictures.join(","))
    }
}

impl Listed {
    /// Parses a picture of the list, as written by this version or an older one.
    ///
    /// # Errors
    /// If a newer version wrote the picture, if the JSON is invalid, or if the path or the number of files exceeds its
    /// limit.
    pub fn from_json(json: &str) -> Result<Self, Unreadable> {
        let listed: Self = schema::read(json)?;
        let is_short = listed.picture.len() <= LONGEST_PATH && listed.files.len() <= MOST_FILES;
        let listed = is_short.then(|| Self { metadata: listed.metadata.bounded(), ..listed });
        listed.ok_or(Unreadable::Damaged)
    }

    /// Creates the entry of the `number`th picture, with `files` files. `words` is the part of the file name that is
    /// taken from the prompt.
    pub fn new(number: usize, words: &str, metadata: &ResultMetadata, files: usize) -> Self {
        let name = file_name::for_result(words, metadata.width, metadata.height, &metadata.extension);
        Self {
            metadata: metadata.clone(),
            picture: format!("pictures/{number:04}-{name}"),
            files: (0..files).map(|index| format!("files/{number:04}-{index}")).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::result::metadata_for_test;
    use super::*;

    #[test]
    fn a_picture_of_the_list_survives_and_anything_else_is_none() {
        let metadata = ResultMetadata { url: String::new(), ..metadata_for_test(1) };
        let archive = Archive::new(vec![Listed::new(7, "prompt-1", &metadata, 1)]);
        assert_eq!(archive.pictures[0].picture, "pictures/0007-prompt-1-1024x1024.png");
        assert!(
            archive.to_json().starts_with("{\"format\":\"tintype-gallery\",\"pictures\":[{\"schema\":1,")
        );
        let json = archive.to_json();
        let element = json.split_once('[').and_then(|(_, rest)| rest.strip_suffix("]}"));
        let listed = archive.pictures.into_iter().next();
        assert_eq!(Listed::from_json(element.unwrap_or_default()).ok(), listed);
        assert_eq!(Listed::from_json("{\"facts\":7}"), Err(Unreadable::Damaged));
    }
}
