//! Images between the extractor, which knows only their bytes, and the part that determines their purpose.

use super::budget::{Budget, MAX_IMAGE_BYTES, MAX_IMAGES};
use crate::decimal::text_of;
use crate::error::{Error, ErrorKind};
use crate::image::sniff::{self, ImageInfo, MAX_SNIFF_BYTES, Sniffed};
use crate::response::extract::Images;
use crate::response::sink::ImageSink;
use std::rc::Rc;

/// An image whose part is not known yet.
pub struct IncomingImage<S: ImageSink> {
    state: State<S>,
    sniffer: Sniffer,
    byte_length: u64,
}

enum State<S: ImageSink> {
    /// More bytes may arrive.
    Open(S),
    /// All bytes arrived, and they are an image.
    Whole(S::Sealed, ImageInfo),
    /// The bytes are not an image, or their base64 was broken.
    Broken,
    Failed(Error),
}

impl<S: ImageSink> IncomingImage<S> {
    /// Returns `true` if the part contained no bytes of an image.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.byte_length == 0
    }

    /// Returns the image with its type and size, or `None` if the bytes are not an image or were damaged.
    ///
    /// # Errors
    /// When the host has no memory for the image, or the answer exceeds a limit.
    pub fn into_image(self) -> Result<Option<(S::Sealed, ImageInfo)>, Error> {
        match self.state {
            State::Whole(sealed, info) => Ok(Some((sealed, info))),
            State::Open(_) | State::Broken => Ok(None),
            State::Failed(error) => Err(error),
        }
    }

    fn new(state: State<S>) -> Self {
        Self { state, sniffer: Sniffer::EMPTY, byte_length: 0 }
    }

    fn write(&mut self, bytes: &[u8], budget: &Budget) {
        self.byte_length += bytes.len() as u64;
        let State::Open(sink) = &mut self.state else { return };
        if self.byte_length > MAX_IMAGE_BYTES {
            let most = text_of(MAX_IMAGE_BYTES >> 20);
            let message = ["An image of more than ", &most, " MB came and was left out."].concat();
            self.state = State::Failed(omitted(message));
        } else if !budget.take_image_bytes(bytes.len()) {
            let message = "The images of this call have more than 2 GB together; the rest was left out.";
            self.state = State::Failed(omitted(message));
        } else {
            self.sniffer.push(bytes);
            sink.write(bytes);
        }
    }

    /// Seals the image immediately, because a document may contain many and an open one needs considerable memory.
    fn end(&mut self, is_intact: bool) {
        self.sniffer.look();
        let info = self.info().filter(|info| is_intact && info.can_be_shown());
        self.state = match (std::mem::replace(&mut self.state, State::Broken), info) {
            (State::Open(sink), Some(info)) => match sink.seal(&info) {
                Ok(sealed) => State::Whole(sealed, info),
                Err(error) => State::Failed(error),
            },
            (State::Open(_), None) => State::Broken,
            (ended, _) => ended,
        };
        self.sniffer = Sniffer::EMPTY;
    }

    fn info(&self) -> Option<ImageInfo> {
        let (image_type, width, height) = match self.sniffer.sniffed {
            Sniffed::Known(image_type, width, height) => (image_type, width, height),
            _ => (sniff::type_of(&self.sniffer.bytes)?, 0, 0),
        };
        Some(ImageInfo { image_type, width, height, byte_length: self.byte_length })
    }
}

fn too_many() -> Error {
    let most = text_of(MAX_IMAGES as u64);
    omitted(["More than ", &most, " images came in one answer; the others were left out."].concat())
}

fn omitted(message: impl Into<String>) -> Error {
    Error::new(ErrorKind::MalformedResponse, message)
}

/// The first bytes of an image, buffered until they show its format.
struct Sniffer {
    bytes: Vec<u8>,
    sniffed: Sniffed,
    /// The number of bytes at which the header is examined next. Doubles each time, so that an image that arrives byte
    /// by byte takes linear time.
    next_look: usize,
}

const FIRST_LOOK: usize = 32;

impl Sniffer {
    const EMPTY: Self = Self { bytes: Vec::new(), sniffed: Sniffed::NeedsMore, next_look: FIRST_LOOK };

    fn push(&mut self, bytes: &[u8]) {
        if self.sniffed != Sniffed::NeedsMore || self.bytes.len() == MAX_SNIFF_BYTES {
            return;
        }
        let length = (MAX_SNIFF_BYTES - self.bytes.len()).min(bytes.len());
        self.bytes.extend_from_slice(&bytes[..length]);
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
pub struct IncomingImages<S: ImageSink, F> {
    open_sink: F,
    list: Vec<IncomingImage<S>>,
    /// The number of images in all documents so far.
    count: usize,
    pub budget: Rc<Budget>,
}

impl<S: ImageSink, F> IncomingImages<S, F> {
    /// Creates an empty list. `open_sink` opens the sink of each image.
    pub fn new(open_sink: F) -> Self {
        Self { open_sink, list: Vec::new(), count: 0, budget: Rc::default() }
    }

    /// Returns the images of a complete document.
    pub fn take(&mut self) -> Vec<IncomingImage<S>> {
        std::mem::take(&mut self.list)
    }
}

impl<S: ImageSink, F: Fn() -> S> Images for IncomingImages<S, F> {
    fn begin(&mut self) -> usize {
        self.count += 1;
        let is_allowed = self.count <= MAX_IMAGES && self.budget.take_image();
        let state = if is_allowed { State::Open((self.open_sink)()) } else { State::Failed(too_many()) };
        self.list.push(IncomingImage::new(state));
        self.list.len() - 1
    }

    fn write(&mut self, bytes: &[u8]) {
        if let Some(image) = self.list.last_mut().filter(|_| !bytes.is_empty()) {
            image.write(bytes, &self.budget);
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
    fn a_header_in_single_bytes_is_examined_a_few_times_only() {
        // In a JPEG of only small segments, every look walks all of them.
        let mut sniffer = Sniffer::EMPTY;
        sniffer.push(b"\xff\xd8");
        let (mut looks, mut looked_at) = (0, 0);
        while sniffer.bytes.len() < MAX_SNIFF_BYTES {
            let before = sniffer.next_look;
            sniffer.push(b"\xff\xe2\x00\x02");
            if sniffer.next_look != before {
                looks += 1;
                looked_at += sniffer.bytes.len();
            }
        }
        assert_eq!((looks, sniffer.sniffed), (15, Sniffed::NeedsMore));
        assert!(looked_at < 2 * MAX_SNIFF_BYTES + FIRST_LOOK, "{looked_at}");
    }

    #[test]
    fn the_last_look_sees_everything() {
        let mut sniffer = Sniffer::EMPTY;
        for byte in b"GIF89a\x02\x00\x03\x00" {
            sniffer.push(&[*byte]);
        }
        assert_eq!(sniffer.sniffed, Sniffed::NeedsMore);
        sniffer.look();
        assert_eq!(sniffer.sniffed, Sniffed::Known(sniff::ImageType::Gif, 2, 3));
    }
}
