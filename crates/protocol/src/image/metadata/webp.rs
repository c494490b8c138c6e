//! WebP: chunks within a RIFF file, whose head has the length of the whole, and flags that say which chunks there are.

use super::plan::Plan;
use super::{Format, Next, Profile};
use crate::image::sniff::le32;

#[derive(Default)]
pub struct Webp {
    state: State,
    profile: Option<Profile>,
    has_image: bool,
    /// Where the file ends by its own head.
    end: u64,
    /// Where the frame of an animation ends whose chunks are read.
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

/// A name and a length before the body of a chunk.
const HEADER: usize = 8;
/// Place and length of time of an animation's frame come before its chunks.
const FRAME_HEADER: u64 = 16;
/// Flags of `VP8X` that say that there is EXIF or XMP data.
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
        // The length does not count the head's own first eight bytes.
        let length = plan.byte_length() + 4;
        plan.write_first([b"RIFF", &(length as u32).to_le_bytes()[..], b"WEBP"].concat());
        self.has_image
    }

    fn profile(&self) -> Option<Profile> {
        self.profile.clone()
    }
}

impl Webp {
    /// The chunk that begins `skip` bytes behind `at`, if there is one more.
    fn chunk_after(&mut self, at: u64, skip: u64) -> Next {
        self.state = State::Chunk;
        // Fewer bytes than a chunk's header are padding.
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
            // Left out, a frame would be shorter than its own head says.
            _ if is_within_frame => return Next::Broken,
            _ => {}
        }
        self.chunk_after(body, padded)
    }
}
