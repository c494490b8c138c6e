//! The models as data: aspect ratios, sizes, and the pixels and tokens of a picture.

/// One image model.
#[derive(Debug)]
pub struct Model {
    /// The name in the path.
    pub id: &'static str,
    /// The display name.
    pub display: &'static str,
    /// The kind of output.
    pub makes: Makes,
    /// Values of `imageSize`; empty when the size is fixed.
    pub sizes: &'static [&'static str],
    /// The aspect ratios with their pixels at 1K.
    shapes: &'static [Shape],
    /// Output tokens of one image at each of `512`, `1K`, `2K`, `4K`.
    tokens: [u32; 4],
    /// Whether the model answers with JPEG, as newer models do.
    pub answers_jpeg: bool,
    /// Whether the model thinks and signs its output, as newer models do.
    pub signs: bool,
    /// Whether the model accepts videos and PDFs, as some newer models do.
    pub takes_documents: bool,
    /// Token limits of input and output.
    pub limits: (u32, u32),
}

/// The kind of output of a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Makes {
    /// Pictures, with text.
    Images,
    /// Text only.
    Words,
    /// Embeddings of text.
    Embeddings,
}

/// An aspect ratio with its pixels at 1K.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// Value of `aspectRatio`.
    pub ratio: &'static str,
    width: u32,
    height: u32,
}

const fn shape(ratio: &'static str, width: u32, height: u32) -> Shape {
    Shape { ratio, width, height }
}

const SHAPES_2_5: &[Shape] = &[
    shape("1:1", 1024, 1024),
    shape("2:3", 832, 1248),
    shape("3:2", 1248, 832),
    shape("3:4", 864, 1184),
    shape("4:3", 1184, 864),
    shape("4:5", 896, 1152),
    shape("5:4", 1152, 896),
    shape("9:16", 768, 1344),
    shape("16:9", 1344, 768),
    shape("21:9", 1536, 672),
];

const SHAPES_3_LONG: &[Shape] = &[
    shape("1:1", 1024, 1024),
    shape("2:3", 848, 1264),
    shape("3:2", 1264, 848),
    shape("3:4", 896, 1200),
    shape("4:3", 1200, 896),
    shape("4:5", 928, 1152),
    shape("5:4", 1152, 928),
    shape("9:16", 768, 1376),
    shape("16:9", 1376, 768),
    shape("21:9", 1584, 672),
    shape("1:4", 512, 2048),
    shape("4:1", 2048, 512),
    shape("1:8", 384, 3072),
    shape("8:1", 3072, 384),
];

/// The documented smallest sizes that are not half of 1K.
const HALF_EXCEPTIONS: &[Shape] =
    &[shape("9:16", 384, 688), shape("16:9", 688, 384), shape("21:9", 792, 168)];

/// Every model that the service lists.
pub const MODELS: &[Model] = &[
    Model {
        id: "gemini-2.5-flash-image",
        display: "Nano Banana",
        makes: Makes::Images,
        sizes: &[],
        shapes: SHAPES_2_5,
        tokens: [1290; 4],
        answers_jpeg: false,
        signs: false,
        takes_documents: false,
        limits: (32_768, 32_768),
    },
    Model {
        id: "gemini-3-pro-image",
        display: "Nano Banana Pro",
        makes: Makes::Images,
        sizes: &["1K", "2K", "4K"],
        shapes: SHAPES_3_LONG.split_at(10).0,
        tokens: [1120, 1120, 1120, 2000],
        answers_jpeg: true,
        signs: true,
        takes_documents: false,
        limits: (131_072, 32_768),
    },
    Model {
        id: "gemini-3.1-flash-image",
        display: "Nano Banana 2",
        makes: Makes::Images,
        sizes: &["512", "1K", "2K", "4K"],
        shapes: SHAPES_3_LONG,
        tokens: [747, 1120, 1680, 2520],
        answers_jpeg: true,
        signs: true,
        takes_documents: true,
        limits: (65_536, 65_536),
    },
    Model {
        id: "gemini-3.1-flash-lite-image",
        display: "Nano Banana 2 Lite",
        makes: Makes::Images,
        sizes: &["1K"],
        shapes: SHAPES_3_LONG,
        tokens: [1120; 4],
        answers_jpeg: true,
        signs: true,
        takes_documents: true,
        limits: (65_536, 65_536),
    },
    Model {
        id: "gemini-nano-banana-2.1",
        display: "Nano Banana 2.1",
        makes: Makes::Images,
        sizes: &["1K", "2K", "4K"],
        shapes: SHAPES_3_LONG,
        tokens: [1120, 1120, 1680, 3760],
        answers_jpeg: true,
        signs: true,
        takes_documents: true,
        limits: (65_536, 65_536),
    },
    other("gemini-2.5-flash", "Gemini 2.5 Flash", Makes::Words, (1_048_576, 65_536)),
    other("gemini-embedding-001", "Gemini Embedding 001", Makes::Embeddings, (2048, 1)),
];

