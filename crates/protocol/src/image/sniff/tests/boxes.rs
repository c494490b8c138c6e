//! AVIF, HEIC and HEIF: boxes made by hand.

use super::*;

fn boxed(kind: &[u8; 4], body: &[u8]) -> Vec<u8> {
    [&u32::try_from(body.len() + 8).unwrap().to_be_bytes()[..], kind, body].concat()
}

/// Like [`boxed`], with a 64-bit length.
fn boxed_long(kind: &[u8; 4], body: &[u8]) -> Vec<u8> {
    [&1_u32.to_be_bytes()[..], kind, &(body.len() as u64 + 16).to_be_bytes(), body].concat()
}

fn ftyp(major: &[u8; 4], compatible: &[&[u8; 4]]) -> Vec<u8> {
    let compatible: Vec<u8> = compatible.iter().flat_map(|brand| **brand).collect();
    boxed(b"ftyp", &[&major[..], &[0; 4], &compatible].concat())
}

fn ispe(width: u32, height: u32) -> Vec<u8> {
    boxed(b"ispe", &[&[0; 4][..], &width.to_be_bytes(), &height.to_be_bytes()].concat())
}

fn meta(sizes: &[Vec<u8>]) -> Vec<u8> {
    let properties = boxed(b"ipco", &[boxed(b"pixi", &[0; 8]), sizes.concat()].concat());
    let properties = boxed(b"iprp", &[properties, boxed(b"ipma", &[0; 9])].concat());
    boxed(b"meta", &[&[0; 4][..], &boxed(b"hdlr", &[0; 24]), &boxed(b"pitm", &[0; 6]), &properties].concat())
}

pub fn avif(width: u32, height: u32) -> Vec<u8> {
    [ftyp(b"avif", &[b"mif1", b"miaf"]), meta(&[ispe(width, height)]), boxed(b"mdat", &[0xaa; 20])].concat()
}

#[test]
fn brands_by_major_and_compatible() {
    for (major, compatible, image_type) in [
        (b"avif", vec![b"mif1"], Some(ImageType::Avif)),
        (b"avis", vec![], Some(ImageType::Avif)),
        (b"heic", vec![b"mif1", b"heic"], Some(ImageType::Heic)),
        (b"heix", vec![], Some(ImageType::Heic)),
        (b"mif1", vec![b"heic"], Some(ImageType::Heic)),
        (b"mif1", vec![b"miaf", b"avif"], Some(ImageType::Avif)),
        (b"heif", vec![], Some(ImageType::Heif)),
        (b"isom", vec![b"mp42"], None),
        (b"mif1", vec![], None),
    ] {
        let prefix = [ftyp(major, &compatible), meta(&[ispe(7, 5)])].concat();
        match image_type {
            Some(image_type) => grows_into(&prefix, Known(image_type, 7, 5)),
            None => assert_eq!(sniff(&prefix), Unknown, "{}", String::from_utf8_lossy(major)),
        }
    }
}

#[test]
fn the_largest_size_is_that_of_the_picture() {
    let prefix = [ftyp(b"heic", &[]), meta(&[ispe(512, 512), ispe(4032, 3024), ispe(320, 240)])].concat();
    grows_into(&prefix, Known(ImageType::Heic, 4032, 3024));
    let huge = [ftyp(b"heic", &[]), meta(&[ispe(u32::MAX, u32::MAX), ispe(1, 1)])].concat();
    grows_into(&huge, Known(ImageType::Heic, u32::MAX, u32::MAX));
}

#[test]
fn other_boxes_and_long_lengths_on_the_way() {
    let inner = &meta(&[ispe(7, 5)])[8..];
    let prefix = [ftyp(b"avif", &[]), boxed(b"free", &[9; 100]), boxed_long(b"meta", inner)].concat();
    grows_into(&prefix, Known(ImageType::Avif, 7, 5));
    // A length of 0 extends to the end of the file, which is unknown here.
    let mut open = [ftyp(b"avif", &[]), boxed(b"meta", inner)].concat();
    let at = open.len() - inner.len() - 8;
    open[at..at + 4].fill(0);
    assert_eq!((sniff(&open), type_of(&open)), (NeedsMore, Some(ImageType::Avif)));
}

#[test]
fn a_picture_without_a_size_is_still_one() {
    let prefix = [ftyp(b"avif", &[]), meta(&[])].concat();
    grows_into(&prefix, Known(ImageType::Avif, 0, 0));
    let late = [ftyp(b"heic", &[]), boxed(b"mdat", &[0; 5000])].concat();
    assert_eq!((sniff(&late), type_of(&late)), (NeedsMore, Some(ImageType::Heic)));
}

#[test]
fn boxes_that_lie_about_their_length() {
    for length in [0_u32, 2, 7, 8, 12, 0x7fff_ffff, u32::MAX] {
        let mut prefix = avif(7, 5);
        let meta_at = ftyp(b"avif", &[b"mif1", b"miaf"]).len();
        prefix[meta_at..meta_at + 4].copy_from_slice(&length.to_be_bytes());
        let _ = sniff(&prefix);
        prefix[..4].copy_from_slice(&length.to_be_bytes());
        let _ = (sniff(&prefix), type_of(&prefix));
    }
    let endless = [&1_u32.to_be_bytes()[..], b"meta", &u64::MAX.to_be_bytes()].concat();
    assert_eq!(sniff(&[ftyp(b"avif", &[]), endless].concat()), NeedsMore);
}

