//! Reading and writing of ZIP files. Written files store their entries uncompressed, because pictures are compressed
//! already. Files that are read may be repacked by another program, or malicious. Only headers are built and parsed
//! here. The bytes between them stay Blobs, so that a gallery of any size costs no memory. Files over 4 GB or 65,534
//! entries are Zip64.

use crc::{CRC_32_ISO_HDLC, Crc};

/// The checksum of ZIP and PNG. It uses a single small table, because the tables of faster algorithms are as large as
/// the rest of Studio's data.
pub static CRC: Crc<u32> = Crc::<u32>::new(&CRC_32_ISO_HDLC);

/// An entry of a file that is being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The path, separated by `/`.
    pub name: String,
    /// The CRC-32 of the bytes.
    pub crc: u32,
    /// The number of bytes.
    pub size: u32,
    /// The offset of the local file header.
    pub offset: u64,
}

/// An entry of a file that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ZipEntry {
    /// The path.
    pub name: String,
    /// The CRC-32 of the uncompressed bytes.
    pub crc: u32,
    /// The compressed size.
    pub packed: u64,
    /// The uncompressed size.
    pub size: u64,
    /// The offset of the local file header.
    pub offset: u64,
    /// The compression method, or `None` if it is unknown or the entry is encrypted.
    pub compression: Option<Compression>,
}

/// The compression method of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compression {
    /// Uncompressed.
    Stored,
    /// Compressed with Deflate.
    Deflated,
}

/// The length of a local file header, up to the entry's name.
pub const LOCAL_HEADER: u64 = 30;
/// The maximum length of the records at the end of a file, including the longest comment.
pub const LONGEST_END: u64 = (END_LENGTH + END_64 + LOCATOR_64) as u64 + 65_535;
/// The magic number of a ZIP file.
pub const BEGIN: [u8; 4] = LOCAL.to_le_bytes();

const LOCAL: u32 = 0x0403_4b50;
const CENTRAL: u32 = 0x0201_4b50;
const END: u32 = 0x0605_4b50;
const END_LENGTH: usize = 22;
/// The lengths and signatures of the two records that Zip64 puts before the end record.
const END_64: usize = 56;
const LOCATOR_64: usize = 20;
const END_64_MARK: u32 = 0x0606_4b50;
const LOCATOR_64_MARK: u32 = 0x0706_4b50;
/// The placeholder in a field that is too small for its value, which is then stored elsewhere.
const LONG: u32 = u32::MAX;
const SHORT: u16 = u16::MAX;
/// The flag for UTF-8 names.
const UTF8: u16 = 1 << 11;
/// The date of all entries, midnight of 1 January 1980, because the real date should not be disclosed.
const DATE: u16 = (1 << 5) | 1;
/// The version needed to extract: 2.0, or 4.5 for Zip64.
const PLAIN: u16 = 20;
const ZIP_64: u16 = 45;

fn put(bytes: &mut Vec<u8>, shorts: &[u16], longs: &[u32]) {
    shorts.iter().for_each(|value| bytes.extend(value.to_le_bytes()));
    longs.iter().for_each(|value| bytes.extend(value.to_le_bytes()));
}

impl Entry {
    fn name_length(&self) -> u16 {
        u16::try_from(self.name.len()).unwrap_or(SHORT)
    }

    /// Returns the local file header.
    pub fn header(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        put(&mut bytes, &[], &[LOCAL]);
        put(&mut bytes, &[PLAIN, UTF8, 0, 0, DATE], &[self.crc, self.size, self.size]);
        put(&mut bytes, &[self.name_length(), 0], &[]);
        bytes.extend(self.name.as_bytes());
        bytes
    }

    fn listing(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let near = u32::try_from(self.offset).ok().filter(|offset| *offset < LONG);
        let (version, extra) = if near.is_some() { (PLAIN, 0) } else { (ZIP_64, 12) };
        put(&mut bytes, &[], &[CENTRAL]);
        put(&mut bytes, &[version, version, UTF8, 0, 0, DATE], &[self.crc, self.size, self.size]);
        put(&mut bytes, &[self.name_length(), extra, 0, 0, 0], &[0, near.unwrap_or(LONG)]);
        bytes.extend(self.name.as_bytes());
        if near.is_none() {
            put(&mut bytes, &[1, 8], &[]);
            bytes.extend(self.offset.to_le_bytes());
        }
        bytes
    }
}

