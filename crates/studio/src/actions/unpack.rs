//! A saved gallery that is being read. It may have been packed anew by another program, be damaged, or mean harm:
//! nothing that it says of its bytes is believed.

use std::cell::Cell;

use tintype::inspect;
use web_sys::Blob;

use super::gallery;
use super::handle::{Picture, ResultHandle};
use super::parcel::checksum;
use crate::dom::bytes::{self, part};
use crate::state::archive::{Archive, LIST, Listed};
use crate::state::gallery::Outcome;
use crate::state::result::{Kept, ResultFacts};
use crate::state::zip::{self, Found, Way};

/// Longer lists are not ours: of entries, and of pictures.
const LONGEST_LIST: u64 = 256 << 20;

/// Why nothing of a file was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// It holds no gallery.
    Foreign,
    /// It cannot be read, or means harm.
    Damaged,
}

/// What a file holds.
pub struct Unpacked {
    /// Its pictures, the newest first.
    pub outcomes: Vec<Outcome<ResultHandle>>,
    /// Where those lie in it that could not be read.
    pub broken: Vec<String>,
}

/// Reads all of it.
pub async fn unpack(file: &Blob) -> Result<Unpacked, Refused> {
    let source = Source::open(file).await?;
    let list = source.contents(LIST).await.filter(|list| list.size() < LONGEST_LIST as f64);
    let list = list.ok_or(Refused::Damaged)?;
    let json = bytes::read(&list, 0, LONGEST_LIST).await.ok_or(Refused::Damaged)?;
    let pictures = Archive::from_json(&json).ok_or(Refused::Foreign)?.pictures;
    drop(json);
    let (mut outcomes, mut broken) = (Vec::new(), Vec::new());
    for listed in pictures {
        let name = listed.picture.clone();
        // A picture that cannot be read hides no other.
        match outcome(&source, listed).await {
            Some(outcome) => outcomes.push(outcome),
            None => broken.push(name),
        }
    }
    if outcomes.is_empty() && !broken.is_empty() {
        return Err(Refused::Damaged);
    }
    Ok(Unpacked { outcomes, broken })
}

struct Source<'a> {
    file: &'a Blob,
    entries: Vec<Found>,
    /// The place of the one that was looked for last.
    last: Cell<usize>,
    /// Where the entries end.
    end: u64,
    /// What stands before the name of each: people pack the folder again that they unpacked.
    folder: String,
    /// Bytes that may still be unpacked.
    room: Cell<u64>,
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
            Some(list_end) if list_end <= size && length < LONGEST_LIST => {
                bytes::read(file, end, list_end).await
            }
            _ => None,
        };
        let found = list.and_then(|list| zip::entries(&list)).ok_or(Refused::Damaged)?;
        if !found.iter().all(|entry| zip::is_safe(&entry.name)) {
            return Err(Refused::Damaged);
        }
        let folders = found.iter().filter_map(|entry| entry.name.strip_suffix(LIST));
        let folder = folders
            .filter(|folder| folder.is_empty() || folder.ends_with('/'))
            .min_by_key(|folder| folder.len());
        let folder = folder.ok_or(Refused::Foreign)?.to_owned();
        let room = Cell::new(zip::most_unpacked(size));
        Ok(Self { file, entries: found, last: Cell::new(0), end, folder, room })
    }

    /// They stand mostly in the order in which they are asked for, so each is looked for from the last one on.
    fn find(&self, name: &str) -> Option<&Found> {
        let start = self.last.get();
        let places = (start..self.entries.len()).chain(0..start);
        let is_it = |entry: &Found| entry.name.strip_prefix(&self.folder) == Some(name);
        let place = places.into_iter().find(|place| self.entries.get(*place).is_some_and(is_it))?;
        self.last.set(place);
        self.entries.get(place)
    }

    /// The bytes of an entry, when they are those that were packed.
    async fn contents(&self, name: &str) -> Option<Blob> {
        let entry = self.find(name)?;
        let header =
            bytes::read(self.file, entry.offset, entry.offset.checked_add(zip::LOCAL_HEADER)?).await?;
        let start = entry.offset.checked_add(zip::data_offset(&header)?)?;
        let end = start.checked_add(entry.packed).filter(|end| *end <= self.end)?;
        let packed = part(self.file, start, end, "")?;
        let blob = match entry.way? {
            Way::Stored => packed,
            Way::Deflated => {
                self.room.set(self.room.get().checked_sub(entry.size)?);
                bytes::inflate(&packed, entry.size).await?
            }
        };
        (checksum(&blob).await? == entry.crc).then_some(blob)
    }

    /// An image, with the type that its bytes show.
    async fn image(&self, name: &str) -> Option<(Blob, tintype::ImageInfo)> {
        let blob = self.contents(name).await?;
        let info = inspect(blob.clone().into()).await.ok()?;
        Some((part(&blob, 0, blob.size() as u64, info.image_type.mime_type())?, info))
    }
}

async fn outcome(source: &Source<'_>, listed: Listed) -> Option<Outcome<ResultHandle>> {
    let (image, info) = source.image(&listed.picture).await?;
    let mut files = Vec::new();
    for name in &listed.files {
        files.push(Picture::new(source.image(name).await?.0));
    }
    let facts = ResultFacts {
        width: info.width,
        height: info.height,
        mime_type: info.image_type.mime_type().to_owned(),
        extension: info.image_type.extension().to_owned(),
        byte_length: image.size() as u64,
        ..listed.facts
    };
    let handle = ResultHandle { image: Picture::new(image), files };
    let outcome = Outcome { facts: gallery::shown(facts, &handle, Kept::Pending), handle };
    outcome.facts.is_sound().then_some(outcome)
}