/// Builds the properties of two items, of which the second is the picture. `turned` states the `irot` of each.
fn turned_meta(version: u8, turned: [Option<u8>; 2]) -> Vec<u8> {
    let id =
        |id: u16| if version == 0 { id.to_be_bytes().to_vec() } else { u32::from(id).to_be_bytes().to_vec() };
    let index = |index: u16| match version {
        0 => vec![0x80 | index as u8],
        _ => (0x8000 | index).to_be_bytes().to_vec(),
    };
    let (mut properties, mut items) = (vec![ispe(320, 240), ispe(4032, 3024)], Vec::new());
    for (at, turn) in turned.into_iter().enumerate() {
        let mut own = vec![index(at as u16 + 1)];
        if let Some(angle) = turn {
            properties.push(boxed(b"irot", &[angle]));
            own.push(index(properties.len() as u16));
        }
        items.push([id(at as u16 + 1), vec![own.len() as u8], own.concat()].concat());
    }
    let full = |kind, flags: u8, body: Vec<u8>| boxed(kind, &[vec![version, 0, 0, flags], body].concat());
    let ipma = full(b"ipma", version, [2_u32.to_be_bytes().to_vec(), items.concat()].concat());
    let iprp = boxed(b"iprp", &[boxed(b"ipco", &properties.concat()), ipma].concat());
    boxed(b"meta", &[&[0; 4][..], &full(b"pitm", 0, id(2)), &iprp].concat())
}

#[test]
fn a_turned_picture_has_its_sides_as_it_is_shown() {
    for version in [0, 1] {
        for (turned, (width, height)) in [
            ([None, None], (4032, 3024)),
            ([None, Some(1)], (3024, 4032)),
            ([None, Some(3)], (3024, 4032)),
            ([Some(1), Some(2)], (4032, 3024)),
            // Only the thumbnail is rotated.
            ([Some(1), None], (4032, 3024)),
        ] {
            let prefix = [ftyp(b"heic", &[]), turned_meta(version, turned)].concat();
            grows_into(&prefix, Known(ImageType::Heic, width, height));
        }
    }
}

/// Builds a file of one item with these properties, in order.
fn with_properties(properties: &[Vec<u8>]) -> Vec<u8> {
    let places: Vec<u8> = (1..=properties.len() as u8).collect();
    let ipma = boxed(b"ipma", &[&[0; 4][..], &[0, 0, 0, 1, 0, 1, places.len() as u8], &places].concat());
    let iprp = boxed(b"iprp", &[boxed(b"ipco", &properties.concat()), ipma].concat());
    let meta = boxed(b"meta", &[&[0; 4][..], &boxed(b"pitm", &[0, 0, 0, 0, 0, 1]), &iprp].concat());
    [ftyp(b"heic", &[b"mif1"]), meta].concat()
}

fn clap(sides: [(u32, u32); 2]) -> Vec<u8> {
    let numbers = sides.into_iter().flat_map(|(numerator, denominator)| [numerator, denominator]);
    let offsets = [0_u32, 1, 0, 1];
    boxed(b"clap", &numbers.chain(offsets).flat_map(u32::to_be_bytes).collect::<Vec<_>>())
}

#[test]
fn a_clean_aperture_is_the_size_that_is_shown() {
    let whole = || ispe(64, 48);
    let turn = |angle| boxed(b"irot", &[angle]);
    let mirror = || boxed(b"imir", &[0]);
    for (properties, size) in [
        (vec![whole(), clap([(40, 1), (30, 1)])], (40, 30)),
        (vec![whole(), clap([(80, 2), (90, 3)])], (40, 30)),
        (vec![whole(), clap([(40, 1), (30, 1)]), turn(1)], (30, 40)),
        (vec![whole(), clap([(40, 1), (30, 1)]), turn(2), mirror()], (40, 30)),
        (vec![whole(), mirror(), turn(3)], (48, 64)),
        // An aperture that is empty, larger than the picture, or has a denominator of 0 is ignored.
        (vec![whole(), clap([(0, 1), (30, 1)])], (64, 30)),
        (vec![whole(), clap([(65, 1), (u32::MAX, 1)])], (64, 48)),
        (vec![whole(), clap([(40, 0), (30, 0)])], (64, 48)),
    ] {
        grows_into(&with_properties(&properties), Known(ImageType::Heic, size.0, size.1));
    }
}

#[test]
fn a_larger_item_that_is_not_the_picture_does_not_decide_its_size() {
    let properties = boxed(b"ipco", &[ispe(64, 48), ispe(640, 480), clap([(9, 1), (9, 1)])].concat());
    let ipma = boxed(b"ipma", &[&[0; 4][..], &[0, 0, 0, 2, 0, 1, 1, 1, 0, 2, 2, 2, 3]].concat());
    let iprp = boxed(b"iprp", &[properties, ipma].concat());
    let meta = boxed(b"meta", &[&[0; 4][..], &boxed(b"pitm", &[0, 0, 0, 0, 0, 1]), &iprp].concat());
    grows_into(&[ftyp(b"avif", &[]), meta].concat(), Known(ImageType::Avif, 64, 48));
}

#[test]
fn a_real_file_that_is_cropped_turned_and_mirrored_has_the_size_that_is_shown() {
    let file = include_bytes!("../../../../../../tests/fixtures/photos/cropped.avif");
    assert_eq!(sniff(file), Known(ImageType::Avif, 30, 40));
}
