//! Plans a copy of an image file without its metadata: the location and the camera, previews of earlier versions, and
//! everything else that is not needed to decode the pixels.
//!
//! ```text
//! bytes of the file ─ push ─► Scanner (jpeg | png | webp | heif | gif | bmp) ─ finish ─► Scan
//!                                                            orientation, whether the file is whole, segments to keep
//! ```
//!
//! In scope: structure. Each format lists the parts to keep, so that unknown kinds of metadata are dropped as well.
//! Colour profiles are kept. Out of scope: pixels. Nothing is decoded, so the picture does not change.
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

/// The next request of a format's parser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    /// Requests `length` bytes after skipping `skip` bytes.
    Read { skip: u64, length: usize },
    /// Requests the next marker in the compressed data of a JPEG: 0xff and a byte that is neither 0 nor a restart.
    Marker,
    /// Requests nothing more. The picture is complete if the file has `after` more bytes.
    End { after: u64 },
    /// Requests nothing more, because the structure cannot be parsed.
    Broken,
}

impl Next {
    fn read(length: usize) -> Self {
        Self::Read { skip: 0, length }
    }
}

/// The parser of one format's structure.
trait Format {
    /// Processes the requested bytes, which begin at the offset `at` of the file.
    fn read(&mut self, at: u64, bytes: &[u8], plan: &mut Plan) -> Next;

    /// Completes the plan of a complete file of `length` bytes. Returns `false` if no copy is possible.
    fn finish(&mut self, _length: u64, _plan: &mut Plan) -> bool {
        true
    }

    /// Returns the orientation, if the file states one.
    fn orientation(&self) -> Option<u8> {
        None
    }

    /// Returns `true` if no later part of the file can change the orientation.
    fn knows_orientation(&self) -> bool {
        true
    }

    /// Returns `true` if the structure itself rotates or crops the picture.
    fn turns_itself(&self) -> bool {
        false
    }

    /// Returns the location of the colour profile.
    fn profile(&self) -> Option<Profile> {
        None
    }
}

/// The location of a colour profile in its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Profile {
    /// An ICC profile, or its first part, in this range of the file.
    Icc(Range<u64>),
    /// A zlib-compressed ICC profile in this range of the file.
    Deflated(Range<u64>),
    /// The H.273 code points of the primaries and the transfer function.
    Coded(u8, u8),
}

/// The metadata in the structure of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scan {
    /// The EXIF orientation to apply to the pixels, 1 (none) to 8. Always 1 for HEIF, because decoders apply the
    /// rotation in its structure.
    pub orientation: u8,
    /// Whether the structure of a HEIF file rotates or crops the picture.
    pub turns_itself: bool,
    /// Whether the file contains its complete picture.
    pub is_complete: bool,
    /// A copy without metadata, or `None` if the structure cannot be parsed.
    pub segments: Option<Vec<Segment>>,
    /// The colour profile, if there is one.
    pub profile: Option<Profile>,
}

/// A parser of the structure of a file that arrives in chunks of any size.
pub struct Scanner {
    format: Box<dyn Format>,
    plan: Plan,
    next: Next,
    /// Requested bytes that have arrived so far.
    held: Vec<u8>,
    /// The offset of the next byte that is needed.
    at: u64,
    /// The offset of the next byte that arrives.
    position: u64,
}

impl Scanner {
    /// Creates a scanner for a file of this type.
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

    /// Returns the offset of the next byte that is needed. Earlier bytes need not be pushed, see
    /// [`skip_to`](Self::skip_to). Returns `None` once the rest of the file is not needed.
    #[must_use]
    pub fn wants(&self) -> Option<u64> {
        match self.next {
            Next::Read { skip, .. } => Some((self.at + skip).max(self.position)),
            Next::Marker => Some(self.position),
            Next::End { .. } | Next::Broken => None,
        }
    }

    /// Continues at a later offset of the file, but not beyond the next byte that is needed.
    pub fn skip_to(&mut self, place: u64) {
        self.position = self.wants().map_or(place, |wanted| place.min(wanted)).max(self.position);
    }

    /// Processes the next bytes of the file.
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

    /// Searches for a marker, whose first byte may have arrived already.
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

    /// Returns `true` if the rest of the file cannot change the orientation.
    #[must_use]
    pub fn knows_orientation(&self) -> bool {
        self.format.knows_orientation()
    }

    /// Returns the orientation found so far, 1 to 8.
    #[must_use]
    pub fn orientation(&self) -> u8 {
        self.format.orientation().unwrap_or(1)
    }

    /// Completes the scan of a file of `length` bytes.
    #[must_use]
    pub fn finish(mut self, length: u64) -> Scan {
        let is_complete = match self.next {
            Next::End { after } => self.at.saturating_add(after) <= length,
            // Without a valid structure, the end of the picture is unknown.
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
