//! ZIP files whose entries are stored as they are: pictures are compressed already. Only headers are made and read
//! here; the bytes between them stay Blobs, so that a gallery of any size costs no memory.

use crc::{CRC_32_ISO_HDLC, Crc};

/// The checksum of ZIP and PNG. With one small table: those of faster ways are as large as the rest of Studio's data.
pub static CRC: Crc<u32> = Crc::<u32>::new(&CRC_32_ISO_HDLC);

/// An entry of a file that is being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its path, with `/`.
    pub name: String,
    /// Of its bytes.
    pub crc: u32,
    /// Of its bytes.
    pub size: u32,
    /// Where its header begins.
    pub offset: u32,
}

/// An entry that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its path.
    pub name: String,
    /// Of its bytes.
    pub size: u32,
    /// Where its own header begins.
    pub offset: u32,
    /// Whether its bytes stand there as they are.
    pub is_stored: bool,
}

/// Bytes before an entry's name.
pub const LOCAL_HEADER: u64 = 30;
/// The end of a file, with the longest comment there can be.
pub const LONGEST_END: u64 = 22 + 65_535;

const LOCAL: u32 = 0x0403_4b50;
const CENTRAL: u32 = 0x0201_4b50;
const END: u32 = 0x0605_4b50;
/// Names are UTF-8.
const UTF8: u16 = 1 << 11;
/// The first of January 1980, midnight: no more than that is to be known.
const DATE: u16 = (1 << 5) | 1;

fn put(bytes: &mut Vec<u8>, shorts: &[u16], longs: &[u32]) {
    shorts.iter().for_each(|value| bytes.extend(value.to_le_bytes()));
    longs.iter().for_each(|value| bytes.extend(value.to_le_bytes()));
}

impl Entry {
    fn name_length(&self) -> u16 {
        u16::try_from(self.name.len()).unwrap_or(u16::MAX)
    }

    /// What stands before its bytes.
    pub fn header(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        put(&mut bytes, &[], &[LOCAL]);
        put(&mut bytes, &[20, UTF8, 0, 0, DATE], &[self.crc, self.size, self.size]);
        put(&mut bytes, &[self.name_length(), 0], &[]);
        bytes.extend(self.name.as_bytes());
        bytes
    }

    fn listing(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        put(&mut bytes, &[], &[CENTRAL]);
        put(&mut bytes, &[20, 20, UTF8, 0, 0, DATE], &[self.crc, self.size, self.size]);
        put(&mut bytes, &[self.name_length(), 0, 0, 0, 0], &[0, self.offset]);
        bytes.extend(self.name.as_bytes());
        bytes
    }
}

/// What stands after the last entry, which ends at `offset`.
pub fn ending(entries: &[Entry], offset: u32) -> Vec<u8> {
    let mut bytes: Vec<u8> = entries.iter().flat_map(Entry::listing).collect();
    let size = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
    let count = u16::try_from(entries.len()).unwrap_or(u16::MAX);
    put(&mut bytes, &[], &[END]);
    put(&mut bytes, &[0, 0, count, count], &[size, offset]);
    put(&mut bytes, &[0], &[]);
    bytes
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

/// Where the list of entries stands, from the last bytes of a file: its offset and its length.
pub fn list_place(tail: &[u8]) -> Option<(u64, u64)> {
    let end = (0..tail.len().checked_sub(21)?).rev().find(|at| long(tail, *at) == Some(END))?;
    Some((u64::from(long(tail, end + 16)?), u64::from(long(tail, end + 12)?)))
}

/// The entries of such a list; `None` for what is no list.
pub fn entries(mut list: &[u8]) -> Option<Vec<Found>> {
    let mut found = Vec::new();
    while !list.is_empty() {
        if long(list, 0)? != CENTRAL {
            return None;
        }
        let [name, extra, comment] = [28, 30, 32].map(|at| short(list, at).map(usize::from));
        let (name, rest) = (name?, extra? + comment?);
        found.push(Found {
            name: String::from_utf8(list.get(46..46 + name)?.to_vec()).ok()?,
            size: long(list, 24)?,
            offset: long(list, 42)?,
            is_stored: short(list, 10)? == 0,
        });
        list = list.get(46 + name + rest..)?;
    }
    Some(found)
}

/// How far behind its header's beginning an entry's bytes stand.
pub fn data_offset(header: &[u8]) -> Option<u64> {
    let is_header = long(header, 0)? == LOCAL;
    let length = LOCAL_HEADER + u64::from(short(header, 26)?) + u64::from(short(header, 28)?);
    is_header.then_some(length)
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
                offset: bytes.len() as u32,
            };
            bytes.extend(entry.header());
            bytes.extend(*content);
            entries.push(entry);
        }
        let offset = bytes.len() as u32;
        bytes.extend(ending(&entries, offset));
        bytes
    }

    #[test]
    fn what_is_written_is_read_back() {
        let file = file(&[("gallery.json", b"{}"), ("图/梨.png", b"bytes")]);
        let (offset, length) = list_place(&file).unwrap_or_default();
        let found = entries(&file[offset as usize..(offset + length) as usize]).unwrap_or_default();
        let names: Vec<_> = found.iter().map(|found| (found.name.as_str(), found.is_stored)).collect();
        assert_eq!(names, [("gallery.json", true), ("图/梨.png", true)]);
        let pear = &found[1];
        let start = u64::from(pear.offset) + data_offset(&file[pear.offset as usize..]).unwrap_or(0);
        assert_eq!(&file[start as usize..][..pear.size as usize], b"bytes");
    }

    #[test]
    fn a_comment_at_the_end_is_passed_over() {
        let mut file = file(&[("a", b"b")]);
        let before = list_place(&file);
        file.extend(b"a comment");
        assert_eq!(list_place(&file), before);
    }

    #[test]
    fn what_is_no_zip_is_none() {
        assert_eq!(list_place(b"no zip at all, but long enough to be looked at"), None);
        assert_eq!(list_place(b""), None);
        assert_eq!(entries(b"PK"), None);
        assert_eq!(data_offset(&[0; 40]), None);
    }
}
