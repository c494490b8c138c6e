//! The whole gallery as one file, out and in.

use leptos::prelude::*;
use leptos::task::spawn_local;
use tintype::inspect;
use web_sys::{Blob, File};

use super::handle::{Picture, ResultHandle};
use super::{gallery, notice};
use crate::dom::bytes::{self, Piece, join, part};
use crate::dom::download;
use crate::state::archive::{Archive, LIST, Listed};
use crate::state::gallery::Outcome;
use crate::state::result::{Kept, ResultFacts};
use crate::state::text::fill;
use crate::state::zip::{self, CRC, Entry, Found};
use crate::store::Store;

/// Under which the file is saved.
const NAME: &str = "tintype-gallery.zip";
/// So many bytes are looked at together.
const STRETCH: u64 = 1 << 20;

/// Saves every picture with what is known of it.
pub fn export(store: Store) {
    spawn_local(async move {
        let text = match pack(store).await {
            Some(file) => {
                let file = Picture::new(file);
                let is_saved = download::save(&file.url(), NAME);
                // Its address has to live until the browser has taken it: until the next file is saved.
                store.saved.set_value(Some(file));
                if is_saved { fill(store.text.downloaded, &[("name", NAME)]) } else { String::new() }
            }
            None => store.text.export_failed.into(),
        };
        notice::show(store, text, None);
    });
}

/// What is packed, and how far it is.
#[derive(Default)]
struct Parcel {
    pieces: Vec<Piece>,
    entries: Vec<Entry>,
    offset: u64,
}

impl Parcel {
    async fn add(&mut self, name: String, blob: Blob) -> Option<()> {
        let offset = u32::try_from(self.offset).ok()?;
        let size = u32::try_from(blob.size() as u64).ok()?;
        let entry = Entry { name, crc: checksum(&blob).await?, size, offset };
        let header = entry.header();
        self.offset += header.len() as u64 + u64::from(size);
        self.pieces.extend([Piece::Bytes(header), Piece::Blob(blob)]);
        self.entries.push(entry);
        Some(())
    }

    fn finish(mut self) -> Option<Blob> {
        let ending = zip::ending(&self.entries, u32::try_from(self.offset).ok()?);
        self.pieces.push(Piece::Bytes(ending));
        join(self.pieces, "application/zip")
    }
}

async fn checksum(blob: &Blob) -> Option<u32> {
    let (mut crc, mut at, size) = (CRC.digest(), 0, blob.size() as u64);
    while at < size {
        crc.update(&bytes::read(blob, at, at + STRETCH).await?);
        at += STRETCH;
    }
    Some(crc.finalize())
}

async fn pack(store: Store) -> Option<Blob> {
    let results = store.results.with_untracked(|results| results.all().cloned().collect::<Vec<_>>());
    let mut parcel = Parcel::default();
    let mut pictures = Vec::new();
    for (number, outcome) in results.iter().enumerate() {
        let listed = Listed::new(number + 1, &outcome.facts, outcome.handle.files.len());
        parcel.add(listed.picture.clone(), outcome.handle.image.blob().clone()).await?;
        for (name, file) in listed.files.iter().zip(&outcome.handle.files) {
            parcel.add(name.clone(), file.blob().clone()).await?;
        }
        pictures.push(listed);
    }
    let list = join(vec![Piece::Bytes(Archive::new(pictures).to_json().into_bytes())], "application/json")?;
    parcel.add(LIST.into(), list).await?;
    parcel.finish()
}

/// Adds the pictures of such a file; those that are there already stay as they are.
pub fn import(store: Store, file: File) {
    spawn_local(async move {
        let name = file.name();
        let found = unpack(&file).await;
        let Some(outcomes) = found else {
            return notice::show(store, fill(store.text.import_failed, &[("name", &name)]), None);
        };
        let is_new = |outcome: &Outcome<ResultHandle>| {
            store.results.with_untracked(|results| results.get(outcome.facts.id).is_none())
        };
        let new: Vec<_> = outcomes.into_iter().filter(is_new).collect();
        let ids: Vec<_> = new.iter().map(|outcome| outcome.facts.id).collect();
        let count = new.iter().filter(|outcome| !outcome.facts.is_hidden).count();
        store.results.update(|results| new.into_iter().for_each(|outcome| results.add(outcome)));
        gallery::keep(store, ids);
        notice::show(store, fill(store.text.imported, &[("count", &count.to_string())]), None);
    });
}

async fn unpack(file: &Blob) -> Option<Vec<Outcome<ResultHandle>>> {
    let size = file.size() as u64;
    let tail = bytes::read(file, size.saturating_sub(zip::LONGEST_END), size).await?;
    let (offset, length) = zip::list_place(&tail)?;
    let entries = zip::entries(&bytes::read(file, offset, offset + length).await?)?;
    let list = contents(file, &entries, LIST).await?;
    let archive = Archive::from_json(&bytes::read(&list, 0, list.size() as u64).await?)?;
    let mut outcomes = Vec::new();
    for listed in archive.pictures {
        // A picture that cannot be read hides no other.
        outcomes.extend(outcome(file, &entries, listed).await);
    }
    Some(outcomes)
}

async fn outcome(file: &Blob, entries: &[Found], listed: Listed) -> Option<Outcome<ResultHandle>> {
    let image = contents(file, entries, &listed.picture).await?;
    // What the list says of the bytes is not to be trusted: the bytes are.
    let info = inspect(image.clone().into()).await.ok()?;
    let mime_type = info.image_type.mime_type();
    let image = part(&image, 0, image.size() as u64, mime_type)?;
    let mut files = Vec::new();
    for name in &listed.files {
        let source = contents(file, entries, name).await?;
        let info = inspect(source.clone().into()).await.ok()?;
        files.push(Picture::new(part(&source, 0, source.size() as u64, info.image_type.mime_type())?));
    }
    let facts = ResultFacts {
        width: info.width,
        height: info.height,
        mime_type: mime_type.to_owned(),
        extension: info.image_type.extension().to_owned(),
        byte_length: image.size() as u64,
        ..listed.facts
    };
    let handle = ResultHandle { image: Picture::new(image), files };
    Some(Outcome { facts: gallery::shown(facts, &handle, Kept::Pending), handle })
}

async fn contents(file: &Blob, entries: &[Found], name: &str) -> Option<Blob> {
    let entry = entries.iter().find(|entry| entry.name == name && entry.is_stored)?;
    let offset = u64::from(entry.offset);
    let header = bytes::read(file, offset, offset + zip::LOCAL_HEADER).await?;
    let start = offset + zip::data_offset(&header)?;
    let end = start + u64::from(entry.size);
    (end <= file.size() as u64).then(|| part(file, start, end, "")).flatten()
}
