//! Bytes as the choices of a generator. Where they run out, every choice is the first one, which ends whatever is made.

use arbitrary::Unstructured;

/// Choices, one after the other.
pub struct Choices<'a>(Unstructured<'a>);

impl<'a> Choices<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self(Unstructured::new(bytes))
    }

    /// From 0 up to, not including, `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.0.int_in_range(0..=end - 1).unwrap_or(0)
    }

    /// True once in `times`; never when nothing is left.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == times - 1
    }

    pub fn pick<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())].clone()
    }

    pub fn bytes(&mut self, length: usize) -> Vec<u8> {
        let length = length.min(self.0.len());
        self.0.bytes(length).unwrap_or_default().to_vec()
    }

    /// Any value of a simple type.
    pub fn any<T: arbitrary::Arbitrary<'a> + Default>(&mut self) -> T {
        self.0.arbitrary().unwrap_or_default()
    }

    /// Words that matter somewhere, or any others.
    pub fn text(&mut self, words: &[&str]) -> String {
        let length = self.below(8);
        (0..length)
            .map(
                |_| {
                    if self.once_in(6) { self.any::<char>().to_string() } else { self.pick(words).to_owned() }
                },
            )
            .collect()
    }

    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            let other = self.below(at + 1);
            items.swap(at, other);
        }
    }

    /// `bytes` in chunks: of any lengths, most of them short.
    pub fn chunks<'b>(&mut self, mut bytes: &'b [u8]) -> Vec<&'b [u8]> {
        let longest = self.pick(&[usize::MAX, 1000, 100, 17, 3, 1]);
        let mut chunks = Vec::new();
        while !bytes.is_empty() {
            let (chunk, rest) = bytes.split_at(1 + self.below(longest.min(bytes.len())));
            chunks.push(chunk);
            bytes = rest;
        }
        chunks
    }
}