/// Returns the central directory and its end records. `offset` is the end of the last entry.
pub fn ending(entries: &[Entry], offset: u64) -> Vec<u8> {
    let mut bytes: Vec<u8> = entries.iter().flat_map(Entry::listing).collect();
    let length = bytes.len();
    let count = u16::try_from(entries.len()).unwrap_or(SHORT);
    let near = u32::try_from(offset).unwrap_or(LONG);
    if count == SHORT || near == LONG {
        put(&mut bytes, &[], &[END_64_MARK, END_64 as u32 - 12, 0]);
        put(&mut bytes, &[ZIP_64, ZIP_64], &[0, 0]);
        let counts = [entries.len() as u64; 2];
        let places = [length as u64, offset];
        counts.iter().chain(&places).for_each(|value| bytes.extend(value.to_le_bytes()));
        put(&mut bytes, &[], &[LOCATOR_64_MARK, 0]);
        bytes.extend((offset + length as u64).to_le_bytes());
        put(&mut bytes, &[], &[1]);
    }
    put(&mut bytes, &[], &[END]);
    put(&mut bytes, &[0, 0, count, count], &[u32::try_from(length).unwrap_or(LONG), near]);
    put(&mut bytes, &[0], &[]);
    bytes
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..)?.first_chunk().copied()?))
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..)?.first_chunk().copied()?))
}

fn double(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_le_bytes(bytes.get(at..)?.first_chunk().copied()?))
}

/// Finds the central directory in the last bytes of a file. Returns its offset and length.
pub fn list_place(tail: &[u8]) -> Option<(u64, u64)> {
    let end = (0..tail.len().checked_sub(END_LENGTH - 1)?).rev().find(|at| long(tail, *at) == Some(END))?;
    let before = end.checked_sub(LOCATOR_64).filter(|at| long(tail, *at) == Some(LOCATOR_64_MARK));
    if let Some(far) = before.and_then(|locator| locator.checked_sub(END_64)) {
        let is_end = long(tail, far)? == END_64_MARK;
        return is_end.then_some((double(tail, far + 48)?, double(tail, far + 40)?));
    }
    Some((u64::from(long(tail, end + 16)?), u64::from(long(tail, end + 12)?)))
}

/// Parses the entries of a central directory. Returns `None` for invalid data.
pub fn entries(mut list: &[u8]) -> Option<Vec<ZipEntry>> {
    let mut found = Vec::new();
    while !list.is_empty() {
        if long(list, 0)? != CENTRAL {
            return None;
        }
        let [name, extra, comment] = [28, 30, 32].map(|at| short(list, at).map(usize::from));
        let (name, extra) = (46 + name?, extra?);
        let mut far = far_values(list.get(name..name + extra)?);
        let mut value = |at| match long(list, at)? {
            LONG => far.next(),
            value => Some(u64::from(value)),
        };
        let (size, packed, offset) = (value(24)?, value(20)?, value(42)?);
        let is_plain = short(list, 8)? & 1 == 0;
        let compression = match short(list, 10)? {
            0 if size == packed => Some(Compression::Stored),
            8 => Some(Compression::Deflated),
            _ => None,
        };
        found.push(ZipEntry {
            // Old programs use other encodings. Such an entry is not ours, but must not hide the other entries.
            name: String::from_utf8_lossy(list.get(46..name)?).into_owned(),
            crc: long(list, 16)?,
            packed,
            size,
            offset,
            compression: compression.filter(|_| is_plain),
        });
        list = list.get(name + extra + comment?..)?;
    }
    Some(found)
}

/// Returns the values of an entry's Zip64 extra field.
fn far_values(mut extra: &[u8]) -> impl Iterator<Item = u64> {
    let mut values: &[u8] = &[];
    while let (Some(kind), Some(length)) = (short(extra, 0), short(extra, 2)) {
        let Some((field, rest)) = extra[4..].split_at_checked(usize::from(length)) else { break };
        if kind == 1 {
            values = field;
        }
        extra = rest;
    }
    values.chunks_exact(8).filter_map(|value| double(value, 0))
}

/// Returns the offset of an entry's bytes from the start of its local file header.
pub fn data_offset(header: &[u8]) -> Option<u64> {
    let is_header = long(header, 0)? == LOCAL;
    let length = LOCAL_HEADER + u64::from(short(header, 26)?) + u64::from(short(header, 28)?);
    is_header.then_some(length)
}

/// Whether a path stays inside the folder that it is unpacked into. Nothing is unpacked into a folder here, but a file
/// with unsafe paths is malicious, so it is rejected as a whole.
pub fn is_safe(name: &str) -> bool {
    let is_outside = |step: &str| step == "..";
    !name.starts_with('/') && !name.contains(['\\', ':', '\0']) && !name.split('/').any(is_outside)
}

