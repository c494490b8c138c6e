//! The segments of a copied file.

use std::ops::Range;

/// One part of a copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Segment {
    /// A range of the file.
    Kept(Range<u64>),
    /// Bytes that replace some of the file's.
    Written(Vec<u8>),
    /// A number of zeros that preserve the offsets of the following data.
    Zeros(u64),
}

impl Segment {
    /// Returns the length of the segment in bytes.
    #[must_use]
    pub fn byte_length(&self) -> u64 {
        match self {
            Self::Kept(range) => range.end - range.start,
            Self::Written(bytes) => bytes.len() as u64,
            Self::Zeros(count) => *count,
        }
    }
}

/// The maximum number of segments. Files of cameras and editors have less than a tenth of it, and each segment costs
/// the browser a slice of the file.
const MAX_SEGMENTS: usize = 4096;

/// The segments of a copy in order.
#[derive(Debug, Default)]
pub struct Plan {
    segments: Vec<Segment>,
    has_too_many: bool,
}

impl Plan {
    /// Keeps a range of the file. Ranges must be added in ascending order.
    pub fn keep(&mut self, start: u64, end: u64) {
        match self.segments.last_mut() {
            _ if start >= end => {}
            Some(Segment::Kept(last)) if last.end == start => last.end = end,
            _ => self.add(Segment::Kept(start..end)),
        }
    }

    /// Appends bytes that differ from the file's.
    pub fn write(&mut self, bytes: Vec<u8>) {
        self.add(Segment::Written(bytes));
    }

    /// Inserts bytes before all other segments.
    pub fn write_first(&mut self, bytes: Vec<u8>) {
        self.segments.insert(0, Segment::Written(bytes));
    }

    /// Appends zeros.
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

    /// Returns the length of the copy so far.
    pub fn byte_length(&self) -> u64 {
        self.segments.iter().map(Segment::byte_length).sum()
    }

    /// Returns all segments, or `None` if there are more than any real program writes.
    pub fn segments(self) -> Option<Vec<Segment>> {
        (!self.has_too_many).then_some(self.segments)
    }
}
