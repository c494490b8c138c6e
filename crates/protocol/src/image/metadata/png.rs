//! PNG: a list of chunks. Chunks that a decoder needs are kept. The rest is metadata, or frames of an animation, which
//! the service does not play.

use super::plan::Plan;
use super::{Format, Next, Profile};
use crate::image::sniff::be32;
use crate::image::sniff::exif::orientation;

#[derive(Default)]
pub struct Png {
    state: State,
    orientation: Option<u8>,
    profile: Option<Profile>,
    has_data: bool,
}

#[derive(Default)]
enum State {
    #[default]
    Signature,
    Header,
    /// The body of a chunk that began at this offset.
    Body([u8; 4], u64),
}

/// The length and type before the body of a chunk. `AROUND` also counts the checksum after it.
const HEADER: usize = 8;
const AROUND: u64 = 12;
/// The longest `eXIf` or `cICP` chunk that is read.
const MAX_BODY: u64 = 1 << 20;
const KEPT: &[&[u8; 4]] = &[
    b"IHDR", b"PLTE", b"IDAT", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"mDCV",
    b"cLLI",
];

impl Format for Png {
    fn read(&mut self, at: u64, bytes: &[u8], plan: &mut Plan) -> Next {
        match self.state {
            State::Signature => {
                plan.keep(at, at + bytes.len() as u64);
                self.state = State::Header;
                Next::read(HEADER)
            }
            State::Header => self.header(at, bytes, plan),
            State::Body(name, start) => self.body(name, start, bytes),
        }
    }

    fn knows_orientation(&self) -> bool {
        self.has_data || self.orientation.is_some()
    }

    fn orientation(&self) -> Option<u8> {
        self.orientation
    }

    fn profile(&self) -> Option<Profile> {
        self.profile.clone()
    }
}

impl Png {
    fn header(&mut self, at: u64, bytes: &[u8], plan: &mut Plan) -> Next {
        let (Some(length), Some(&name)) = (be32(bytes, 0), bytes[4..].first_chunk::<4>()) else {
            return Next::Broken;
        };
        let length = u64::from(length);
        if KEPT.contains(&&name) {
            plan.keep(at, at + length + AROUND);
        }
        self.has_data |= &name == b"IDAT";
        match &name {
            b"IEND" if self.has_data && length == 0 => {
                plan.keep(at, at + AROUND);
                return Next::End { after: 4 };
            }
            b"IEND" if self.has_data => {
                // Decoders do not read a body of `IEND`, so it is dropped.
                plan.write(b"\0\0\0\0IEND\xaeB`\x82".to_vec());
                return Next::End { after: 0 };
            }
            // An upper-case first letter marks a critical chunk, so an unknown one means another format.
            _ if name[0].is_ascii_uppercase() && !KEPT.contains(&&name) => return Next::Broken,
            b"eXIf" | b"cICP" if !self.has_data && length <= MAX_BODY => {
                self.state = State::Body(name, at);
                return Next::read(length as usize + 4);
            }
            b"iCCP" => {
                let start = at + HEADER as u64;
                self.profile.get_or_insert(Profile::Deflated(start..start + length));
            }
            _ => {}
        }
        Next::Read { skip: length + 4, length: HEADER }
    }

    fn body(&mut self, name: [u8; 4], _start: u64, bytes: &[u8]) -> Next {
        let body = &bytes[..bytes.len() - 4];
        match (&name, body) {
            (b"eXIf", tiff) => self.orientation = self.orientation.or_else(|| orientation(tiff)),
            // `cICP` takes precedence over an ICC profile.
            (_, &[primaries, transfer, ..]) => self.profile = Some(Profile::Coded(primaries, transfer)),
            _ => {}
        }
        self.state = State::Header;
        Next::read(HEADER)
    }
}
