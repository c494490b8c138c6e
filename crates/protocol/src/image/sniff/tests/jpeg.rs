//! JPEG: segments of all kinds before the frame header, and the EXIF orientation.

use super::*;

/// Builds a segment of `body`, including marker and length.
fn segment(marker: u8, body: &[u8]) -> Vec<u8> {
    let length = u16::try_from(body.len() + 2).unwrap().to_be_bytes();
    [&[0xff, marker][..], &length, body].concat()
}

fn frame(marker: u8, width: u16, height: u16) -> Vec<u8> {
    segment(marker, &[&[8][..], &height.to_be_bytes(), &width.to_be_bytes(), &[1, 1, 0x11, 0]].concat())
}

fn file(segments: &[Vec<u8>]) -> Vec<u8> {
    [&b"\xff\xd8"[..], &segments.concat()].concat()
}

/// Builds an EXIF segment in either byte order, with this orientation after another entry.
fn exif(orientation: u16, is_little: bool) -> Vec<u8> {
    let short = |n: u16| if is_little { n.to_le_bytes() } else { n.to_be_bytes() };
    let long = |n: u32| if is_little { n.to_le_bytes() } else { n.to_be_bytes() };
    let entry = |tag, value: u16| [&short(tag)[..], &short(3), &long(1), &short(value), &[0; 2]].concat();
    let start: &[u8] = if is_little { b"Exif\0\0II" } else { b"Exif\0\0MM" };
    let directory = [&short(2)[..], &entry(0x0100, 9), &entry(0x0112, orientation)].concat();
    // The directory need not follow the header immediately.
    segment(0xe1, &[start, &short(42), &long(10), &[0; 2], &directory].concat())
}

#[test]
fn a_real_file() {
    grows_into(&jpeg(33, 17), Known(ImageType::Jpeg, 33, 17));
}

#[test]
fn every_kind_of_frame() {
    for marker in [0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf] {
        grows_into(&file(&[frame(marker, 640, 480)]), Known(ImageType::Jpeg, 640, 480));
    }
    // Tables and conditioning have markers in the range of the frame markers.
    for marker in [0xc4, 0xc8, 0xcc] {
        assert_eq!(sniff(&file(&[frame(marker, 640, 480)])), NeedsMore);
    }
}

#[test]
fn fill_bytes_and_markers_without_a_body() {
    let prefix = file(&[b"\xff\xff\xff\x01\xff\xd0\xff\xff".to_vec(), frame(0xc0, 3, 4)]);
    grows_into(&prefix, Known(ImageType::Jpeg, 3, 4));
}

#[test]
fn orientations_that_swap_the_sides() {
    for orientation in 0..=9 {
        for is_little in [false, true] {
            let prefix = file(&[exif(orientation, is_little), frame(0xc0, 40, 30)]);
            let (width, height) = if (5..=8).contains(&orientation) { (30, 40) } else { (40, 30) };
            grows_into(&prefix, Known(ImageType::Jpeg, width, height));
        }
    }
}

#[test]
fn a_size_behind_long_metadata() {
    let icc = segment(0xe2, &[&b"ICC_PROFILE\0\x01\x01"[..], &[0xff; 65_000]].concat());
    let mut long_exif = exif(6, true);
    long_exif.splice(2..4, u16::try_from(long_exif.len() - 2 + 60_000).unwrap().to_be_bytes());
    long_exif.extend([0xff; 60_000]);
    let xmp = segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta/>");
    let prefix = file(&[segment(0xe0, b"JFIF\0"), long_exif, xmp, icc.clone(), icc, frame(0xc2, 40, 30)]);
    assert_eq!(sniff(&prefix), Known(ImageType::Jpeg, 30, 40));
    for end in [3, 30, 60_000, 150_000, prefix.len() - 5] {
        assert_eq!(
            (sniff(&prefix[..end]), type_of(&prefix[..end])),
            (NeedsMore, Some(ImageType::Jpeg)),
            "{end}"
        );
    }
}

#[test]
fn broken_exif_turns_nothing() {
    let whole = exif(6, false);
    for at in 4..whole.len() {
        for byte in [0, 0xff] {
            let mut broken = whole.clone();
            broken[at] = byte;
            let size = sniff(&file(&[broken, frame(0xc0, 40, 30)]));
            assert!([Known(ImageType::Jpeg, 40, 30), Known(ImageType::Jpeg, 30, 40)].contains(&size));
        }
    }
    let cut = segment(0xe1, b"Exif\0\0II*\0\x08\0\0\0\xff\xff");
    assert_eq!(sniff(&file(&[cut, frame(0xc0, 40, 30)])), Known(ImageType::Jpeg, 40, 30));
}

#[test]
fn data_that_only_begins_like_a_jpeg() {
    for rest in [&b"\xff\xd9"[..], b"\xff\xda\0\x08", b"\xff\0", b"\xff\xe0\0\x01", b"\xff\xe0\0\x02x"] {
        let prefix = [&b"\xff\xd8"[..], rest].concat();
        assert_eq!(sniff(&prefix), Unknown, "{rest:?}");
    }
}
