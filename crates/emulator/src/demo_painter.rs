//! The painter of both hosts, based on `tintype-painter`.

use tintype_painter::{Format, Glyphs, Input, Picture, PixelGlyphs};

use crate::painter::{ImageSpec, Painter};

/// A procedural painter with the text rasterizer of the host. Each picture has the label `DEMO`.
#[derive(Clone, Copy, Debug)]
pub struct DemoPainter<G>(pub G);

impl Default for DemoPainter<PixelGlyphs> {
    /// Uses pixel glyphs, which are identical on every host.
    fn default() -> Self {
        Self(PixelGlyphs)
    }
}

impl<G: Glyphs> Painter for DemoPainter<G> {
    fn open(&self, file: &[u8]) -> Option<Input> {
        Input::open(file)
    }

    fn of_address(&self, address: &str) -> Option<Input> {
        Input::of_address(address)
    }

    fn draw(&self, image: &ImageSpec) -> Vec<u8> {
        file(tintype_painter::draw(&image.prompt, image.seed, image.size, &self.0), image)
    }

    fn edit(&self, inputs: &[Input], image: &ImageSpec) -> Vec<u8> {
        file(tintype_painter::edit(inputs, &image.prompt, image.seed, image.size, &self.0), image)
    }

    fn variant(&self, file: &[u8], format: Format, number: usize) -> Option<Vec<u8>> {
        let variant = tintype_painter::variant(Picture::decode(file)?, number)?;
        Some(variant.encode(format))
    }

    fn understands(&self, prompt: &str) -> bool {
        tintype_painter::understands(prompt)
    }

    fn missing_glyphs(&self, prompt: &str) -> Option<String> {
        tintype_painter::missing_glyphs(prompt, &self.0)
    }
}

fn file(mut picture: Picture, image: &ImageSpec) -> Vec<u8> {
    if image.is_heavy {
        tintype_painter::add_sensor_noise(&mut picture, image.seed);
    }
    picture.encode(image.format)
}
