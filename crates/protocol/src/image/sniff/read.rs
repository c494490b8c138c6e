//! Reads numbers and magic bytes at an offset of a file.

use super::image_type::Sniffed;

/// Compares `prefix` with the beginning of `magic`, as far as its bytes are available.
pub fn begins(prefix: &[u8], magic: &[u8]) -> Sniffed {
    let seen = prefix.len().min(magic.len());
    match prefix[..seen] == magic[..seen] {
        true => Sniffed::NeedsMore,
        false => Sniffed::Unknown,
    }
}

pub fn be16(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from(u16::from_be_bytes(*bytes.get(at..)?.first_chunk()?)))
}

pub fn be32(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(*bytes.get(at..)?.first_chunk()?))
}

pub fn le16(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?)))
}

pub fn le32(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}
