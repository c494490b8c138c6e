//! Photos from real tools, and hand-made files for the cases that those tools do not produce.
#![allow(clippy::unwrap_used, clippy::panic)]

use super::*;
use crate::image::sniff::type_of;

macro_rules! photo {
    ($name:literal) => {
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/photos/", $name))
    };
}

const PHOTOS: &[(&str, &[u8], u8)] = &[
    ("phone.jpg", photo!("phone.jpg"), 6),
    ("little.jpg", photo!("little.jpg"), 8),
    ("two.jpg", photo!("two.jpg"), 1),
    ("print.jpg", photo!("print.jpg"), 1),
    ("photo.png", photo!("photo.png"), 6),
    ("p3.png", photo!("p3.png"), 1),
    ("photo.webp", photo!("photo.webp"), 1),
    ("plain.webp", photo!("plain.webp"), 1),
    ("turned.webp", photo!("turned.webp"), 1),
    ("photo.heic", photo!("photo.heic"), 1),
];

fn scan_in(file: &[u8], step: usize) -> Scan {
    let mut scanner = Scanner::new(type_of(file).unwrap_or(ImageType::Jpeg));
    file.chunks(step).for_each(|chunk| scanner.push(chunk));
    scanner.finish(file.len() as u64)
}

fn scan(file: &[u8]) -> Scan {
    scan_in(file, usize::MAX)
}

fn copy(file: &[u8], segments: &[Segment]) -> Vec<u8> {
    let bytes = |segment: &Segment| match segment {
        Segment::Kept(range) => file[range.start as usize..range.end as usize].to_vec(),
        Segment::Written(bytes) => bytes.clone(),
        Segment::Zeros(count) => vec![0; *count as usize],
    };
    segments.iter().flat_map(bytes).collect()
}

#[track_caller]
fn stripped(file: &[u8]) -> Vec<u8> {
    copy(file, &scan(file).segments.unwrap())
}

fn has(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|window| window == word)
}

#[test]
fn photos_of_real_tools_lose_their_metadata_and_keep_their_profile() {
    for &(name, photo, orientation) in PHOTOS {
        let scan = scan(photo);
        assert_eq!((scan.orientation, scan.is_complete), (orientation, true), "{name}");
        let copy = stripped(photo);
        for word in [
            "PRIVATE",
            "Exif",
            "EXIF",
            "eXIf",
            "xmp",
            "XMP",
            "http://ns.adobe",
            "Photoshop",
            "MPF",
            "tEXt",
            "tIME",
        ] {
            assert!(!has(&copy, word.as_bytes()), "{name} keeps {word}");
        }
        assert!(!has(&copy, b"ftypmp42"), "{name}");
        for word in [&b"ICC_PROFILE"[..], b"iCCP", b"ICCP", b"Adobe\0"] {
            assert_eq!(has(&copy, word), has(photo, word), "{name}");
        }
        // A copy of the copy is identical.
        assert_eq!(stripped(&copy), copy, "{name}");
        assert_eq!(type_of(&copy), type_of(photo));
    }
}

#[test]
fn a_profile_is_found_and_how_wide_it_is() {
    let of = |photo: &[u8]| match scan(photo).profile {
        Some(Profile::Icc(range)) => is_wide_profile(&photo[range.start as usize..range.end as usize]),
        other => panic!("{other:?}"),
    };
    assert!(of(photo!("phone.jpg")), "Display P3");
    assert!(!of(photo!("photo.webp")), "sRGB");
    assert!(matches!(scan(photo!("p3.png")).profile, Some(Profile::Deflated(_))));
    assert!(is_wide_primaries(12) && is_wide_primaries(9) && !is_wide_primaries(1) && !is_wide_primaries(2));
    assert!(!is_wide_profile(b"") && !is_wide_profile(&[0xff; 300]));
}

#[test]
fn chunks_of_any_size_make_no_difference() {
    for &(name, photo, _) in PHOTOS {
        for step in [1, 2, 3, 7, 64, 1000] {
            assert_eq!(scan_in(photo, step), scan(photo), "{name} by {step}");
        }
    }
}

#[test]
fn optional_chunks_need_not_be_read() {
    for &(name, photo, _) in PHOTOS {
        let mut scanner = Scanner::new(type_of(photo).unwrap());
        let (mut at, mut read) = (0, 0);
        while let Some(wanted) = scanner.wants().filter(|&wanted| wanted < photo.len() as u64) {
            scanner.skip_to(wanted);
            at = wanted as usize + 1;
            scanner.push(&photo[wanted as usize..at]);
            read += 1;
        }
        assert_eq!(scanner.finish(photo.len() as u64), scan(photo), "{name}");
        assert!(read <= at, "{name}");
    }
}