/// Returns the maximum unpacked size of a file. Pictures hardly shrink, but text shrinks to a tenth.
pub fn most_unpacked(size: u64) -> u64 {
    size.saturating_mul(16).saturating_add(64 << 20)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(contents: &[(&str, &[u8])]) -> Vec<u8> {
        let (mut bytes, mut entries) = (Vec::new(), Vec::new());
        for (name, content) in contents {
            let entry = Entry {
                name: (*name).into(),
                crc: CRC.checksum(content),
                size: content.len() as u32,
                offset: bytes.len() as u64,
            };
            bytes.extend(entry.header());
            bytes.extend(*content);
            entries.push(entry);
        }
        let offset = bytes.len() as u64;
        bytes.extend(ending(&entries, offset));
        bytes
    }

    fn listed(file: &[u8]) -> Option<Vec<ZipEntry>> {
        let (offset, length) = list_place(file)?;
        entries(file.get(offset as usize..)?.get(..length as usize)?)
    }

    #[test]
    fn a_written_zip_is_read_back() {
        let file = file(&[("gallery.json", b"{}"), ("图/梨.png", b"bytes")]);
        let found = listed(&file).unwrap_or_default();
        let names: Vec<_> = found.iter().map(|found| (found.name.as_str(), found.compression)).collect();
        assert_eq!(
            names,
            [("gallery.json", Some(Compression::Stored)), ("图/梨.png", Some(Compression::Stored))]
        );
        let pear = &found[1];
        let start = pear.offset + data_offset(&file[pear.offset as usize..]).unwrap_or(0);
        let bytes = &file[start as usize..][..pear.size as usize];
        assert_eq!((bytes, pear.crc), (b"bytes".as_slice(), CRC.checksum(b"bytes")));
    }

    #[test]
    fn far_entries_and_many_of_them_are_zip64() {
        let entry = |offset| Entry { name: "a".into(), crc: 1, size: 2, offset };
        let far: Vec<_> = [7, 5 << 30].map(entry).into();
        let end = 6 << 30;
        let tail = ending(&far, end);
        let (offset, length) = list_place(&tail).unwrap_or_default();
        assert_eq!(offset, end);
        let found = entries(&tail[..length as usize]).unwrap_or_default();
        assert_eq!(found.iter().map(|found| found.offset).collect::<Vec<_>>(), [7, 5 << 30]);

        let many: Vec<_> = (0..70_000).map(entry).collect();
        let tail = ending(&many, 70_000);
        let place = list_place(&tail[tail.len() - LONGEST_END as usize..]).unwrap_or_default();
        assert_eq!(entries(&tail[..place.1 as usize]).map(|found| found.len()), Some(70_000));
    }

    #[test]
    fn a_comment_at_the_end_is_passed_over() {
        let mut file = file(&[("a", b"b")]);
        let before = list_place(&file);
        file.extend(b"a comment");
        assert_eq!(list_place(&file), before);
    }

    #[test]
    fn other_files_are_no_zip() {
        assert_eq!(list_place(b"no zip at all, but long enough to be looked at"), None);
        assert_eq!(list_place(b""), None);
        assert_eq!(entries(b"PK"), None);
        assert_eq!(data_offset(&[0; 40]), None);
    }

    #[test]
    fn no_bytes_lead_astray() {
        let whole = file(&[("gallery.json", b"{}"), ("a", b"bytes")]);
        for at in 0..whole.len() {
            for odd in [0, 1, 0x7f, 0xff] {
                let mut file = whole.clone();
                file[at] = odd;
                drop(listed(&file));
            }
            drop(listed(&whole[..at]));
        }
    }

    #[test]
    fn encrypted_or_unknown_entries_have_no_compression() {
        let whole = file(&[("a", b"b")]);
        let at = list_place(&whole).map_or(0, |(offset, _)| offset as usize);
        let compression = |place: usize, value: u8| {
            let mut file = whole.clone();
            file[at + place] = value;
            listed(&file).and_then(|found| found[0].compression)
        };
        assert_eq!(
            [compression(10, 8), compression(10, 0), compression(10, 12)],
            [Some(Compression::Deflated), Some(Compression::Stored), None]
        );
        assert_eq!(
            [compression(8, 1), compression(20, 9)],
            [None, None],
            "encrypted, and stored in another size"
        );
    }

    #[test]
    fn paths_stay_inside() {
        for name in ["../a", "a/../../b", "/etc/passwd", "C:\\a", "a\\..\\b", "a\0", ".."] {
            assert!(!is_safe(name), "{name}");
        }
        for name in ["gallery.json", "pictures/0001-a..b.png", "mine/files/0001-0", "__MACOSX/._a"] {
            assert!(is_safe(name), "{name}");
        }
    }

    #[test]
    fn a_small_file_does_not_become_a_large_one() {
        assert!(most_unpacked(10 << 20) < 1 << 30);
        assert_eq!(most_unpacked(u64::MAX), u64::MAX);
    }
}
