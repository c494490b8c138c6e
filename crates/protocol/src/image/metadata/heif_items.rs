//! The items of a HEIF file that a decoder of its picture needs, and their offsets.

use crate::image::sniff::isobmff::{boxes, find, item, own_properties};
use crate::image::sniff::{be16, be32};
use std::ops::Range;

/// The parts of a file that are kept.
pub struct Items {
    /// The data of items, in order, as ranges of the file.
    pub kept: Vec<Range<u64>>,
    /// Whether a property of the picture rotates, mirrors or crops it.
    pub is_turned: bool,
    /// The kept content of the `meta` box, including its header.
    pub kept_meta: Vec<Range<u64>>,
}

/// The maximum number of extents. No grid of a phone has as many tiles, each of which has at least one extent.
const MAX_EXTENTS: usize = 4096;
/// Properties that determine how pixels are decoded and shown. Other properties are descriptions, or record the lens
/// and the time.
const PROPERTIES: &[&[u8; 4]] = &[
    b"ispe", b"pixi", b"colr", b"pasp", b"clap", b"irot", b"imir", b"auxC", b"hvcC", b"av1C", b"avcC",
    b"lhvC", b"vvcC", b"jpgC", b"a1op", b"a1lx", b"lsel", b"clli", b"mdcv", b"cclv", b"amve", b"oinf",
    b"tols", b"cmpd", b"uncC", b"rloc", b"iscl", b"rref",
];
const CHILDREN: &[&[u8; 4]] = &[b"hdlr", b"pitm", b"iref", b"iloc", b"dinf", b"grpl"];

/// Finds the parts that a picture needs, from the body of `meta`, which begins at `start` in the file. Returns `None`
/// if the box does not determine them.
pub fn needed(meta: &[u8], start: u64) -> Option<Items> {
    // A full box: version and flags come before its children.
    let children = meta.get(4..)?;
    let primary = item(find(children, b"pitm")?.body, 4)?.0;
    let pictures = pictures(children, primary)?;
    let mut kept_meta: Vec<_> = std::iter::once(start.saturating_sub(16)..start + 4).collect();
    let mut inner: Option<Range<u64>> = None;
    for (kind, header, body) in places(children, start + 4) {
        // The headers of all boxes are kept, so that the box structure does not change.
        kept_meta.push(header..body.start);
        match kind {
            b"iprp" => kept_meta.extend(properties(&meta[within(&body, start)], body.start)),
            b"iinf" => kept_meta.extend(entries(&meta[within(&body, start)], body.start, &pictures)?),
            b"idat" => inner = Some(body),
            kind if CHILDREN.iter().any(|known| known.as_slice() == kind) => kept_meta.push(body),
            _ => {}
        }
    }
    let (mut kept, mut kept_inner) = (Vec::new(), Vec::new());
    locations(find(children, b"iloc")?.body, |item, method, range| {
        match (pictures.binary_search(&item).is_ok(), method) {
            (false, _) => {}
            (true, 0) => kept.push(range),
            (true, 1) => kept_inner.push(range),
            // An item constructed from other items needs them unchanged, which its own references do not state.
            _ => return None,
        }
        Some(())
    })?;
    if let Some(inner) = inner {
        kept_meta.extend(
            kept_inner
                .iter()
                .map(|range| inner.start + range.start..(inner.start + range.end).min(inner.end)),
        );
    }
    Some(Items { is_turned: is_turned(children, primary), kept: merged(kept), kept_meta: merged(kept_meta) })
}

/// Returns the ids of the picture, of its component items and of its alpha planes, in ascending order.
fn pictures(meta: &[u8], primary: u32) -> Option<Vec<u32>> {
    let references = find(meta, b"iref").map(|found| found.body).unwrap_or_default();
    let mut pictures = vec![primary];
    let mut waiting = vec![primary];
    while let Some(picture) = waiting.pop() {
        let mut found = Vec::new();
        each_reference(references, |kind, from, to| match kind {
            b"dimg" if from == picture => found.extend(to),
            b"auxl" if to.contains(&picture) && is_alpha(meta, from) => found.push(from),
            _ => {}
        })?;
        for item in found {
            if let Err(place) = pictures.binary_search(&item) {
                pictures.insert(place, item);
                waiting.push(item);
            }
        }
        if pictures.len() > MAX_EXTENTS {
            return None;
        }
    }
    Some(pictures)
}

fn each_reference(references: &[u8], mut visit: impl FnMut(&[u8], u32, Vec<u32>)) -> Option<()> {
    let Some(&version) = references.first() else { return Some(()) };
    let step = if version == 0 { 2 } else { 4 };
    let number = |body: &[u8], at| if step == 2 { be16(body, at) } else { be32(body, at) };
    for (kind, found) in boxes(references.get(4..)?) {
        let body = found.body;
        let count = be16(body, step)? as usize;
        let to = (0..count).map(|n| number(body, step + 2 + n * step)).collect::<Option<Vec<_>>>()?;
        visit(kind, number(body, 0)?, to);
    }
    Some(())
}

