//! Hand-made file headers: each format, each possible truncation, and everything else.
#![allow(clippy::unwrap_used)]

mod boxes;
mod jpeg;
mod others;
mod riff;

use super::*;
use crate::fixture::{jpeg, png};
use Sniffed::{Known, NeedsMore, Unknown};
use fastrand::Rng;

/// Checks that every prefix that is too short returns `NeedsMore`, and that the result does not change afterwards.
#[track_caller]
fn grows_into(prefix: &[u8], expected: Sniffed) {
    let first = (0..=prefix.len()).find(|&end| sniff(&prefix[..end]) != NeedsMore).unwrap();
    for end in first..=prefix.len() {
        assert_eq!(sniff(&prefix[..end]), expected, "the first {end} of {} bytes", prefix.len());
    }
}

#[test]
fn names_of_every_type() {
    for (image_type, mime_type, extension, is_accepted) in [
        (ImageType::Png, "image/png", "png", true),
        (ImageType::Jpeg, "image/jpeg", "jpg", true),
        (ImageType::Webp, "image/webp", "webp", true),
        (ImageType::Gif, "image/gif", "gif", false),
        (ImageType::Bmp, "image/bmp", "bmp", false),
        (ImageType::Avif, "image/avif", "avif", false),
        (ImageType::Heic, "image/heic", "heic", true),
        (ImageType::Heif, "image/heif", "heif", true),
    ] {
        assert_eq!((image_type.mime_type(), image_type.extension()), (mime_type, extension));
        assert_eq!(image_type.is_accepted_input(), is_accepted, "{mime_type}");
        assert!(image_type.is_labelled(mime_type) && image_type.is_labelled(&mime_type.to_uppercase()));
        assert!(image_type.is_labelled(&format!("{mime_type}; charset=binary")));
        assert!(!image_type.is_labelled("image/tiff") && !image_type.is_labelled(""));
    }
    assert!(ImageType::Jpeg.is_labelled("image/jpg") && !ImageType::Png.is_labelled("image/jpg"));
}

#[test]
fn nothing_that_is_no_raster_image_is_known() {
    for prefix in [
        "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
        "<?xml version=\"1.0\"?><svg/>",
        "<!DOCTYPE html><title>x</title>",
        "%PDF-1.7\n%\u{e2}\u{e3}",
        "A plain text about pictures.",
        "{\"error\":{}}",
        "PK\u{3}\u{4}\u{14}\u{0}",
        "II*\0\u{8}\0\0\0",
        "\u{feff}GIF89a",
        " \u{89}PNG\r\n",
    ] {
        assert_eq!((sniff(prefix.as_bytes()), type_of(prefix.as_bytes())), (Unknown, None), "{prefix}");
    }
    // More bytes could still make an image of an empty file, but it has no type yet.
    assert_eq!((sniff(b""), type_of(b"")), (NeedsMore, None));
}

#[test]
fn no_bytes_make_it_panic() {
    let files = [png(9, 9), jpeg(9, 9), boxes::avif(7, 8), riff::extended(5, 6), others::bmp(3, -4)];
    for seed in 0..20_000 {
        let mut rng = Rng::with_seed(seed);
        let length = rng.usize(..120);
        let mut bytes = vec![0; length];
        rng.fill(&mut bytes);
        if rng.bool() {
            let file = &files[rng.usize(..files.len())];
            bytes = file.clone();
            for _ in 0..rng.usize(..6) {
                let at = rng.usize(..bytes.len());
                bytes[at] = *rng.choice(&[0, 1, 2, 0x7f, 0x80, 0xfe, 0xff]).unwrap();
            }
            bytes.truncate(rng.usize(..=bytes.len()));
        }
        let whole = sniff(&bytes);
        let _ = type_of(&bytes);
        // A prefix that suffices yields the metadata of the whole file.
        let prefix = sniff(&bytes[..rng.usize(..=bytes.len())]);
        assert!(prefix == NeedsMore || prefix == whole, "seed {seed}: {prefix:?} became {whole:?}");
    }
}
