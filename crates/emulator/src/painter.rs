//! The interface to the drawing. The rest of the emulator knows file, format and size of an image, but no pixels.

pub use tintype_painter::{Format, Input};

/// A source of images. Equal arguments yield equal bytes.
pub trait Painter {
    /// Opens an input image, or returns `None` if the image is broken or in a format that the service refuses.
    fn open(&self, file: &[u8]) -> Option<Input>;

    /// Returns a placeholder for the image at a URL, because nothing is fetched.
    fn of_address(&self, address: &str) -> Option<Input>;

    /// Draws an image from its prompt alone.
    fn draw(&self, image: &ImageSpec) -> Vec<u8>;

    /// Edits input images according to the prompt.
    fn edit(&self, inputs: &[Input], image: &ImageSpec) -> Vec<u8>;

    /// Returns another version of a file, or `None` after the last one. Number 0 is monochrome, like a draft.
    fn variant(&self, file: &[u8], format: Format, number: usize) -> Option<Vec<u8>>;

    /// Returns whether the prompt names an edit that the painter knows.
    fn understands(&self, prompt: &str) -> bool;

    /// Returns a sentence about the scripts of a prompt that no font covers.
    fn missing_glyphs(&self, prompt: &str) -> Option<String>;
}

/// Everything that an image depends on, except its input images.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageSpec {
    /// The prompt.
    pub prompt: String,
    /// The seed of the random numbers.
    pub seed: u64,
    /// Width and height.
    pub size: (u32, u32),
    /// Whether the file is as large as one from the service.
    pub is_heavy: bool,
    /// The format of the file.
    pub format: Format,
}
