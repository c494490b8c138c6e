//! The copy of a file without metadata: independent of the chunks in which the file arrives, of an unchanged type,
//! hardly longer, and equal to its own copy.

use tintype_protocol::image::metadata::{Scan, Scanner, Segment};
use tintype_protocol::image::sniff::type_of;

/// The maximum growth by rewritten headers. A file may omit the last two bytes of its JFIF header.
const MAX_GROWTH: usize = 16 * 4096;

/// Checks the copy of this file.
pub fn metadata(bytes: &[u8]) {
    let Some(image_type) = type_of(bytes) else { return };
    let scan_in = |bytes: &[u8], step: usize| {
        let mut scanner = Scanner::new(image_type);
        bytes.chunks(step).for_each(|chunk| scanner.push(chunk));
        scanner.finish(bytes.len() as u64)
    };
    let scan = scan_in(bytes, usize::MAX);
    assert!((1..=8).contains(&scan.orientation));
    assert_eq!(scan, scan_in(bytes, 1));
    assert_eq!(scan, by_leaps(Scanner::new(image_type), bytes));
    let Some(segments) = &scan.segments else { return };
    assert!(scan.is_complete);
    let copy = copied(bytes, segments);
    assert!(copy.len() <= bytes.len() + MAX_GROWTH, "{} bytes of {}", copy.len(), bytes.len());
    assert_eq!(type_of(&copy), Some(image_type));
    let again = scan_in(&copy, usize::MAX);
    let segments = again.segments.expect("a copy can be copied");
    assert!(copied(&copy, &segments) == copy, "the copy of a copy differs");
}

/// Reads only the positions that the scanner requests, a few bytes at a time.
fn by_leaps(mut scanner: Scanner, bytes: &[u8]) -> Scan {
    while let Some(wanted) = scanner.wants().filter(|&wanted| wanted < bytes.len() as u64) {
        scanner.skip_to(wanted);
        let start = wanted as usize;
        scanner.push(&bytes[start..(start + 5).min(bytes.len())]);
    }
    scanner.finish(bytes.len() as u64)
}

fn copied(file: &[u8], segments: &[Segment]) -> Vec<u8> {
    let mut copy = Vec::new();
    let mut last = 0;
    for segment in segments {
        match segment {
            Segment::Kept(range) => {
                assert!(last <= range.start && range.start < range.end, "out of order");
                last = range.end;
                copy.extend_from_slice(&file[range.start as usize..range.end as usize]);
            }
            Segment::Written(bytes) => copy.extend_from_slice(bytes),
            Segment::Zeros(count) => copy.resize(copy.len() + *count as usize, 0),
        }
    }
    copy
}
