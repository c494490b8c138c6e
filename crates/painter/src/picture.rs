//! Pictures as pixels, and the file formats that they are decoded from and encoded to.

use std::io::Cursor;

/// Opaque pixels, three bytes each: red, green, blue.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    /// The width in pixels.
    pub width: u32,
    /// The height in pixels.
    pub height: u32,
    /// `width * height * 3` bytes.
    pub rgb: Vec<u8>,
}

/// The formats of encoded pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// JPEG with a quality of 92.
    Jpeg,
    /// PNG, which is lossless.
    Png,
}

impl Format {
    /// Returns the MIME type.
    pub fn mime(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }
}

/// The maximum number of pixels of a decoded input. 64 megapixels is more than any photo that fits the request limit.
pub const MAX_PIXELS: usize = 64 * 1024 * 1024;

impl Picture {
    /// Creates a black picture.
    pub fn new(width: u32, height: u32) -> Self {
        Self { width, height, rgb: vec![0; width as usize * height as usize * 3] }
    }

    /// Returns the pixel at these coordinates, which must be inside.
    pub fn pixel(&self, x: u32, y: u32) -> [u8; 3] {
        let at = self.index(x, y);
        [self.rgb[at], self.rgb[at + 1], self.rgb[at + 2]]
    }

    /// Sets the pixel at these coordinates, which must be inside.
    pub fn set(&mut self, x: u32, y: u32, color: [u8; 3]) {
        let at = self.index(x, y);
        self.rgb[at..at + 3].copy_from_slice(&color);
    }

    /// Applies a function to every pixel.
    pub fn map(&mut self, change: impl Fn([u8; 3]) -> [u8; 3]) {
        for pixel in self.rgb.chunks_exact_mut(3) {
            let changed = change([pixel[0], pixel[1], pixel[2]]);
            pixel.copy_from_slice(&changed);
        }
    }

    /// Decodes a PNG, JPEG or WebP file. Returns `None` for other formats, broken files and images that are too large.
    pub fn decode(file: &[u8]) -> Option<Self> {
        match file {
            [0x89, b'P', b'N', b'G', ..] => decode_png(file),
            [0xff, 0xd8, ..] => decode_jpeg(file),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => decode_webp(file),
            _ => None,
        }
    }

    /// Encodes the picture as a file.
    pub fn encode(&self, format: Format) -> Vec<u8> {
        match format {
            Format::Jpeg => encode_jpeg(self),
            Format::Png => encode_png(self),
        }
    }

    fn index(&self, x: u32, y: u32) -> usize {
        (y as usize * self.width as usize + x as usize) * 3
    }
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Picture({}×{})", self.width, self.height)
    }
}

fn decode_png(bytes: &[u8]) -> Option<Picture> {
    let mut decoder = png::Decoder::new(Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().ok()?;
    let size = reader.output_buffer_size().filter(|size| *size <= MAX_PIXELS * 4)?;
    let mut pixels = vec![0; size];
    let frame = reader.next_frame(&mut pixels).ok()?;
    pixels.truncate(frame.buffer_size());
    from_samples(frame.width, frame.height, frame.color_type.samples(), &pixels)
}

fn decode_jpeg(bytes: &[u8]) -> Option<Picture> {
    use zune_jpeg::zune_core::{colorspace::ColorSpace, options::DecoderOptions};
    let options = DecoderOptions::default().jpeg_set_out_colorspace(ColorSpace::RGB);
    let mut decoder = zune_jpeg::JpegDecoder::new_with_options(Cursor::new(bytes), options);
    let rgb = decoder.decode().ok()?;
    let info = decoder.info()?;
    from_samples(u32::from(info.width), u32::from(info.height), 3, &rgb)
}

fn decode_webp(bytes: &[u8]) -> Option<Picture> {
    let mut decoder = image_webp::WebPDecoder::new(Cursor::new(bytes)).ok()?;
    let (width, height) = decoder.dimensions();
    let size = decoder.output_buffer_size().filter(|size| *size <= MAX_PIXELS * 4)?;
    let mut pixels = vec![0; size];
    decoder.read_image(&mut pixels).ok()?;
    from_samples(width, height, if decoder.has_alpha() { 4 } else { 3 }, &pixels)
}

/// Creates a picture from samples: converts grey to colour and composites transparent pixels on white.
fn from_samples(width: u32, height: u32, samples: usize, pixels: &[u8]) -> Option<Picture> {
    let count = width as usize * height as usize;
    if count == 0 || count > MAX_PIXELS || pixels.len() < count * samples {
        return None;
    }
    let on_paper = |value: u8, alpha: u8| 255 - ((255 - u32::from(value)) * u32::from(alpha) / 255) as u8;
    let color = |pixel: &[u8]| match *pixel {
        [grey] => [grey; 3],
        [grey, alpha] => [on_paper(grey, alpha); 3],
        [r, g, b, alpha] => [on_paper(r, alpha), on_paper(g, alpha), on_paper(b, alpha)],
        [r, g, b, ..] => [r, g, b],
        [] => [0; 3],
    };
    let rgb = pixels.chunks_exact(samples).take(count).flat_map(color).collect();
    Some(Picture { width, height, rgb })
}

fn encode_png(picture: &Picture) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, picture.width, picture.height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    // Writing to memory with a buffer of the right length cannot fail; an empty file would show in every test.
    let written = encoder.write_header().and_then(|mut writer| writer.write_image_data(&picture.rgb));
    if written.is_err() {
        return Vec::new();
    }
    bytes
}

fn encode_jpeg(picture: &Picture) -> Vec<u8> {
    let mut bytes = Vec::new();
    let side = |length: u32| u16::try_from(length).unwrap_or(u16::MAX);
    let encoder = jpeg_encoder::Encoder::new(&mut bytes, 92);
    match encoder.encode(
        &picture.rgb,
        side(picture.width),
        side(picture.height),
        jpeg_encoder::ColorType::Rgb,
    ) {
        Ok(()) => bytes,
        Err(_) => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn sample() -> Picture {
        let mut picture = Picture::new(20, 10);
        for x in 0..20 {
            for y in 0..10 {
                picture.set(x, y, [x as u8 * 12, y as u8 * 25, 128]);
            }
        }
        picture
    }

    #[test]
    fn png_comes_back_exactly() {
        assert_eq!(Picture::decode(&sample().encode(Format::Png)).unwrap(), sample());
    }

    #[test]
    fn jpeg_comes_back_in_size_and_nearly_in_colour() {
        let back = Picture::decode(&sample().encode(Format::Jpeg)).unwrap();
        assert_eq!((back.width, back.height), (20, 10));
        assert!(back.pixel(19, 5)[0].abs_diff(sample().pixel(19, 5)[0]) < 24);
    }

    #[test]
    fn transparency_lies_on_white() {
        let picture = from_samples(2, 1, 4, &[10, 20, 30, 0, 10, 20, 30, 255]).unwrap();
        assert_eq!(picture.rgb, [255, 255, 255, 10, 20, 30]);
    }

    #[test]
    fn broken_bytes_are_no_picture() {
        let png = sample().encode(Format::Png);
        assert!(Picture::decode(&png[..png.len() / 2]).is_none());
        for bytes in [&b"<svg/>"[..], b"", b"\xff\xd8\xff\xe0", b"RIFF\0\0\0\0WEBPVP8 "] {
            assert!(Picture::decode(bytes).is_none());
        }
    }
}
