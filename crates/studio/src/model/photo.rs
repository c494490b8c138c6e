//! The photo that a tool edits: an input image or a result.

use super::input::InputMetadata;
use super::result::{ResultId, ResultMetadata};

/// The identity of the photo that a tool edits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// An input image.
    Input(u32),
    /// A result.
    Result(ResultId),
}

impl Subject {
    /// Returns the id if the photo is a result.
    pub fn result(self) -> Option<ResultId> {
        if let Self::Result(id) = self { Some(id) } else { None }
    }
}

/// The metadata of a photo, as tools show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Photo {
    /// The input image or result.
    pub subject: Subject,
    /// The file's name, or the prompt.
    pub name: String,
    /// A `blob:` URL that is valid while the image or result exists.
    pub url: String,
    /// The width in pixels.
    pub width: u32,
    /// The height in pixels.
    pub height: u32,
}

impl Photo {
    /// Returns the photo of an input image, or `None` if browsers cannot display it.
    pub fn of_input(metadata: &InputMetadata) -> Option<Self> {
        let InputMetadata { id, name, url, width, height, .. } = metadata.clone();
        metadata.showable.then_some(Self { subject: Subject::Input(id), name, url, width, height })
    }

    /// Returns the photo of a result.
    pub fn of_result(metadata: &ResultMetadata) -> Self {
        let (name, url) = (metadata.prompt.clone(), metadata.url.clone());
        Self {
            subject: Subject::Result(metadata.id),
            name,
            url,
            width: metadata.width,
            height: metadata.height,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::result::metadata_for_test;
    use super::*;

    #[test]
    fn an_image_that_no_browser_draws_is_no_photo() {
        let metadata = InputMetadata {
            id: 4,
            name: "a.heic".into(),
            url: "blob:a".into(),
            width: 4,
            height: 3,
            showable: false,
            result: None,
        };
        assert_eq!(Photo::of_input(&metadata), None);
        let photo = Photo::of_input(&InputMetadata { showable: true, ..metadata });
        assert_eq!(photo.map(|photo| (photo.subject, photo.width)), Some((Subject::Input(4), 4)));
        assert_eq!(Photo::of_result(&metadata_for_test(2)).subject.result(), Some(ResultId(2)));
        assert_eq!(Subject::Input(2).result(), None);
    }
}
