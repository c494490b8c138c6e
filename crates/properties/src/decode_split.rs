//! The outcome of a body is independent of its chunk boundaries, and of empty chunks.

use crate::choices::Choices;
use crate::decoding::decode;

/// Checks a body with the chunk boundaries that the first 16 bytes select.
pub fn decode_split(bytes: &[u8]) {
    let (how, body) = bytes.split_at(bytes.len().min(16));
    let whole = decode([body]);
    let mut choices = Choices::new(how);
    let mut chunks = choices.chunks(body);
    chunks.insert(choices.below(chunks.len() + 1), b"");
    let cut: Vec<_> = chunks.iter().map(|chunk| chunk.len()).collect();
    let split = decode(chunks);
    assert!(split == whole, "cut {cut:?}\n  in chunks: {split:?}\n  whole: {whole:?}");
    if body.len() <= 4096 {
        let split = decode(body.chunks(1));
        assert!(split == whole, "byte by byte: {split:?}\n  whole: {whole:?}");
    }
}