/// Creates a model that makes no pictures. The service lists many, and a client has to distinguish them.
const fn other(id: &'static str, display: &'static str, makes: Makes, limits: (u32, u32)) -> Model {
    Model {
        id,
        display,
        makes,
        sizes: &[],
        shapes: SHAPES_2_5,
        tokens: [0; 4],
        answers_jpeg: false,
        signs: false,
        takes_documents: matches!(makes, Makes::Words),
        limits,
    }
}

/// Finds a model by its name, with or without the prefix `models/`.
pub fn find(id: &str) -> Option<&'static Model> {
    let id = id.strip_prefix("models/").unwrap_or(id);
    MODELS.iter().find(|model| model.id == id)
}

impl Model {
    /// Returns the methods of the model, as named in the listing.
    pub fn methods(&self) -> &'static [&'static str] {
        match self.makes {
            Makes::Images | Makes::Words => &["generateContent", "countTokens", "batchGenerateContent"],
            Makes::Embeddings => &["embedContent", "countTokens"],
        }
    }

    /// Returns whether the model supports this ratio.
    pub fn has_ratio(&self, ratio: &str) -> bool {
        self.shapes.iter().any(|shape| shape.ratio == ratio)
    }

    /// Returns width and height in pixels of a picture of this ratio and size. Unknown values mean 1:1 and 1K.
    pub fn pixels(&self, ratio: &str, size: Option<&str>) -> (u32, u32) {
        let shape = self.shapes.iter().find(|shape| shape.ratio == ratio).unwrap_or(&self.shapes[0]);
        let half = HALF_EXCEPTIONS.iter().find(|half| half.ratio == ratio);
        match (size, half) {
            (Some("512"), Some(half)) => (half.width, half.height),
            (Some("512"), None) => (shape.width / 2, shape.height / 2),
            (Some("2K"), _) => (shape.width * 2, shape.height * 2),
            (Some("4K"), _) => (shape.width * 4, shape.height * 4),
            _ => (shape.width, shape.height),
        }
    }

    /// Returns the ratio closest to a picture of this size.
    pub fn nearest_ratio(&self, width: u32, height: u32) -> &'static str {
        let aspect = |w: u32, h: u32| (w.max(1) as f32 / h.max(1) as f32).ln();
        let wanted = aspect(width, height);
        let distance = |shape: &&Shape| (aspect(shape.width, shape.height) - wanted).abs();
        self.shapes
            .iter()
            .min_by(|a, b| distance(a).total_cmp(&distance(b)))
            .map_or("1:1", |shape| shape.ratio)
    }

    /// Returns the output tokens of one picture.
    pub fn image_tokens(&self, size: Option<&str>) -> u32 {
        let tier = match size {
            Some("512") => 0,
            Some("2K") => 2,
            Some("4K") => 3,
            _ => 1,
        };
        self.tokens[tier]
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn sizes_follow_the_table() {
        let flash = find("gemini-3.1-flash-image").unwrap();
        let cases = [
            ("1:1", "512", (512, 512)),
            ("2:3", "512", (424, 632)),
            ("9:16", "512", (384, 688)),
            ("21:9", "512", (792, 168)),
            ("1:8", "512", (192, 1536)),
            ("16:9", "1K", (1376, 768)),
            ("16:9", "4K", (5504, 3072)),
            ("8:1", "4K", (12288, 1536)),
        ];
        for (ratio, size, pixels) in cases {
            assert_eq!(flash.pixels(ratio, Some(size)), pixels, "{ratio} {size}");
        }
        assert!(!find("models/gemini-3-pro-image").unwrap().has_ratio("1:4"));
    }

    #[test]
    fn the_nearest_ratio_is_by_shape() {
        let model = find("gemini-2.5-flash-image").unwrap();
        assert_eq!(model.nearest_ratio(1920, 1080), "16:9");
        assert_eq!(model.nearest_ratio(1000, 1010), "1:1");
        assert_eq!(model.nearest_ratio(600, 1200), "9:16");
    }
}
