//! HEIC and HEIF (and AVIF): boxes, of which `meta` states the offset of each item. Items are located by offset, so
//! removed data becomes zeros, and only the end of the file after all needed data is cut off.

use super::heif_items::{Items, needed};
use super::plan::Plan;
use super::{Format, Next};
use crate::image::sniff::be32;
use std::ops::Range;

#[derive(Default)]
pub struct Heif {
    state: State,
    boxes: Vec<FileBox>,
    items: Option<Items>,
}

#[derive(Default, Clone, Copy)]
enum State {
    #[default]
    Header,
    /// The rest of a header with a 64-bit length.
    Long([u8; 4], u64),
    /// The body of `meta`.
    Meta,
}

/// A top-level box of the file.
struct FileBox {
    kind: [u8; 4],
    /// Whether the box is the only `meta` box, which locates the items.
    is_meta: bool,
    start: u64,
    body: u64,
    end: u64,
}

/// The length of a box header: size and type.
const HEADER: usize = 8;
/// The maximum length of the `meta` box. Phones write some kilobytes.
const MAX_META: u64 = 1 << 20;
const MAX_BOXES: usize = 256;

impl Format for Heif {
    fn read(&mut self, at: u64, bytes: &[u8], _: &mut Plan) -> Next {
        let after = at + bytes.len() as u64;
        match self.state {
            State::Header => {
                let (Some(size), Some(&kind)) = (be32(bytes, 0), bytes[4..].first_chunk::<4>()) else {
                    return Next::Broken;
                };
                match size {
                    // A size of 0 extends to the end of the file.
                    0 => self.begins(kind, at, after, u64::MAX),
                    1 => {
                        self.state = State::Long(kind, at);
                        Next::read(HEADER)
                    }
                    size => self.begins(kind, at, after, at + u64::from(size)),
                }
            }
            State::Long(kind, start) => {
                let long = |at| u64::from(be32(bytes, at).unwrap_or(0));
                self.begins(kind, start, after, start.saturating_add(long(0) << 32 | long(4)))
            }
            State::Meta => {
                self.items = needed(bytes, at);
                let has_items = self.items.is_some();
                if has_items { self.header_at(after, after) } else { Next::Broken }
            }
        }
    }

    fn turns_itself(&self) -> bool {
        self.items.as_ref().is_some_and(|items| items.is_turned)
    }

    fn finish(&mut self, length: u64, plan: &mut Plan) -> bool {
        let Some(items) = &self.items else { return false };
        for file_box in &self.boxes {
            file_box.copy(items, length, plan);
        }
        true
    }
}

impl Heif {
    fn begins(&mut self, kind: [u8; 4], start: u64, body: u64, end: u64) -> Next {
        if end < body || self.boxes.len() >= MAX_BOXES {
            return Next::Broken;
        }
        let is_meta = &kind == b"meta" && self.items.is_none();
        self.boxes.push(FileBox { kind, is_meta, start, body, end });
        if is_meta {
            if end - body > MAX_META {
                return Next::Broken;
            }
            self.state = State::Meta;
            return Next::read((end - body) as usize);
        }
        self.header_at(end, body)
    }

    /// Requests the header of the box at `start`, unless all needed data precedes it.
    fn header_at(&mut self, start: u64, read: u64) -> Next {
        let last = self.items.as_ref().map_or(u64::MAX, |items| items.kept.last().map_or(0, |kept| kept.end));
        if last <= start {
            return Next::End { after: last.saturating_sub(read) };
        }
        self.state = State::Header;
        Next::Read { skip: start - read, length: HEADER }
    }
}

impl FileBox {
    fn copy(&self, items: &Items, length: u64, plan: &mut Plan) {
        let is_needed = |kept: &&Range<u64>| kept.start < self.end && kept.end > self.body;
        let has_items = items.kept.iter().any(|kept| is_needed(&kept));
        match &self.kind {
            b"ftyp" => return plan.keep(self.start, self.end),
            _ if self.is_meta => return copy_range(self.start..self.end, &items.kept_meta, plan),
            _ if has_items => plan.keep(self.start, self.body),
            _ => {
                // Decoders ignore a box of the type `free`.
                plan.keep(self.start, self.start + 4);
                plan.write(b"free".to_vec());
                plan.keep(self.start + HEADER as u64, self.body);
            }
        }
        // A box may extend to the end of the file, or claim to extend further.
        copy_range(self.body..self.end.min(length), &items.kept, plan);
    }
}

/// Copies the kept parts of a range, and fills the rest with zeros.
fn copy_range(range: Range<u64>, kept: &[Range<u64>], plan: &mut Plan) {
    let mut at = range.start;
    for kept in kept {
        let (start, end) = (kept.start.max(at), kept.end.min(range.end));
        if start < end {
            plan.zero(start - at);
            plan.keep(start, end);
            at = end;
        }
    }
    plan.zero(range.end.saturating_sub(at));
}
