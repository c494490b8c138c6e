//! JPEG: a list of segments, then compressed data with markers in it, up to the end of the first image. Cameras append
//! further images, previews and whole videos.

use super::plan::Plan;
use super::{Format, Next, Profile};
use crate::image::sniff::be16;
use crate::image::sniff::exif::orientation_of_segment;

#[derive(Default)]
pub struct Jpeg {
    state: State,
    orientation: Option<u8>,
    profile: Option<Profile>,
    has_frame: bool,
}

#[derive(Default, Clone, Copy)]
enum State {
    /// The beginning of the file.
    #[default]
    Start,
    /// The two bytes of a marker, of which the first is 0xff.
    Marker,
    /// One more byte, because the previous one was a fill byte (0xff).
    Fill,
    /// The length of a segment that began at this offset.
    Length(u8, u64),
    /// The body of a segment that may be kept, after its length.
    Body(u8, u64),
    /// Compressed data from this offset.
    Data(u64),
}

/// The size of a marker and a length.
const HEADER: u64 = 4;
/// The lengths of the JFIF and Adobe fields. The bytes after them are a preview, or are not read by decoders.
const JFIF: usize = 12;
const ADOBE: usize = 12;

impl Format for Jpeg {
    fn read(&mut self, at: u64, bytes: &[u8], plan: &mut Plan) -> Next {
        match self.state {
            State::Start => self.after(plan, at, at + 2),
            State::Marker if bytes[0] != 0xff => Next::Broken,
            State::Marker => self.marker(bytes[1], at, plan),
            State::Fill => self.marker(bytes[0], at - 1, plan),
            State::Length(marker, start) => self.length(marker, start, bytes, plan),
            State::Body(marker, start) => self.body(marker, start, bytes, plan),
            State::Data(start) => {
                plan.keep(start, at);
                self.marker(bytes[1], at, plan)
            }
        }
    }

    fn knows_orientation(&self) -> bool {
        self.has_frame || self.orientation.is_some()
    }

    fn orientation(&self) -> Option<u8> {
        self.orientation
    }

    fn profile(&self) -> Option<Profile> {
        self.profile.clone()
    }
}

impl Jpeg {
    fn after(&mut self, plan: &mut Plan, start: u64, end: u64) -> Next {
        plan.keep(start, end);
        self.next_marker()
    }

    fn next_marker(&mut self) -> Next {
        self.state = State::Marker;
        Next::read(2)
    }

    fn marker(&mut self, marker: u8, at: u64, plan: &mut Plan) -> Next {
        match marker {
            0xff => {
                self.state = State::Fill;
                Next::read(1)
            }
            0xd9 if self.has_frame => {
                plan.keep(at, at + 2);
                Next::End { after: 0 }
            }
            // Markers without a body, which mean nothing outside of compressed data.
            0x01 | 0xd0..=0xd7 => self.next_marker(),
            // A stuffed byte, a second start of image, an end before any picture, or data before any frame.
            0x00 | 0xd8 | 0xd9 => Next::Broken,
            0xda if !self.has_frame => Next::Broken,
            _ => {
                self.state = State::Length(marker, at);
                Next::read(2)
            }
        }
    }

    fn length(&mut self, marker: u8, start: u64, bytes: &[u8], plan: &mut Plan) -> Next {
        let length = be16(bytes, 0).unwrap_or(0) as usize;
        let Some(body) = length.checked_sub(2) else { return Next::Broken };
        let end = start + HEADER + body as u64;
        match marker {
            // Segments whose name decides whether they are kept, or whose content is read.
            0xda | 0xe0 | 0xe1 | 0xe2 | 0xee if body > 0 => {
                self.state = State::Body(marker, start);
                return Next::read(body);
            }
            0xc8 | 0xe0..=0xfe | 0x02..=0xbf => {}
            _ => {
                self.has_frame |= matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xcc);
                plan.keep(start, end);
            }
        }
        self.state = State::Marker;
        Next::Read { skip: body as u64, length: 2 }
    }

    fn body(&mut self, marker: u8, start: u64, body: &[u8], plan: &mut Plan) -> Next {
        let end = start + HEADER + body.len() as u64;
        match marker {
            0xda => {
                plan.keep(start, end);
                self.state = State::Data(end);
                return Next::Marker;
            }
            0xe0 if body.starts_with(b"JFIF\0") && body.len() >= JFIF => {
                // Drops the preview, whose dimensions are the last two bytes.
                plan.write([b"\xff\xe0\0\x10", &body[..JFIF], &[0, 0]].concat());
            }
            0xe1 => self.orientation = self.orientation.or_else(|| orientation_of_segment(body)),
            0xe2 if body.starts_with(b"ICC_PROFILE\0") => {
                // A sequence number and a count separate the name from the first part of the profile.
                self.profile.get_or_insert(Profile::Icc((start + HEADER + 14).min(end)..end));
                plan.keep(start, end);
            }
            // The Adobe segment states the colour transform.
            0xee if body.starts_with(b"Adobe") && body.len() >= ADOBE => {
                plan.write([b"\xff\xee\0\x0e", &body[..ADOBE]].concat());
            }
            _ => {}
        }
        self.next_marker()
    }
}
