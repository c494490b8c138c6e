//! A reader of exported galleries. A ZIP file may be malicious, damaged, or packed by another program, so its headers
//! are not trusted, and time and memory are bounded.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, HashSet};

use tintype::inspect;
use web_sys::Blob;

use super::saving;
use super::zip_writer::checksum;
use crate::browser::archive::{self, List, pause};
use crate::browser::bytes::{self, part};
use crate::browser::clock;
use crate::browser::picture::{BlobWithUrl, Blobs};
use crate::model::archive::{FORMAT, LIST, Listed};
use crate::model::bound;
use crate::model::gallery::GalleryItem;
use crate::model::result::{ResultMetadata, SaveState};
use crate::model::schema::Unreadable;
use crate::model::zip::{self, Compression, ZipEntry};

/// The maximum size of the list of pictures, in bytes. Signatures make it long.
const LONGEST_LIST: u64 = 256 << 20;
/// The maximum size of the ZIP directory in bytes, of which an entry has about a hundred.
const LONGEST_DIRECTORY: u64 = 64 << 20;
/// The time after which the reader yields to the event loop.
const MAX_TASK_MS: f64 = 30.0;
/// The time limit of a file: a constant, plus a share per byte at a tenth of the speed of slow machines.
const BUDGET_MS: f64 = 30_000.0;
const BUDGET_MS_PER_BYTE: f64 = 0.001;

/// The reason why a file was rejected.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Refused {
    /// The file contains no gallery.
    Foreign,
    /// A newer version exported the file.
    Newer,
    /// The file is corrupt or malicious.
    Damaged,
    /// Reading takes more time than the size of the file explains.
    TooSlow,
    /// The pictures need more storage than the browser has left.
    OverQuota,
}

/// The contents of an exported gallery.
pub struct ReadZip {
    /// The pictures, newest first.
    pub items: Vec<GalleryItem<Blobs>>,
    /// The names or list positions of pictures that could not be read.
    pub broken: Vec<String>,
}

/// Reads a ZIP file into at most `free` bytes, and reports the number of records that are done.
pub async fn read_zip(file: &Blob, free: Option<f64>, report: impl Fn(u32, u32)) -> Result<ReadZip, Refused> {
    let mut pace = Pace::new(file.size());
    let source = Source::open(file).await?;
    let list = source.contents(LIST).await.filter(|list| list.size() < LONGEST_LIST as f64);
    let list = archive::list(&list.ok_or(Refused::Damaged)?, FORMAT).await.ok_or(Refused::Foreign)?;
    let (mut items, mut broken, mut ids) = (Vec::new(), Vec::new(), HashSet::new());
    let mut kept = 0.0;
    for index in 0..list.len() {
        report(index, list.len());
        pace.step().await?;
        let listed = read(&list, index)?;
        if listed.as_ref().is_ok_and(|listed| !ids.insert(listed.metadata.id)) {
            continue;
        }
        // A corrupt record must not hide a valid one.
        match listed {
            Ok(listed) => {
                let (name, id) = (bound::name(&listed.picture), listed.metadata.id);
                match item(&source, listed).await {
                    Some((item, size)) => {
                        kept += size;
                        items.push(item);
                    }
                    None => {
                        ids.remove(&id);
                        broken.push(name);
                    }
                }
            }
            Err(name) => broken.push(name),
        }
        if free.is_some_and(|free| kept > free) {
            return Err(Refused::OverQuota);
        }
    }
    match items.is_empty() && !broken.is_empty() {
        true => Err(Refused::Damaged),
        false => Ok(ReadZip { items, broken }),
    }
}

/// Reads a record of the list, or returns its position if it is corrupt. A record of a newer version ends the import.
fn read(list: &List, index: u32) -> Result<Result<Listed, String>, Refused> {
    match Listed::from_json(&list.record(index)) {
        Ok(listed) => Ok(Ok(listed)),
        Err(Unreadable::Damaged) => Ok(Err(format!("{LIST} {}", index + 1))),
        Err(Unreadable::Newer) => Err(Refused::Newer),
    }
}

/// The pacing of an import: yields to the event loop, and enforces the time limit.
struct Pace {
    last_ms: f64,
    end_ms: f64,
}

impl Pace {
    fn new(bytes: f64) -> Self {
        let now_ms = clock::now_ms();
        Self { last_ms: now_ms, end_ms: now_ms + BUDGET_MS + bytes * BUDGET_MS_PER_BYTE }
    }

    async fn step(&mut self) -> Result<(), Refused> {
        let now_ms = clock::now_ms();
        if now_ms > self.end_ms {
            return Err(Refused::TooSlow);
        }
        if now_ms - self.last_ms > MAX_TASK_MS {
            pause().await;
            self.last_ms = clock::now_ms();
        }
        Ok(())
    }
}

