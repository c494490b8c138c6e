//! WebP: the three kinds of first chunk.

use super::*;

fn file(kind: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let length = u32::try_from(body.len()).unwrap();
    [b"RIFF", &(length + 12).to_le_bytes()[..], b"WEBP", kind, &length.to_le_bytes(), body].concat()
}

fn lossy(width: u16, height: u16) -> Vec<u8> {
    file(
        b"VP8 ",
        &[&b"\x30\x01\x00\x9d\x01\x2a"[..], &width.to_le_bytes(), &height.to_le_bytes(), &[0; 9]].concat(),
    )
}

fn lossless(width: u32, height: u32) -> Vec<u8> {
    let bits = (width - 1) | (height - 1) << 14 | 1 << 28;
    file(b"VP8L", &[&b"\x2f"[..], &bits.to_le_bytes(), &[0; 9]].concat())
}

pub fn extended(width: u32, height: u32) -> Vec<u8> {
    let (width, height) = ((width - 1).to_le_bytes(), (height - 1).to_le_bytes());
    file(b"VP8X", &[&[0x10, 0, 0, 0][..], &width[..3], &height[..3], b"ICCP\0\0\0\0"].concat())
}

#[test]
fn lossy_lossless_and_extended() {
    grows_into(&lossy(1344, 768), Known(ImageType::Webp, 1344, 768));
    // The two upper bits are a scale that viewers ignore.
    grows_into(&lossy(0x4000 | 20, 0xc000 | 10), Known(ImageType::Webp, 20, 10));
    grows_into(&lossless(1, 16_384), Known(ImageType::Webp, 1, 16_384));
    grows_into(&lossless(16_384, 1), Known(ImageType::Webp, 16_384, 1));
    grows_into(&extended(0x0100_0000, 3), Known(ImageType::Webp, 0x0100_0000, 3));
    grows_into(&extended(70_000, 0x0100_0000), Known(ImageType::Webp, 70_000, 0x0100_0000));
}

#[test]
fn other_riff_files_are_no_images() {
    for kind in [&b"WAVEfmt "[..], b"AVI LIST", b"WEBPJUNK"] {
        assert_eq!(sniff(&[&b"RIFF\x24\0\0\0"[..], kind, &[0; 40]].concat()), Unknown);
    }
}
