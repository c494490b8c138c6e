//! Images between the hoister, which only knows their bytes, and the part that says what they are for.

use crate::error::Error;
use crate::hoist::Images;
use crate::platform::ImageSink;
use crate::sniff::{self, ImageInfo, MAX_HEAD, Sniffed};

/// An image whose bytes are all there, before anything is known of its part.
pub struct Arrival<S> {
    sink: S,
    head: Head,
    byte_length: u64,
    is_intact: bool,
}

impl<S: ImageSink> Arrival<S> {
    /// True for a part that brought no byte of an image.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.byte_length == 0
    }

    /// Type and size, if the bytes are an image and came through unbroken.
    #[must_use]
    pub fn info(&self) -> Option<ImageInfo> {
        let (image_type, width, height) = match self.head.sniffed {
            Sniffed::Known(image_type, width, height) => (image_type, width, height),
            _ => (sniff::type_of(&self.head.bytes)?, 0, 0),
        };
        let info = ImageInfo { image_type, width, height, byte_length: self.byte_length };
        (self.is_intact && info.can_be_shown()).then_some(info)
    }

    /// Hands the image to its host.
    ///
    /// # Errors
    /// When the host has no room for it.
    pub fn finish(self, info: ImageInfo, is_final: bool) -> Result<S::Image, Error> {
        self.sink.finish(info, is_final)
    }

    fn write(&mut self, bytes: &[u8]) {
        self.byte_length += bytes.len() as u64;
        self.head.push(bytes);
        self.sink.write(bytes);
    }

    fn end(&mut self, is_intact: bool) {
        self.is_intact = is_intact;
        self.head.look();
    }
}

/// The first bytes of an image, kept until they tell what it is.
struct Head {
    bytes: Vec<u8>,
    sniffed: Sniffed,
    /// How many bytes there must be before another look is worth it. It doubles, so that an image that
    /// comes byte by byte takes no more than linear time.
    next_look: usize,
}

const FIRST_LOOK: usize = 32;

impl Head {
    const EMPTY: Self = Self { bytes: Vec::new(), sniffed: Sniffed::NeedsMore, next_look: FIRST_LOOK };

    fn push(&mut self, bytes: &[u8]) {
        if self.sniffed != Sniffed::NeedsMore || self.bytes.len() == MAX_HEAD {
            return;
        }
        let room = (MAX_HEAD - self.bytes.len()).min(bytes.len());
        self.bytes.extend_from_slice(&bytes[..room]);
        if self.bytes.len() >= self.next_look {
            self.look();
        }
    }

    fn look(&mut self) {
        if self.sniffed == Sniffed::NeedsMore {
            self.sniffed = sniff::sniff(&self.bytes);
            self.next_look = 2 * self.bytes.len();
        }
        if self.sniffed != Sniffed::NeedsMore {
            self.bytes = Vec::new();
        }
    }
}

/// The images of the document that is being read.
pub struct Arrivals<S, F> {
    open_sink: F,
    list: Vec<Arrival<S>>,
}

impl<S, F> Arrivals<S, F> {
    /// None yet; each will get a sink from `open_sink`.
    pub fn new(open_sink: F) -> Self {
        Self { open_sink, list: Vec::new() }
    }

    /// Those of a document that is whole.
    pub fn take(&mut self) -> Vec<Arrival<S>> {
        std::mem::take(&mut self.list)
    }
}

impl<S: ImageSink, F: Fn() -> S> Images for Arrivals<S, F> {
    fn begin(&mut self) -> usize {
        let sink = (self.open_sink)();
        self.list.push(Arrival { sink, head: Head::EMPTY, byte_length: 0, is_intact: false });
        self.list.len() - 1
    }

    fn write(&mut self, bytes: &[u8]) {
        if let Some(image) = self.list.last_mut().filter(|_| !bytes.is_empty()) {
            image.write(bytes);
        }
    }

    fn end(&mut self, is_intact: bool) {
        if let Some(image) = self.list.last_mut() {
            image.end(is_intact);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_that_comes_byte_by_byte_is_looked_at_a_few_times_only() {
        // A JPEG that is all small segments: every look walks all of them.
        let mut head = Head::EMPTY;
        head.push(b"\xff\xd8");
        let (mut looks, mut looked_at) = (0, 0);
        while head.bytes.len() < MAX_HEAD {
            let before = head.next_look;
            head.push(b"\xff\xe2\x00\x02");
            if head.next_look != before {
                looks += 1;
                looked_at += head.bytes.len();
            }
        }
        assert_eq!((looks, head.sniffed), (15, Sniffed::NeedsMore));
        assert!(looked_at < 2 * MAX_HEAD + FIRST_LOOK, "{looked_at}");
    }

    #[test]
    fn the_last_look_sees_everything() {
        let mut head = Head::EMPTY;
        for byte in b"GIF89a\x02\x00\x03\x00" {
            head.push(&[*byte]);
        }
        assert_eq!(head.sniffed, Sniffed::NeedsMore);
        head.look();
        assert_eq!(head.sniffed, Sniffed::Known(sniff::ImageType::Gif, 2, 3));
    }
}
