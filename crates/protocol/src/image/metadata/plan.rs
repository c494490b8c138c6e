//! The segments of a copy.

use std::ops::Range;

/// A stretch of a copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Segment {
    /// These bytes of the file.
    Kept(Range<u64>),
    /// These bytes instead of some of the file's.
    Written(Vec<u8>),
    /// So many zeros, where the places of what follows must stay the same.
    Zeros(u64),
}

impl Segment {
    /// How many bytes it has.
    #[must_use]
    pub fn byte_length(&self) -> u64 {
        match self {
            Self::Kept(range) => range.end - range.start,
            Self::Written(bytes) => bytes.len() as u64,
            Self::Zeros(count) => *count,
        }
    }
}

/// No file of a camera or an editor has a tenth of it. Each segment costs the browser a slice of the file.
const MAX_SEGMENTS: usize = 4096;

/// Segments in their order.
#[derive(Debug, Default)]
pub struct Plan {
    segments: Vec<Segment>,
    has_too_many: bool,
}

impl Plan {
    /// Keeps bytes of the file, none of which may lie before those that were kept already.
    pub fn keep(&mut self, start: u64, end: u64) {
        match self.segments.last_mut() {
            _ if start >= end => {}
            Some(Segment::Kept(last)) if last.end == start => last.end = end,
            _ => self.add(Segment::Kept(start..end)),
        }
    }

    /// Puts bytes that the file has otherwise.
    pub fn write(&mut self, bytes: Vec<u8>) {
        self.add(Segment::Written(bytes));
    }

    /// Puts bytes before all others.
    pub fn write_first(&mut self, bytes: Vec<u8>) {
        self.segments.insert(0, Segment::Written(bytes));
    }

    /// Puts zeros.
    pub fn zero(&mut self, count: u64) {
        match self.segments.last_mut() {
            _ if count == 0 => {}
            Some(Segment::Zeros(last)) => *last += count,
            _ => self.add(Segment::Zeros(count)),
        }
    }

    fn add(&mut self, segment: Segment) {
        self.has_too_many |= self.segments.len() >= MAX_SEGMENTS;
        if !self.has_too_many {
            self.segments.push(segment);
        }
    }

    /// The length of the copy so far.
    pub fn byte_length(&self) -> u64 {
        self.segments.iter().map(Segment::byte_length).sum()
    }

    /// All of them, unless there are so many that no program has written the file.
    pub fn segments(self) -> Option<Vec<Segment>> {
        (!self.has_too_many).then_some(self.segments)
    }
}
