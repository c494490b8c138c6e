//! Plans a copy of an image file without its metadata: where it was taken and with which camera, previews of what it was
//! before, and everything else that no decoder of pixels needs.
//!
//! ```text
//! bytes of the file ─ push ─► Scanner (jpeg | png | webp | heif | gif | bmp) ─ finish ─► Scan
//!                                                            orientation, whether the file is whole, segments to keep
//! ```
//!
//! In scope: structure. Every format has a list of what is kept, so that metadata of kinds that are not known yet goes
//! as well. Colour profiles stay. Out of scope: pixels. Nothing is decoded, so nothing of a picture changes.
//!
//! ```
//! use tintype_protocol::image::metadata::{Scanner, Segment};
//! use tintype_protocol::image::sniff::ImageType;
//!
//! let file = b"\xff\xd8\xff\xfe\0\x09a note\0\xff\xc0\0\x0b\x08\0\x01\0\x01\x01\x01\x11\0\xff\xda\0\x08\x01\x01\0\0\x3f\0\x7f\xff\xd9";
//! let mut scanner = Scanner::new(ImageType::Jpeg);
//! scanner.push(file);
//! let scan = scanner.finish(file.len() as u64);
//! assert!(scan.is_complete);
//! // The comment is left out, and the rest stays byte for byte.
//! assert_eq!(scan.segments, Some(vec![Segment::Kept(0..2), Segment::Kept(13..file.len() as u64)]));
//! ```

mod bmp;
mod gif;
mod heif;
mod heif_items;
mod icc;
mod jpeg;
mod plan;
mod png;
mod webp;

pub use icc::{is_wide_primaries, is_wide_profile};
pub use plan::Segment;

use crate::image::sniff::ImageType;
use plan::Plan;
use std::ops::Range;

/// The next wish of a format's reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    /// So many bytes, after others that do not matter.
    Read { skip: u64, length: usize },
    /// The next marker in the compressed data of a JPEG: 0xff and a byte that is neither 0 nor a restart.
    Marker,
    /// Nothing: the picture is whole if so many bytes more are there.
    End { after: u64 },
    /// Nothing: the structure cannot be followed.
    Broken,
}

impl Next {
    fn read(length: usize) -> Self {
        Self::Read { skip: 0, length }
    }
}

/// One format's structure.
trait Format {
    /// Takes the bytes that were asked for, which lie at `at` in the file.
    fn read(&mut self, at: u64, bytes: &[u8], plan: &mut Plan) -> Next;

    /// Completes the plan of a file that is whole and has `length` bytes. False where there can be none.
    fn finish(&mut self, _length: u64, _plan: &mut Plan) -> bool {
        true
    }

    /// The orientation that was found.
    fn orientation(&self) -> Option<u8> {
        None
    }

    /// Whether no orientation can come any more.
    fn knows_orientation(&self) -> bool {
        true
    }

    /// Whether the structure itself turns the picture.
    fn turns_itself(&self) -> bool {
        false
    }

    /// Where the colour profile lies.
    fn profile(&self) -> Option<Profile> {
        None
    }
}

/// Where a file keeps its colour profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Profile {
    /// An ICC profile, or its first part, at this place of the file.
    Icc(Range<u64>),
    /// An ICC profile compressed by zlib, at this place of the file.
    Deflated(Range<u64>),
    /// The code points of H.273: primaries, and transfer function.
    Coded(u8, u8),
}

/// The metadata in the structure of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scan {
    /// How the pixels are to be turned to be shown, 1 (not at all) to 8, as EXIF counts. HEIF has this in its own
    /// structure, which decoders follow: 1 there.
    pub orientation: u8,
    /// True for a HEIF file whose structure turns or crops the picture.
    pub turns_itself: bool,
    /// False for a file that ends before its picture does.
    pub is_complete: bool,
    /// A copy without metadata; `None` where the structure cannot be followed.
    pub segments: Option<Vec<Segment>>,
    /// The colour profile, if there is one.
    pub profile: Option<Profile>,
}

/// Reads the structure of a file that comes in chunks of any size.
pub struct Scanner {
    format: Box<dyn Format>,
    plan: Plan,
    next: Next,
    /// Bytes that were asked for and have come.
    held: Vec<u8>,
    /// The place of the next byte that matters.
    at: u64,
    /// The place of the next byte that comes.
    position: u64,
}