struct Source<'a> {
    file: &'a Blob,
    entries: Vec<ZipEntry>,
    /// The index of each entry, by its name without the folder.
    places: BTreeMap<String, usize>,
    /// The entries that have been read, because no two pictures share an entry.
    used: RefCell<HashSet<usize>>,
    /// The offset at which the entries end.
    end: u64,
    /// The number of compressed bytes that may still be read. Entries of a valid file do not overlap.
    packed: Cell<u64>,
    /// The number of bytes that may still be unpacked.
    unpacked: Cell<u64>,
}

impl<'a> Source<'a> {
    async fn open(file: &'a Blob) -> Result<Self, Refused> {
        let size = file.size() as u64;
        let tail = bytes::read(file, size.saturating_sub(zip::LONGEST_END), size).await;
        let Some((end, length)) = zip::list_place(&tail.ok_or(Refused::Damaged)?) else {
            let begin = bytes::read(file, 0, zip::BEGIN.len() as u64).await;
            let is_zip = begin.is_some_and(|begin| begin == zip::BEGIN);
            return Err(if is_zip { Refused::Damaged } else { Refused::Foreign });
        };
        let list = match end.checked_add(length) {
            Some(list_end) if list_end <= size && length < LONGEST_DIRECTORY => {
                bytes::read(file, end, list_end).await
            }
            _ => None,
        };
        let entries = list.and_then(|list| zip::entries(&list)).ok_or(Refused::Damaged)?;
        if !entries.iter().all(|entry| zip::is_safe(&entry.name)) {
            return Err(Refused::Damaged);
        }
        let places = places(&entries).ok_or(Refused::Foreign)?;
        Ok(Self {
            file,
            entries,
            places,
            used: RefCell::default(),
            end,
            packed: Cell::new(size),
            unpacked: Cell::new(zip::most_unpacked(size)),
        })
    }

    /// Reads an entry and verifies its checksum.
    async fn contents(&self, name: &str) -> Option<Blob> {
        let place = *self.places.get(name)?;
        if !self.used.borrow_mut().insert(place) {
            return None;
        }
        let entry = self.entries.get(place)?;
        let header =
            bytes::read(self.file, entry.offset, entry.offset.checked_add(zip::LOCAL_HEADER)?).await?;
        let start = entry.offset.checked_add(zip::data_offset(&header)?)?;
        let end = start.checked_add(entry.packed).filter(|end| *end <= self.end)?;
        self.packed.set(self.packed.get().checked_sub(entry.packed)?);
        self.unpacked.set(self.unpacked.get().checked_sub(entry.size)?);
        let packed = part(self.file, start, end, "")?;
        let blob = match entry.compression? {
            Compression::Stored => packed,
            Compression::Deflated => bytes::inflate(&packed, entry.size).await?,
        };
        (checksum(&blob).await? == entry.crc).then_some(blob)
    }

    /// Reads an image that browsers can decode, with the MIME type that its bytes have.
    async fn image(&self, name: &str) -> Option<(Blob, tintype::ImageInfo)> {
        let blob = self.contents(name).await?;
        let info = inspect(&blob).await.ok().filter(tintype::ImageInfo::can_be_shown)?;
        Some((part(&blob, 0, blob.size() as u64, info.image_type.mime_type())?, info))
    }
}

/// Maps entry names, relative to the folder of the list, to indices. Users may repack the folder that they unpacked.
fn places(entries: &[ZipEntry]) -> Option<BTreeMap<String, usize>> {
    let folders = entries.iter().filter_map(|entry| entry.name.strip_suffix(LIST));
    let folders = folders.filter(|folder| folder.is_empty() || folder.ends_with('/'));
    let folder = folders.min_by_key(|folder| folder.len())?;
    let mut places = BTreeMap::new();
    for (place, entry) in entries.iter().enumerate() {
        if let Some(name) = entry.name.strip_prefix(folder) {
            places.entry(name.to_owned()).or_insert(place);
        }
    }
    Some(places)
}

/// Reads a picture of the list, and returns its size in bytes.
async fn item(source: &Source<'_>, listed: Listed) -> Option<(GalleryItem<Blobs>, f64)> {
    let (image, info) = source.image(&listed.picture).await?;
    let mut size = image.size();
    let mut files = Vec::new();
    for name in &listed.files {
        let (file, _) = source.image(name).await?;
        size += file.size();
        files.push(BlobWithUrl::new(file));
    }
    let metadata = ResultMetadata {
        width: info.width,
        height: info.height,
        mime_type: info.image_type.mime_type().to_owned(),
        extension: info.image_type.extension().to_owned(),
        byte_length: image.size() as u64,
        ..listed.metadata
    };
    let blobs = Blobs { image: BlobWithUrl::new(image), files, thumbnail: None };
    let item = GalleryItem { metadata: saving::shown(metadata, &blobs, SaveState::Saving), blobs };
    item.metadata.is_sound().then_some((item, size))
}
