//! PNG, GIF and BMP, with the size at a fixed offset.

use super::*;

pub fn bmp(width: i32, height: i32) -> Vec<u8> {
    with_header(40, width, height)
}

fn with_header(header: u32, width: i32, height: i32) -> Vec<u8> {
    let mut file = b"BM".to_vec();
    file.extend([0; 12]);
    file.extend(header.to_le_bytes());
    file.extend(width.to_le_bytes());
    file.extend(height.to_le_bytes());
    file.resize(60, 0);
    file
}

#[test]
fn png_files() {
    grows_into(&png(1536, 2), Known(ImageType::Png, 1536, 2));
    let mut first_chunk_is_another = png(1, 1);
    first_chunk_is_another[12..16].copy_from_slice(b"gAMA");
    assert_eq!(sniff(&first_chunk_is_another), Unknown);
    assert_eq!(sniff(b"\x89PNG\n\x1a\n"), Unknown);
}

#[test]
fn gif_files() {
    grows_into(b"GIF89a\x40\x01\xf0\x00\x80", Known(ImageType::Gif, 320, 240));
    grows_into(b"GIF87a\x01\x00\x02\x00", Known(ImageType::Gif, 1, 2));
    assert_eq!(sniff(b"GIF90a\x01\x00\x02\x00"), Unknown);
}

#[test]
fn bmp_files() {
    for header in [40, 52, 56, 108, 124] {
        grows_into(&with_header(header, 30, 20), Known(ImageType::Bmp, 30, 20));
    }
    // Top-down rows.
    grows_into(&bmp(30, -20), Known(ImageType::Bmp, 30, 20));
    grows_into(&bmp(30, i32::MIN), Known(ImageType::Bmp, 30, 1 << 31));
    assert_eq!(sniff(&with_header(13, 30, 20)), Unknown);
    let os2 = [&b"BM\x26\0\0\0\0\0\0\0\x1a\0\0\0\x0c\0\0\0"[..], &[30, 0, 20, 0, 1, 0, 24, 0]].concat();
    grows_into(&os2, Known(ImageType::Bmp, 30, 20));
    assert_eq!(sniff(b"BM is how a text may begin as well."), Unknown);
}
