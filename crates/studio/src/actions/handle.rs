//! What keeps pictures alive: the library's images and the files of the person, behind one clone.

use gloo_file::ObjectUrl;
use tintype::{GeneratedImage, ImageInput};

/// The bytes of an input image, and the URL it is shown by. Both go when the last clone goes.
#[derive(Clone)]
pub enum InputHandle {
    /// A file that was picked, dropped or pasted.
    File {
        /// What is sent.
        file: web_sys::File,
        /// Held for what is shown.
        _url: ObjectUrl,
    },
    /// A result that is being continued.
    Result(GeneratedImage),
}

impl InputHandle {
    /// What the library is given.
    pub fn to_input(&self) -> ImageInput {
        match self {
            Self::File { file, .. } => file.clone().into(),
            Self::Result(image) => image.into(),
        }
    }
}

/// A result's picture, and the picture it was made from, so that both can be shown for as long as the result is kept.
pub struct ResultHandle {
    /// The picture.
    pub image: GeneratedImage,
    /// Held for its URL, which the result's facts name.
    _origin: Option<InputHandle>,
}

impl ResultHandle {
    /// Keeps `image`, and `origin` as long.
    pub fn new(image: GeneratedImage, origin: Option<InputHandle>) -> Self {
        Self { image, _origin: origin }
    }
}
