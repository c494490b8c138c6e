//! The interface to the drawing. The wire knows of an image its file, its format and its size, and nothing of pixels.

pub use tintype_painter::{Format, Input};

/// Makes the images of answers. The same arguments give the same bytes.
pub trait Painter {
    /// Opens an input image. `None`: it is broken, or of a format that the service refuses.
    fn open(&self, file: &[u8]) -> Option<Input>;

    /// Returns a placeholder for the image at an address, because nothing is fetched.
    fn of_address(&self, address: &str) -> Option<Input>;

    /// Draws an image from its prompt alone.
    fn draw(&self, image: &ImageSpec) -> Vec<u8>;

    /// Edits input images as the prompt says.
    fn edit(&self, inputs: &[Input], image: &ImageSpec) -> Vec<u8>;

    /// Returns another version of a file, or `None` after the last. Number 0 is monochrome, as a draft.
    fn variant(&self, file: &[u8], format: Format, number: usize) -> Option<Vec<u8>>;

    /// Whether a prompt names an edit that it knows.
    fn understands(&self, prompt: &str) -> bool;

    /// Returns a sentence about the scripts of a prompt that have no font here.
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
    /// Whether the file is as large as the service's.
    pub is_heavy: bool,
    /// The format of the file.
    pub format: Format,
}
