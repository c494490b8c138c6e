//! A writer of ZIP files, which are Blobs with headers between them.

use web_sys::Blob;

use crate::browser::bytes::{self, BlobPart, join};
use crate::model::zip::{self, CRC, Entry};

/// The number of bytes that are read at a time for the checksum.
const STRETCH: u64 = 1 << 20;

/// The entries so far, and the offset of the next one.
#[derive(Default)]
pub struct ZipWriter {
    parts: Vec<BlobPart>,
    entries: Vec<Entry>,
    offset: u64,
}

impl ZipWriter {
    /// Adds files. If one of them cannot be read, none is added.
    pub async fn add(&mut self, files: Vec<(String, Blob)>) -> Option<()> {
        let mut checked = Vec::new();
        for (name, blob) in files {
            let crc = checksum(&blob).await?;
            checked.push((name, u32::try_from(blob.size() as u64).ok()?, crc, blob));
        }
        for (name, size, crc, blob) in checked {
            let entry = Entry { name, crc, size, offset: self.offset };
            let header = entry.header();
            self.offset += header.len() as u64 + u64::from(size);
            self.parts.extend([BlobPart::Bytes(header), BlobPart::Blob(blob)]);
            self.entries.push(entry);
        }
        Some(())
    }

    /// Adds a text file.
    pub async fn add_text(&mut self, name: String, text: String) -> Option<()> {
        let blob = join(vec![BlobPart::Bytes(text.into_bytes())], "")?;
        self.add(vec![(name, blob)]).await
    }

    /// Returns the complete file.
    pub fn finish(mut self) -> Option<Blob> {
        self.parts.push(BlobPart::Bytes(zip::ending(&self.entries, self.offset)));
        join(self.parts, "application/zip")
    }
}

/// Computes the CRC-32 of an entry; `None` if the Blob can no longer be read.
pub async fn checksum(blob: &Blob) -> Option<u32> {
    let (mut crc, mut at, size) = (CRC.digest(), 0, blob.size() as u64);
    while at < size {
        crc.update(&bytes::read(blob, at, at + STRETCH).await?);
        at += STRETCH;
    }
    Some(crc.finalize())
}
