//! Bytes as the choices of a generator. After the last byte every choice is the first one, which ends the generation.

use arbitrary::Unstructured;

/// A sequence of choices.
pub struct Choices<'a>(Unstructured<'a>);

impl<'a> Choices<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self(Unstructured::new(bytes))
    }

    /// Returns a number from 0 up to, not including, `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.0.int_in_range(0..=end - 1).unwrap_or(0)
    }

    /// Returns true once in `times` choices, and never after the last byte.
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

    /// Returns any value of a simple type.
    pub fn any<T: arbitrary::Arbitrary<'a> + Default>(&mut self) -> T {
        self.0.arbitrary().unwrap_or_default()
    }

    /// Returns a text of these words and of random characters.
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

    /// Splits `bytes` into chunks of random lengths, most of them short.
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
