//! The sniffer: more bytes never change a definite result, and only raster images pass. An SVG document whose size is
//! set remains one, and states that size.

use tintype_protocol::image::metadata::Segment;
use tintype_protocol::image::sniff::{ImageType, Sniffed, sniff as sniffed, type_of};
use tintype_protocol::image::svg::{is_svg, with_size};

/// Checks the sniffer with the first bytes of a file.
pub fn sniff(bytes: &[u8]) {
    let mut before = Sniffed::NeedsMore;
    for length in 0..=bytes.len().min(600) {
        let now = sniffed(&bytes[..length]);
        assert!(before == Sniffed::NeedsMore || now == before, "{length}: {before:?} became {now:?}");
        before = now;
    }
    let whole = sniffed(bytes);
    assert!(before == Sniffed::NeedsMore || whole == before, "{before:?} became {whole:?}");
    if let Some(found) = type_of(bytes) {
        assert!(begins_as(found, bytes), "{found:?}: {:?}", &bytes[..bytes.len().min(16)]);
    }
    if let Sniffed::Known(found, ..) = whole {
        assert_eq!(type_of(bytes), Some(found));
    }
    if let Some(segments) = with_size(bytes, bytes.len() as u64) {
        let sized = sized(bytes, &segments);
        assert!(is_svg(&sized), "{}", sized.escape_ascii());
        assert_eq!(with_size(&sized, sized.len() as u64), None, "{}", sized.escape_ascii());
    }
}

/// Returns the document of these segments.
fn sized(bytes: &[u8], segments: &[Segment]) -> Vec<u8> {
    let part = |segment: &Segment| match segment {
        Segment::Kept(range) => bytes[range.start as usize..range.end as usize].to_vec(),
        Segment::Written(written) => written.clone(),
        Segment::Zeros(count) => vec![0; *count as usize],
    };
    segments.iter().flat_map(part).collect()
}

/// Compares bytes with the signature of a format, written down independently of the library.
fn begins_as(image_type: ImageType, bytes: &[u8]) -> bool {
    let at = |place: usize, text: &[u8]| bytes.get(place..).is_some_and(|rest| rest.starts_with(text));
    match image_type {
        ImageType::Png => at(0, b"\x89PNG\r\n\x1a\n"),
        ImageType::Jpeg => at(0, b"\xff\xd8\xff"),
        ImageType::Webp => at(0, b"RIFF") && at(8, b"WEBPVP8"),
        ImageType::Gif => at(0, b"GIF87a") || at(0, b"GIF89a"),
        ImageType::Bmp => at(0, b"BM"),
        ImageType::Avif | ImageType::Heic | ImageType::Heif => at(4, b"ftyp"),
        // A format that is missing here fails the property.
        _ => false,
    }
}