#[test]
fn a_file_that_is_cut_off_is_not_complete() {
    for &(name, photo, _) in PHOTOS {
        let needed = match scan(photo).segments.unwrap().iter().rev().find_map(|segment| match segment {
            Segment::Kept(range) => Some(range.end as usize),
            _ => None,
        }) {
            // A WebP file states its own length.
            Some(_) if name.ends_with("webp") => photo.len(),
            end => end.unwrap(),
        };
        // The type must be known, so the cuts start at 40 bytes.
        for length in (40..needed).chain([needed - 1]) {
            let cut = scan(&photo[..length]);
            assert!(!cut.is_complete && cut.segments.is_none(), "{name} cut to {length} of {needed}");
        }
        assert!(scan(&photo[..needed]).is_complete, "{name}");
    }
}

/// Builds a segment of a JPEG.
fn segment(marker: u8, body: &[u8]) -> Vec<u8> {
    let length = u16::try_from(body.len() + 2).unwrap().to_be_bytes();
    [&[0xff, marker][..], &length, body].concat()
}

/// Builds a JPEG of these segments.
fn jpeg(segments: &[Vec<u8>]) -> Vec<u8> {
    [&b"\xff\xd8"[..], &segments.concat(), b"\xff\xd9"].concat()
}

fn frame() -> Vec<u8> {
    segment(0xc2, &[8, 0, 1, 0, 1, 1, 1, 0x11, 0])
}

fn data() -> Vec<u8> {
    [segment(0xda, &[1, 1, 0, 0, 0x3f, 0]), b"\x01\xff\0\xff\xd3\xff\x00\x7f".to_vec()].concat()
}

#[test]
fn jpeg_keeps_image_segments_and_omits_the_rest() {
    let secrets = [
        segment(0xfe, b"PRIVATE"),
        segment(0xe0, b"JFXX\0\x10PRIVATE"),
        segment(0xe2, b"MPF\0PRIVATE"),
        segment(0xe1, b"http://ns.adobe.com/xmp/extension/\0PRIVATE"),
        segment(0xed, b"Photoshop 3.0\0PRIVATE"),
        segment(0xeb, b"JP PRIVATE"),
        segment(0xee, b"PRIVATE"),
        segment(0xf0, b"PRIVATE"),
        segment(0xc8, b"PRIVATE"),
    ];
    for secret in &secrets {
        let file = jpeg(&[
            secret.clone(),
            frame(),
            secret.clone(),
            data(),
            secret.clone(),
            segment(0xc4, b"table"),
            data(),
        ]);
        let expected = jpeg(&[frame(), data(), segment(0xc4, b"table"), data()]);
        assert_eq!(stripped(&file), expected, "{secret:?}");
    }
    // A preview inside the JFIF header, and text after the Adobe fields.
    let jfif = segment(0xe0, b"JFIF\0\x01\x02\0\0\x01\0\x01\x02\x02PRIVATE12345");
    let adobe = segment(0xee, b"Adobe\0\x64\0\0\0\0\x01PRIVATE");
    let plain =
        [segment(0xe0, b"JFIF\0\x01\x02\0\0\x01\0\x01\0\0"), segment(0xee, b"Adobe\0\x64\0\0\0\0\x01")];
    let expected = jpeg(&[plain[0].clone(), plain[1].clone(), frame(), data()]);
    assert_eq!(stripped(&jpeg(&[jfif, adobe, frame(), data()])), expected);
    // Fill bytes before markers.
    let filled = [b"\xff\xff".to_vec(), segment(0xfe, b"x"), b"\xff".to_vec(), frame(), data()];
    assert_eq!(stripped(&jpeg(&filled)), jpeg(&[frame(), data()]));
}

#[test]
fn jpeg_that_cannot_be_followed_has_no_copy() {
    for file in [
        jpeg(&[frame(), b"loose".to_vec(), data()]),
        jpeg(&[data()]),
        jpeg(&[frame(), b"\xff\xd8".to_vec(), data()]),
        jpeg(&[b"\xff\xfe\0\x01".to_vec(), frame(), data()]),
    ] {
        assert_eq!(scan(&file).segments, None, "{file:?}");
    }
    let many: Vec<_> = (0..5000).flat_map(|_| [segment(0xc4, b""), segment(0xfe, b"")]).collect();
    assert_eq!(scan(&jpeg(&[&[frame()], &many[..], &[data()]].concat())).segments, None);
}

fn chunk(name: &[u8; 4], body: &[u8]) -> Vec<u8> {
    [&(body.len() as u32).to_be_bytes()[..], name, body, b"\xcc\xcc\xcc\xcc"].concat()
}

fn png(chunks: &[Vec<u8>]) -> Vec<u8> {
    let header = chunk(b"IHDR", b"\0\0\0\x01\0\0\0\x01\x08\0\0\0\0");
    [&b"\x89PNG\r\n\x1a\n"[..], &header, &chunks.concat(), b"\0\0\0\0IEND\xaeB`\x82"].concat()
}

