//! Which items of a HEIF file a decoder of its picture needs, and where they lie.

use crate::image::sniff::isobmff::{boxes, find, item, own_properties};
use crate::image::sniff::{be16, be32};
use std::ops::Range;

/// The parts of a file that are kept.
pub struct Items {
    /// The data of items, in order, at places of the file.
    pub kept: Vec<Range<u64>>,
    /// Whether a property of the picture turns, mirrors or crops it.
    pub is_turned: bool,
    /// The kept content of the box `meta`, its header included.
    pub kept_meta: Vec<Range<u64>>,
}

/// No grid of a phone has as many tiles; each is an extent at least.
const MAX_EXTENTS: usize = 4096;
/// Properties that say how pixels are to be decoded and shown. Other properties are descriptions, or say with which lens and when.
const PROPERTIES: &[&[u8; 4]] = &[
    b"ispe", b"pixi", b"colr", b"pasp", b"clap", b"irot", b"imir", b"auxC", b"hvcC", b"av1C", b"avcC",
    b"lhvC", b"vvcC", b"jpgC", b"a1op", b"a1lx", b"lsel", b"clli", b"mdcv", b"cclv", b"amve", b"oinf",
    b"tols", b"cmpd", b"uncC", b"rloc", b"iscl", b"rref",
];
const CHILDREN: &[&[u8; 4]] = &[b"hdlr", b"pitm", b"iref", b"iloc", b"dinf", b"grpl"];

/// Finds the parts that a picture needs, by the body of `meta`, which lies at `start` in the file. `None` where the box does not determine that.
pub fn needed(meta: &[u8], start: u64) -> Option<Items> {
    // A full box: version and flags come before its children.
    let children = meta.get(4..)?;
    let primary = item(find(children, b"pitm")?.body, 4)?.0;
    let pictures = pictures(children, primary)?;
    let mut kept_meta: Vec<_> = std::iter::once(start.saturating_sub(16)..start + 4).collect();
    let mut inner: Option<Range<u64>> = None;
    for (kind, header, body) in places(children, start + 4) {
        // The header is kept of all, so that the boxes stay where they are.
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
            // Made of other items: those are needed as they are, which their own references do not say.
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

/// The picture, what it is put together from, and its transparency, in the order of their numbers.
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

/// Whether an auxiliary picture is transparency; others are depth, or what a phone has cut out of the picture.
fn is_alpha(meta: &[u8], item: u32) -> bool {
    own_properties(meta, item).iter().any(|&(kind, body)| {
        let name = body.get(4..).unwrap_or_default();
        let name = name.split(|&byte| byte == 0).next().unwrap_or_default();
        kind == b"auxC" && (name.ends_with(b":alpha") || name.ends_with(b":auxid:1"))
    })
}

/// The kept content of `iprp`, which lies at `start`.
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

/// The kept content of `iinf`: the entries of pictures, and of others only their numbers. Without a kind, nobody looks for
/// what they were.
fn entries(body: &[u8], start: u64, pictures: &[u32]) -> Option<Vec<Range<u64>>> {
    let header_length = if *body.first()? == 0 { 6 } else { 8 };
    let mut kept: Vec<_> = std::iter::once(start..start + header_length).collect();
    for (_, header, entry) in places(body.get(header_length as usize..)?, start + header_length) {
        let bytes = &body[within(&entry, start)];
        // Older versions have no kinds: all that they name are descriptions.
        let number = match bytes.first()? {
            2 => be16(bytes, 4)?,
            3 => be32(bytes, 4)?,
            _ => return None,
        };
        // Version and flags, the number, and two bytes that say how the item is protected.
        let short = if *bytes.first()? == 2 { 8 } else { 10 };
        kept.push(
            header..if pictures.binary_search(&number).is_ok() { entry.end } else { entry.start + short },
        );
    }
    Some(kept)
}

/// The boxes of one level, which lies at `start`: kind, and the places of header and body.
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

/// Reports each item's number, its construction method, and the extents of its data.
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
        // Data in another file is none of this one.
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
    /// A number of so many bytes, most significant first.
    fn number(&mut self, size: u8) -> Option<u64> {
        let bytes = self.bytes.get(self.at..self.at + usize::from(size)).filter(|_| size <= 8)?;
        self.at += usize::from(size);
        Some(bytes.iter().fold(0, |number, &byte| number << 8 | u64::from(byte)))
    }
}

/// Sorts the ranges and merges adjacent ones. Inserted one by one: they come nearly in order, and a general
/// sort is several kilobytes of code.
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
