//! HEIC and HEIF (and AVIF): boxes, of which `meta` says where in the file each item lies. Items are found by their
//! place, so what is left out becomes zeros, and only what lies behind all that is needed is cut off.

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
    /// The rest of a header whose length takes eight bytes more.
    Long([u8; 4], u64),
    /// The body of `meta`.
    Meta,
}

/// A box of the file's own level.
struct FileBox {
    kind: [u8; 4],
    /// The box that says where the items are; there is only one.
    is_meta: bool,
    start: u64,
    body: u64,
    end: u64,
}

/// A length and a kind.
const HEADER: usize = 8;
/// A phone's takes some kilobytes.
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
                    // Up to the end of the file.
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

    /// The box that begins at `start`, unless all that is needed lies before it.
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
                // Of another kind, so that nobody looks for anything in it.
                plan.keep(self.start, self.start + 4);
                plan.write(b"free".to_vec());
                plan.keep(self.start + HEADER as u64, self.body);
            }
        }
        // A box may go on to the end of the file, or claim to go further.
        copy_range(self.body..self.end.min(length), &items.kept, plan);
    }
}

/// Copies what of a stretch is kept, and fills the rest with zeros.
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
