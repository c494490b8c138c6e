//! WebP: chunks in a RIFF file. The header states the total length, and flags state which chunks exist.

use super::plan::Plan;
use super::{Format, Next, Profile};
use crate::image::sniff::le32;

#[derive(Default)]
pub struct Webp {
    state: State,
    profile: Option<Profile>,
    has_image: bool,
    /// The end of the file according to its header.
    end: u64,
    /// The end of the animation frame whose chunks are being read.
    frame_end: u64,
}

#[derive(Default)]
enum State {
    #[default]
    File,
    Chunk,
    /// The body of a chunk `VP8X` of this length.
    Extended(u32),
}

/// The size of a chunk header: name and length.
const HEADER: usize = 8;
/// The size of an animation frame's position and duration, which precede its chunks.
const FRAME_HEADER: u64 = 16;
/// The flags of `VP8X` for EXIF and XMP data.
const METADATA: u8 = 0x08 | 0x04;

impl Format for Webp {
    fn read(&mut self, at: u64, bytes: &[u8], plan: &mut Plan) -> Next {
        match self.state {
            State::File => {
                self.end = u64::from(le32(bytes, 4).unwrap_or(0)) + HEADER as u64;
                self.chunk_after(at + bytes.len() as u64, 0)
            }
            State::Chunk => self.chunk(at, bytes, plan),
            State::Extended(length) => {
                let padded = u64::from(length) + u64::from(length & 1);
                let header = [b"VP8X", &length.to_le_bytes()[..], &[bytes[0] & !METADATA]].concat();
                plan.write(header);
                plan.keep(at + 1, at + padded);
                self.chunk_after(at + 1, padded - 1)
            }
        }
    }

    fn finish(&mut self, _: u64, plan: &mut Plan) -> bool {
        // The length in the header excludes the header's first eight bytes.
        let length = plan.byte_length() + 4;
        plan.write_first([b"RIFF", &(length as u32).to_le_bytes()[..], b"WEBP"].concat());
        self.has_image
    }

    fn profile(&self) -> Option<Profile> {
        self.profile.clone()
    }
}

impl Webp {
    /// Requests the chunk that begins `skip` bytes after `at`, if there is another one.
    fn chunk_after(&mut self, at: u64, skip: u64) -> Next {
        self.state = State::Chunk;
        // A remainder shorter than a chunk header is padding.
        let is_over = at + skip + HEADER as u64 > self.end;
        match (is_over, self.has_image) {
            (true, true) => Next::End { after: skip },
            (true, false) => Next::Broken,
            (false, _) => Next::Read { skip, length: HEADER },
        }
    }

    fn chunk(&mut self, at: u64, bytes: &[u8], plan: &mut Plan) -> Next {
        let Some(length) = le32(bytes, 4) else { return Next::Broken };
        let padded = u64::from(length) + u64::from(length & 1);
        let body = at + HEADER as u64;
        let is_within_frame = at < self.frame_end;
        match &bytes[..4] {
            b"VP8X" if length >= 10 && !is_within_frame => {
                self.state = State::Extended(length);
                return Next::read(1);
            }
            b"ANMF" if !is_within_frame => {
                self.frame_end = body + padded;
                plan.keep(at, body + FRAME_HEADER);
                return self.chunk_after(body, FRAME_HEADER);
            }
            b"VP8 " | b"VP8L" | b"ALPH" | b"ANIM" | b"ICCP" => {
                self.has_image |= bytes.starts_with(b"VP8");
                if bytes.starts_with(b"ICCP") {
                    self.profile.get_or_insert(Profile::Icc(body..body + u64::from(length)));
                }
                plan.keep(at, body + padded);
            }
            // Without the chunk, the frame would be shorter than its header states.
            _ if is_within_frame => return Next::Broken,
            _ => {}
        }
        self.chunk_after(body, padded)
    }
}
