//! A painter that fills an image with one colour, so that tests of the wire format neither draw nor decode.

use image::{ImageFormat, RgbImage};
use tintype_emulator::{Format, ImageSpec, Input, Painter};
use tintype_painter::Picture;

pub struct FlatPainter;

impl Painter for FlatPainter {
    fn open(&self, file: &[u8]) -> Option<Input> {
        let opened = image::load_from_memory(file).ok()?.to_rgb8();
        let (width, height) = opened.dimensions();
        Some(Picture { width, height, rgb: opened.into_raw() }.into())
    }

    fn of_address(&self, _address: &str) -> Option<Input> {
        Some(Picture::new(64, 64).into())
    }

    fn draw(&self, image: &ImageSpec) -> Vec<u8> {
        encode(&RgbImage::from_pixel(image.size.0, image.size.1, [90, 120, 150].into()), image.format)
    }

    fn edit(&self, _inputs: &[Input], image: &ImageSpec) -> Vec<u8> {
        self.draw(image)
    }

    fn variant(&self, file: &[u8], format: Format, number: usize) -> Option<Vec<u8>> {
        let (width, height) = image::load_from_memory(file).ok()?.to_rgb8().dimensions();
        let color = [number as u8 * 20, 60, 60];
        (number < 9).then(|| encode(&RgbImage::from_pixel(width, height, color.into()), format))
    }

    fn understands(&self, _prompt: &str) -> bool {
        true
    }

    fn missing_glyphs(&self, _prompt: &str) -> Option<String> {
        None
    }
}

fn encode(image: &RgbImage, format: Format) -> Vec<u8> {
    let mut file = std::io::Cursor::new(Vec::new());
    let format = if format == Format::Png { ImageFormat::Png } else { ImageFormat::Jpeg };
    image.write_to(&mut file, format).unwrap();
    file.into_inner()
}