#[test]
fn png_keeps_critical_chunks_and_omits_the_rest() {
    let kept = [
        chunk(b"cICP", b"\x0c\x0d\0\x01"),
        chunk(b"gAMA", b"\0\0\xb1\x8f"),
        chunk(b"tRNS", b"\0\0"),
        chunk(b"IDAT", b"x"),
    ];
    for name in [
        b"tEXt", b"iTXt", b"zTXt", b"eXIf", b"tIME", b"caBX", b"fcTL", b"acTL", b"prVt", b"sPLT", b"hIST",
        b"iDOT",
    ] {
        let secret = chunk(name, b"PRIVATE");
        let chunks =
            [std::slice::from_ref(&secret), &kept[..], &[secret.clone(), chunk(b"fdAT", b"PRIVATE")]]
                .concat();
        assert_eq!(stripped(&png(&chunks)), png(&kept), "{name:?}");
    }
    assert_eq!(scan(&png(&kept)).profile, Some(Profile::Coded(12, 13)));
    assert_eq!(
        scan(&png(&[chunk(b"IDAT", b"x"), chunk(b"PRVT", b"")])).segments,
        None,
        "a decoder must know it"
    );
    assert_eq!(scan(&png(&[])).segments, None, "no data");
}

#[test]
fn png_is_turned_by_exif_before_its_data_only() {
    let exif = chunk(b"eXIf", b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x03\0\0\0\0\0\0");
    let data = chunk(b"IDAT", b"x");
    assert_eq!(scan(&png(&[exif.clone(), data.clone()])).orientation, 3);
    assert_eq!(scan(&png(&[data, exif])).orientation, 1);
}

fn webp(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let body: Vec<u8> = chunks
        .iter()
        .flat_map(|(name, body)| {
            let padding = &[0][..body.len() % 2];
            [&name[..], &(body.len() as u32).to_le_bytes(), body, padding].concat()
        })
        .collect();
    [b"RIFF", &(body.len() as u32 + 4).to_le_bytes()[..], b"WEBP", &body].concat()
}

#[test]
fn webp_keeps_image_chunks_and_omits_the_rest() {
    let size = *b"\0\0\0\0\0\0\0\0\0";
    let extended = |flags: u8| [&[flags][..], &size].concat();
    let (picture, secret) = (b"\x30\0\0\x9d\x01\x2a\x01\0\x01\0", b"PRIVATE");
    let file = webp(&[
        (b"VP8X", &extended(0x3e)),
        (b"JUNK", secret),
        (b"ICCP", b"icc"),
        (b"ALPH", b"a"),
        (b"VP8 ", picture),
        (b"EXIF", secret),
        (b"XMP ", secret),
        (b"prvt", secret),
    ]);
    let expected =
        webp(&[(b"VP8X", &extended(0x32)), (b"ICCP", b"icc"), (b"ALPH", b"a"), (b"VP8 ", picture)]);
    assert_eq!(stripped(&[&file[..], b"PRIVATE"].concat()), expected);
    // An animation keeps its frames, unless a frame contains a chunk that cannot be removed.
    let frame = |inner: &[u8]| [&[0; 16][..], inner].concat();
    let (inner, more) = (
        webp(&[(b"VP8 ", picture)])[12..].to_vec(),
        webp(&[(b"VP8 ", picture), (b"prvt", secret)])[12..].to_vec(),
    );
    let moving = |inner: &[u8]| {
        webp(&[
            (b"VP8X", &extended(0x02)),
            (b"ANIM", &[0; 6]),
            (b"ANMF", &frame(inner)),
            (b"ANMF", &frame(inner)),
        ])
    };
    assert_eq!(stripped(&moving(&inner)), moving(&inner));
    assert_eq!(scan(&moving(&more)).segments, None);
}

#[test]
fn formats_that_are_converted_are_only_checked_for_completeness() {
    let gif = b"GIF89a\x01\0\x01\0\x80\0\0\xff\xff\xff\0\0\0\x21\xfe\x02hi\0\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0\x3b";
    let bmp =
        [&b"BM\x3e\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x02\0\0\0\x01\0\0\0\x01\0\x18\0"[..], &[0; 24], &[9; 8]]
            .concat();
    // An OS/2 bitmap: 3 by 20 pixels of 24 bits, in rows of 12 bytes.
    let os2 =
        [&b"BM\x0a\x01\0\0\0\0\0\0\x1a\0\0\0\x0c\0\0\0\x03\0\x14\0\x01\0\x18\0"[..], &[9; 240]].concat();
    for (file, needed) in [(&gif[..], gif.len() - 1), (&bmp, bmp.len()), (&os2, os2.len())] {
        for length in 26..=file.len() {
            let scan = scan(&file[..length]);
            assert_eq!((scan.is_complete, scan.segments), (length >= needed, None), "{length} of {needed}");
        }
    }
}