impl Scanner {
    /// For a file of this type.
    #[must_use]
    pub fn new(image_type: ImageType) -> Self {
        let (format, length): (Box<dyn Format>, usize) = match image_type {
            ImageType::Jpeg => (Box::new(jpeg::Jpeg::default()), 2),
            ImageType::Png => (Box::new(png::Png::default()), 8),
            ImageType::Webp => (Box::new(webp::Webp::default()), 12),
            ImageType::Gif => (Box::new(gif::Gif::default()), 13),
            ImageType::Bmp => (Box::new(bmp::Bmp), 54),
            ImageType::Avif | ImageType::Heic | ImageType::Heif => (Box::new(heif::Heif::default()), 8),
        };
        let next = Next::read(length);
        Self { format, plan: Plan::default(), next, held: Vec::new(), at: 0, position: 0 }
    }

    /// The place of the next byte that matters; what lies before it need not be pushed, see [`skip_to`](Self::skip_to).
    /// `None` once the rest of the file does not matter at all.
    #[must_use]
    pub fn wants(&self) -> Option<u64> {
        match self.next {
            Next::Read { skip, .. } => Some((self.at + skip).max(self.position)),
            Next::Marker => Some(self.position),
            Next::End { .. } | Next::Broken => None,
        }
    }

    /// Goes on at a later place of the file, as far as no byte is missed that matters.
    pub fn skip_to(&mut self, place: u64) {
        self.position = self.wants().map_or(place, |wanted| place.min(wanted)).max(self.position);
    }

    /// Takes the next bytes of the file.
    pub fn push(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            let Some(wanted) = self.wants() else {
                self.position += bytes.len() as u64;
                return;
            };
            let skipped = usize::try_from(wanted - self.position).unwrap_or(usize::MAX).min(bytes.len());
            self.position += skipped as u64;
            bytes = &bytes[skipped..];
            if bytes.is_empty() {
                return;
            }
            let taken = match self.next {
                Next::Marker => self.marker(bytes),
                Next::Read { skip, length } => self.read(bytes, skip, length),
                Next::End { .. } | Next::Broken => 0,
            };
            self.position += taken as u64;
            bytes = &bytes[taken..];
        }
    }

    fn read(&mut self, bytes: &[u8], skip: u64, length: usize) -> usize {
        let start = self.at + skip;
        let missing = length - self.held.len();
        if self.held.is_empty() && bytes.len() >= length {
            self.answer(start, &bytes[..length]);
            return length;
        }
        let taken = missing.min(bytes.len());
        self.held.extend_from_slice(&bytes[..taken]);
        if self.held.len() == length {
            let held = std::mem::take(&mut self.held);
            self.answer(start, &held);
        }
        taken
    }

    /// Looks for a marker; its first byte may have come already.
    fn marker(&mut self, bytes: &[u8]) -> usize {
        if self.held.is_empty() {
            let Some(found) = memchr::memchr(0xff, bytes) else { return bytes.len() };
            self.held.push(0xff);
            return found + 1;
        }
        let Some(&marker) = bytes.first() else { return 0 };
        match marker {
            0xff => {}
            0x00 | 0xd0..=0xd7 => self.held.clear(),
            _ => {
                self.held.clear();
                self.answer(self.position - 1, &[0xff, marker]);
            }
        }
        1
    }

    fn answer(&mut self, start: u64, bytes: &[u8]) {
        self.next = self.format.read(start, bytes, &mut self.plan);
        self.at = start + bytes.len() as u64;
    }

    /// Whether no more of the file is needed to know its orientation.
    #[must_use]
    pub fn knows_orientation(&self) -> bool {
        self.format.knows_orientation()
    }

    /// The orientation as far as it is known, 1 to 8.
    #[must_use]
    pub fn orientation(&self) -> u8 {
        self.format.orientation().unwrap_or(1)
    }

    /// Ends a file of `length` bytes.
    #[must_use]
    pub fn finish(mut self, length: u64) -> Scan {
        let is_complete = match self.next {
            Next::End { after } => self.at.saturating_add(after) <= length,
            // Where the structure is lost, nobody can say.
            Next::Broken => true,
            Next::Read { .. } | Next::Marker => false,
        };
        let has_ended = is_complete && self.next != Next::Broken;
        let has_plan = has_ended && self.format.finish(length, &mut self.plan);
        Scan {
            orientation: self.orientation(),
            turns_itself: self.format.turns_itself(),
            is_complete,
            segments: if has_plan { self.plan.segments() } else { None },
            profile: self.format.profile(),
        }
    }
}

#[cfg(test)]
mod tests;
