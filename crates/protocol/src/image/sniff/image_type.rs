//! Image formats, and the properties stated in the header of a file.

use crate::json::Map;
use crate::text::among;
use std::fmt;

/// An image format, detected from the bytes. Only raster formats are supported, because they cannot run scripts.
///
/// ```
/// # use tintype_protocol::image::sniff::ImageType;
/// assert_eq!(ImageType::of_mime_type("image/jpeg"), Some(ImageType::Jpeg));
/// assert_eq!(ImageType::Jpeg.extension(), "jpg");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ImageType {
    /// Portable Network Graphics.
    Png,
    /// JPEG.
    Jpeg,
    /// WebP.
    Webp,
    /// GIF.
    Gif,
    /// Windows bitmap.
    Bmp,
    /// AVIF.
    Avif,
    /// HEIC, which is HEIF with the HEVC codec.
    Heic,
    /// HEIF with another codec.
    Heif,
}

impl ImageType {
    /// All formats, in the order of their declaration.
    pub const ALL: [Self; 8] =
        [Self::Png, Self::Jpeg, Self::Webp, Self::Gif, Self::Bmp, Self::Avif, Self::Heic, Self::Heif];

    /// Returns the registered media type.
    #[must_use]
    pub fn mime_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Webp => "image/webp",
            Self::Gif => "image/gif",
            Self::Bmp => "image/bmp",
            Self::Avif => "image/avif",
            Self::Heic => "image/heic",
            Self::Heif => "image/heif",
        }
    }

    /// Returns the type with this media type.
    #[must_use]
    pub fn of_mime_type(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.mime_type() == name)
    }

    /// Returns the usual file name extension, without the dot.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            other => &other.mime_type()["image/".len()..],
        }
    }

    /// Returns `true` if `label` is a media type of this format, in any spelling that services use.
    #[doc(hidden)]
    #[must_use]
    pub fn is_labelled(self, label: &str) -> bool {
        let label = label.split(among(";")).next().unwrap_or_default().trim().to_ascii_lowercase();
        label == self.mime_type() || (self == Self::Jpeg && matches!(&*label, "image/jpg" | "image/pjpeg"))
    }

    /// Returns `true` for the formats of the ISO container, which need not state a size.
    #[must_use]
    pub fn is_heif(self) -> bool {
        matches!(self, Self::Avif | Self::Heic | Self::Heif)
    }

    /// Returns `true` for the types that the service accepts as input.
    #[must_use]
    pub fn is_accepted_input(self) -> bool {
        matches!(self, Self::Png | Self::Jpeg | Self::Webp | Self::Heic | Self::Heif)
    }
}

/// Serializes the media type.
#[cfg(any(test, feature = "serde"))]
impl serde::Serialize for ImageType {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.mime_type())
    }
}

/// Deserializes the media type.
#[cfg(any(test, feature = "serde"))]
impl<'de> serde::Deserialize<'de> for ImageType {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = <String as serde::Deserialize>::deserialize(deserializer)?;
        let unknown = || serde::de::Error::custom("must be the media type of an image");
        Self::of_mime_type(&name).ok_or_else(unknown)
    }
}

impl fmt::Display for ImageType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.mime_type())
    }
}

/// Type and size of an image.
///
/// ```
/// # use tintype_protocol::image::sniff::{ImageInfo, ImageType};
/// # fn example(info: &ImageInfo) {
/// let is_wide = info.width > info.height;
/// let name = format!("picture.{}", info.image_type.extension());
/// # }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    any(test, feature = "serde"),
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "camelCase")
)]
#[non_exhaustive]
pub struct ImageInfo {
    /// The type, detected from the bytes.
    #[cfg_attr(any(test, feature = "serde"), serde(rename = "mimeType"))]
    pub image_type: ImageType,
    /// The width in pixels, or 0 if the file does not state it.
    pub width: u32,
    /// The height in pixels, or 0 if the file does not state it.
    pub height: u32,
    /// The length of the whole file in bytes.
    pub byte_length: u64,
}

impl ImageInfo {
    /// Creates the metadata of an image with this type, size in pixels and length in bytes.
    #[must_use]
    pub fn new(image_type: ImageType, width: u32, height: u32, byte_length: u64) -> Self {
        Self { image_type, width, height, byte_length }
    }

    /// Returns the metadata in the format of the JS API.
    #[doc(hidden)]
    #[must_use]
    pub fn to_record(&self) -> Map {
        let mut record = Map::new();
        record.push("mimeType", self.image_type.mime_type());
        record.push("width", self.width);
        record.push("height", self.height);
        record.push("byteLength", self.byte_length);
        record.push("extension", self.image_type.extension());
        record
    }

    /// Returns `false` for a size that no answer has, because a few bytes can claim more pixels than fit into memory.
    #[doc(hidden)]
    #[must_use]
    pub fn can_be_shown(&self) -> bool {
        const MAX_PIXELS: u64 = 1 << 26;
        u64::from(self.width) * u64::from(self.height) <= MAX_PIXELS
    }

    /// Returns `false` for a size that browsers cannot decode. The check precedes any decoding, because a file of a few
    /// kilobytes can claim such a size.
    ///
    /// ```
    /// # use tintype_protocol::image::sniff::{ImageInfo, ImageType};
    /// let info = |width, height| ImageInfo::new(ImageType::Png, width, height, 9_000);
    /// assert!(info(16_320, 12_240).can_be_decoded(), "a photo of 200 megapixels");
    /// assert!(!info(60_000, 60_000).can_be_decoded());
    /// ```
    #[doc(hidden)]
    #[must_use]
    pub fn can_be_decoded(&self) -> bool {
        self.width.max(self.height) <= Self::MAX_INPUT_SIDE
            && u64::from(self.width) * u64::from(self.height) <= Self::MAX_INPUT_PIXELS
    }

    /// The maximum number of pixels of an input: 16,384 squared, the largest area of a canvas in Chromium and in
    /// WebKit. Decoded, it occupies 1 GiB.
    pub const MAX_INPUT_PIXELS: u64 = 1 << 28;

    /// The maximum length of an input's side, the largest that Firefox draws.
    pub const MAX_INPUT_SIDE: u32 = 32_767;
}

/// The properties stated in the header of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sniffed {
    /// The type and the size in pixels.
    Known(ImageType, u32, u32),
    /// More of the file is needed.
    NeedsMore,
    /// The file is not an image that this library accepts.
    Unknown,
}
