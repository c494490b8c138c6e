//! AVIF, HEIC and HEIF: nested boxes. The size is in `meta/iprp/ipco/ispe`, next to the visible area in `clap` and the
//! rotation in `irot`. The table `meta/iprp/ipma` assigns these properties to items.

use super::image_type::{ImageType, Sniffed};
use super::read::{be16, be32};

/// Reads the type from the brands, and the size from the properties of the primary item.
pub fn read(prefix: &[u8]) -> Sniffed {
    // No list of brands is long enough to need the most significant byte of its length.
    let kind = &prefix[prefix.len().min(4)..prefix.len().min(8)];
    if prefix.first().is_some_and(|&byte| byte != 0) || !b"ftyp".starts_with(kind) {
        return Sniffed::Unknown;
    }
    let ftyp_end = be32(prefix, 0).map_or(0, |size| size as usize);
    if prefix.len() < ftyp_end.max(12) {
        return Sniffed::NeedsMore;
    }
    let Some(image_type) = brand(prefix) else { return Sniffed::Unknown };
    let Some(meta) = find(prefix, b"meta") else { return Sniffed::NeedsMore };
    if meta.is_cut {
        return Sniffed::NeedsMore;
    }
    let size = size_shown(meta.body);
    Sniffed::Known(image_type, size.map_or(0, |size| size.0), size.map_or(0, |size| size.1))
}

/// Returns the format that the `ftyp` box states. The major brand takes precedence.
pub fn brand(prefix: &[u8]) -> Option<ImageType> {
    if prefix.get(4..8)? != b"ftyp" {
        return None;
    }
    let end = (be32(prefix, 0)? as usize).min(prefix.len());
    let compatible = prefix.get(16..end).unwrap_or_default().chunks_exact(4);
    std::iter::once(prefix.get(8..12)?).chain(compatible).find_map(|brand| match brand {
        b"avif" | b"avis" => Some(ImageType::Avif),
        b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" => Some(ImageType::Heic),
        b"heif" => Some(ImageType::Heif),
        _ => None,
    })
}

/// A box without its header.
pub(crate) struct BoxBody<'a> {
    pub body: &'a [u8],
    /// The length of the header in bytes.
    pub header: usize,
    is_cut: bool,
}

/// Returns the first box with this name.
pub(crate) fn find<'a>(bytes: &'a [u8], name: &[u8; 4]) -> Option<BoxBody<'a>> {
    boxes(bytes).find(|(kind, _)| kind == name).map(|(_, found)| found)
}

/// Iterates over the boxes of one level.
pub(crate) fn boxes(mut bytes: &[u8]) -> impl Iterator<Item = (&[u8], BoxBody<'_>)> {
    std::iter::from_fn(move || {
        let size = match be32(bytes, 0)? {
            0 => bytes.len(),
            1 => usize::try_from(u64::from(be32(bytes, 8)?) << 32 | u64::from(be32(bytes, 12)?)).ok()?,
            size => size as usize,
        };
        let start = if be32(bytes, 0)? == 1 { 16 } else { 8 };
        let kind = bytes.get(4..8)?;
        let end = size.min(bytes.len());
        let body = bytes.get(start..end)?;
        // A length of 0 extends to the end of the file, which is unknown here.
        let is_cut = size > bytes.len() || be32(bytes, 0)? == 0;
        bytes = &bytes[end..];
        Some((kind, BoxBody { body, header: start, is_cut }))
    })
}

/// Returns the size as shown: cropped to the clean aperture and rotated. A quarter turn swaps width and height.
fn size_shown(meta: &[u8]) -> Option<(u32, u32)> {
    // `meta` is a full box: four bytes of version and flags come before its children.
    let children = meta.get(4..)?;
    let picture = find(children, b"pitm").and_then(|found| item(found.body, 4));
    let own = picture.map(|(picture, _)| own_properties(children, picture)).unwrap_or_default();
    let property = |name: &[u8; 4]| own.iter().find(|(kind, _)| kind == name).map(|&(_, body)| body);
    let size = |body| Some((be32(body, 4)?, be32(body, 8)?));
    let (mut width, mut height) = property(b"ispe").and_then(size).or_else(|| largest(children))?;
    if let Some(aperture) = property(b"clap") {
        (width, height) = (cropped(aperture, 0, width)?, cropped(aperture, 8, height)?);
    }
    let quarters = property(b"irot").and_then(|body| body.first()).map_or(0, |angle| angle & 3);
    Some(if quarters % 2 == 1 { (height, width) } else { (width, height) })
}

/// Returns a side of the clean aperture, a fraction at the offset `at`, or the whole side if the fraction is invalid.
fn cropped(aperture: &[u8], at: usize, whole: u32) -> Option<u32> {
    let (numerator, denominator) = (be32(aperture, at)?, be32(aperture, at + 4)?);
    let side = numerator.checked_div(denominator).filter(|side| (1..=whole).contains(side));
    Some(side.unwrap_or(whole))
}

/// Returns the largest size of any item, because smaller ones belong to tiles and thumbnails.
fn largest(children: &[u8]) -> Option<(u32, u32)> {
    let container = find(find(children, b"iprp")?.body, b"ipco")?.body;
    let sizes = boxes(container).filter(|(kind, _)| kind == b"ispe");
    let sizes = sizes.filter_map(|(_, found)| Some((be32(found.body, 4)?, be32(found.body, 8)?)));
    sizes.max_by_key(|&(width, height)| u64::from(width) * u64::from(height))
}

/// Returns the type and body of each property of an item, from the children of `meta`.
pub(crate) fn own_properties(children: &[u8], item: u32) -> Vec<(&[u8], &[u8])> {
    let Some(properties) = find(children, b"iprp").map(|found| found.body) else { return Vec::new() };
    let Some(container) = find(properties, b"ipco").map(|found| found.body) else { return Vec::new() };
    let lists = boxes(properties).filter(|(kind, _)| kind == b"ipma");
    let own = lists.filter_map(|(_, list)| properties_of(item, list.body)).next().unwrap_or_default();
    let all = boxes(container).zip(1..).filter(|(_, place)| own.contains(place));
    all.map(|((kind, found), _)| (kind, found.body)).collect()
}

/// Returns the id of an item and its length in bytes, which depends on the version of the enclosing box.
pub(crate) fn item(full_box: &[u8], at: usize) -> Option<(u32, usize)> {
    match full_box.first()? {
        0 => Some((be16(full_box, at)?, 2)),
        _ => Some((be32(full_box, at)?, 4)),
    }
}

/// Returns the indices in `ipco`, starting at 1, of an item's properties.
fn properties_of(picture: u32, list: &[u8]) -> Option<Vec<usize>> {
    let is_wide = list.get(3)? & 1 == 1;
    let step = if is_wide { 2 } else { 1 };
    let mut at = 8;
    loop {
        let (item, length) = item(list, at)?;
        let count = usize::from(*list.get(at + length)?);
        let start = at + length + 1;
        let places = list.get(start..start + count * step)?;
        if item == picture {
            // The first bit marks an essential property.
            let place = |place: &[u8]| match *place {
                [high, low] => usize::from(high & 0x7f) << 8 | usize::from(low),
                _ => usize::from(place[0] & 0x7f),
            };
            return Some(places.chunks_exact(step).map(place).collect());
        }
        at = start + count * step;
    }
}