fn is_turned(meta: &[u8], primary: u32) -> bool {
    let turns = |kind: &[u8], body: &[u8]| match kind {
        b"irot" => body.first().is_some_and(|quarters| quarters & 3 != 0),
        // The part outside of a clean aperture is in the file, and decoders differ in whether they hide it.
        kind => kind == b"imir" || kind == b"clap",
    };
    own_properties(meta, primary).iter().any(|&(kind, body)| turns(kind, body))
}

/// Returns `true` if an auxiliary picture is an alpha plane. Others are depth maps, or cut-outs that a phone has made.
fn is_alpha(meta: &[u8], item: u32) -> bool {
    own_properties(meta, item).iter().any(|&(kind, body)| {
        let name = body.get(4..).unwrap_or_default();
        let name = name.split(|&byte| byte == 0).next().unwrap_or_default();
        kind == b"auxC" && (name.ends_with(b":alpha") || name.ends_with(b":auxid:1"))
    })
}

/// Returns the kept content of `iprp`, which begins at `start`.
fn properties(body: &[u8], start: u64) -> Vec<Range<u64>> {
    let mut kept = Vec::new();
    for (kind, header, found) in places(body, start) {
        if kind != b"ipco" {
            kept.push(header..found.end);
            continue;
        }
        kept.push(header..found.start);
        for (kind, header, property) in places(&body[within(&found, start)], found.start) {
            let is_known = PROPERTIES.iter().any(|known| known.as_slice() == kind);
            kept.push(header..if is_known { property.end } else { property.start });
        }
    }
    kept
}

/// Returns the kept content of `iinf`: the entries of pictures, and only the ids of other items. Decoders ignore an
/// item without a type.
fn entries(body: &[u8], start: u64, pictures: &[u32]) -> Option<Vec<Range<u64>>> {
    let header_length = if *body.first()? == 0 { 6 } else { 8 };
    let mut kept: Vec<_> = std::iter::once(start..start + header_length).collect();
    for (_, header, entry) in places(body.get(header_length as usize..)?, start + header_length) {
        let bytes = &body[within(&entry, start)];
        // Older versions have no item types, and their items are only descriptions.
        let number = match bytes.first()? {
            2 => be16(bytes, 4)?,
            3 => be32(bytes, 4)?,
            _ => return None,
        };
        // Version and flags, the id, and two bytes of the protection index.
        let short = if *bytes.first()? == 2 { 8 } else { 10 };
        kept.push(
            header..if pictures.binary_search(&number).is_ok() { entry.end } else { entry.start + short },
        );
    }
    Some(kept)
}

/// Iterates over the boxes of one level, which begins at `start`: type, offset of the header, and range of the body.
fn places(bytes: &[u8], start: u64) -> impl Iterator<Item = (&[u8], u64, Range<u64>)> {
    let mut header = start;
    boxes(bytes).map(move |(kind, found)| {
        let (from, length) = (header, found.body.len() as u64);
        header += found.header as u64 + length;
        (kind, from, header - length..header)
    })
}

fn within(range: &Range<u64>, start: u64) -> Range<usize> {
    (range.start - start) as usize..(range.end - start) as usize
}

/// Reports the id of each item, its construction method, and the extents of its data.
fn locations(iloc: &[u8], mut visit: impl FnMut(u32, u32, Range<u64>) -> Option<()>) -> Option<()> {
    let version = *iloc.first()?;
    let (sizes, more) = (*iloc.get(4)?, *iloc.get(5)?);
    let (offset_size, length_size, base_size) = (sizes >> 4, sizes & 15, more >> 4);
    let index_size = if version > 0 { more & 15 } else { 0 };
    let mut reader = Reader { bytes: iloc, at: 6 };
    let id_size = if version < 2 { 2 } else { 4 };
    let mut extents = 0;
    for _ in 0..reader.number(id_size)? {
        let item = reader.number(id_size)? as u32;
        let method = if version > 0 { reader.number(2)? as u32 & 15 } else { 0 };
        // Data in another file is not part of this one.
        let _file = reader.number(2)?;
        let base = reader.number(base_size)?;
        for _ in 0..reader.number(2)? {
            reader.number(index_size)?;
            let (offset, length) = (reader.number(offset_size)?, reader.number(length_size)?);
            let start = base.checked_add(offset)?;
            // A length of 0 is the whole file.
            let end = start.checked_add(length).filter(|_| length > 0)?;
            extents += 1;
            if extents > MAX_EXTENTS {
                return None;
            }
            visit(item, method, start..end)?;
        }
    }
    Some(())
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    /// Reads a big-endian number of `size` bytes.
    fn number(&mut self, size: u8) -> Option<u64> {
        let bytes = self.bytes.get(self.at..self.at + usize::from(size)).filter(|_| size <= 8)?;
        self.at += usize::from(size);
        Some(bytes.iter().fold(0, |number, &byte| number << 8 | u64::from(byte)))
    }
}

/// Sorts the ranges and merges adjacent ones. Each is inserted at its place, because they are almost in order and a
/// general sort adds several kilobytes of code.
fn merged(ranges: Vec<Range<u64>>) -> Vec<Range<u64>> {
    let mut sorted: Vec<Range<u64>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        let place = sorted.partition_point(|other| other.start <= range.start);
        sorted.insert(place, range);
    }
    let mut merged: Vec<Range<u64>> = Vec::new();
    for range in sorted {
        match merged.last_mut() {
            Some(last) if last.end >= range.start => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}
