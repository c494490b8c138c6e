//! The list of results, newest first. It includes deleted results that other results still need.

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::result::{ResultId, ResultMetadata, SaveState, Source};

/// An item of the gallery: the metadata of a result, and `B`, which keeps its bytes and object URLs alive.
#[derive(Debug, PartialEq)]
pub struct GalleryItem<B> {
    /// The metadata, as shown.
    pub metadata: ResultMetadata,
    /// The bytes and object URLs.
    pub blobs: B,
}

/// An image that a result was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The result, or `None` if the image is a file.
    pub result: Option<ResultId>,
    /// The name of the file, or the prompt of the result.
    pub name: String,
    /// The URL of the image.
    pub url: String,
}

/// The effect of a deletion, so that the deletion can be undone.
#[derive(Debug, PartialEq)]
pub struct Removed<B> {
    /// The deleted result, if it was only hidden because other results were made from it.
    pub hidden: Option<ResultId>,
    /// The removed items: the deleted result, and hidden results that no result needs any more.
    pub gone: Vec<Rc<GalleryItem<B>>>,
}

impl<B> Removed<B> {
    /// Returns the deleted result.
    pub fn subject(&self) -> Option<ResultId> {
        self.hidden.or_else(|| self.gone.first().map(|item| item.metadata.id))
    }

    /// Converts the Blobs of all items.
    pub fn map<I>(&self, other: impl Fn(&GalleryItem<B>) -> GalleryItem<I>) -> Removed<I> {
        let gone = self.gone.iter().map(|item| Rc::new(other(item))).collect();
        Removed { hidden: self.hidden, gone }
    }
}

fn age(metadata: &ResultMetadata) -> (f64, ResultId) {
    (metadata.created_ms, metadata.id)
}

/// The results, newest first. They are indexed by id, because each card reads its result at every change of the list.
#[derive(Debug, PartialEq)]
pub struct ResultList<B> {
    list: Vec<Rc<GalleryItem<B>>>,
    by_id: HashMap<ResultId, Rc<GalleryItem<B>>>,
}

impl<B> Clone for ResultList<B> {
    fn clone(&self) -> Self {
        Self { list: self.list.clone(), by_id: self.by_id.clone() }
    }
}

impl<B> Default for ResultList<B> {
    fn default() -> Self {
        Self { list: Vec::new(), by_id: HashMap::new() }
    }
}

impl<B> ResultList<B> {
    /// Inserts an item at its position by age.
    pub fn add(&mut self, item: GalleryItem<B>) {
        self.insert(Rc::new(item));
    }

    /// Inserts many items and sorts the list once.
    pub fn extend(&mut self, items: Vec<GalleryItem<B>>) {
        for item in items.into_iter().map(Rc::new) {
            if self.get(item.metadata.id).is_none() {
                self.by_id.insert(item.metadata.id, Rc::clone(&item));
                self.list.push(item);
            }
        }
        // The sort is stable, so items of the same age stay in order of insertion.
        self.list.sort_by(|one, other| {
            age(&other.metadata).partial_cmp(&age(&one.metadata)).unwrap_or(Ordering::Equal)
        });
    }

    fn insert(&mut self, item: Rc<GalleryItem<B>>) {
        if self.get(item.metadata.id).is_some() {
            return;
        }
        // Search from the end, because most items are read in order.
        let place = self.list.iter().rposition(|other| age(&other.metadata) > age(&item.metadata));
        self.by_id.insert(item.metadata.id, Rc::clone(&item));
        self.list.insert(place.map_or(0, |place| place + 1), item);
    }

    /// Returns the item with this id, hidden or not.
    pub fn get(&self, id: ResultId) -> Option<&Rc<GalleryItem<B>>> {
        self.by_id.get(&id)
    }

    /// Iterates over the visible items, newest first.
    pub fn iter(&self) -> impl Iterator<Item = &Rc<GalleryItem<B>>> {
        self.list.iter().filter(|item| !item.metadata.is_hidden)
    }

    /// Iterates over all items, including hidden ones.
    pub fn all(&self) -> impl Iterator<Item = &Rc<GalleryItem<B>>> {
        self.list.iter()
    }

    /// Whether the list has no visible result.
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }

    /// Finds the first source of a result, if that source still exists.
    pub fn origin(&self, metadata: &ResultMetadata) -> Option<Origin> {
        self.source(metadata, metadata.sources.first()?)
    }

    /// Finds all source images of a result that still exist, in the order of sending.
    pub fn origins(&self, metadata: &ResultMetadata) -> Vec<Origin> {
        metadata.sources.iter().filter_map(|source| self.source(metadata, source)).collect()
    }

    fn source(&self, metadata: &ResultMetadata, source: &Source) -> Option<Origin> {
        match source {
            Source::Result { id } => {
                let source = &self.get(*id)?.metadata;
                Some(Origin { result: Some(*id), name: source.prompt.clone(), url: source.url.clone() })
            }
            Source::File { index, name, .. } => {
                let url = metadata.file_urls.get(*index)?.clone();
                Some(Origin { result: None, name: name.clone(), url })
            }
        }
    }

    /// Finds the ancestors of all visible results but one.
    fn needed(&self, without: ResultId) -> Vec<ResultId> {
        let seen = self.iter().filter(|item| item.metadata.id != without);
        let mut pending: Vec<&ResultMetadata> = seen.map(|item| &item.metadata).collect();
        let mut needed = Vec::new();
        while let Some(metadata) = pending.pop() {
            for source in &metadata.sources {
                let Source::Result { id } = source else { continue };
                // A record that names itself as its source would cause an infinite loop.
                if !needed.contains(id) {
                    needed.push(*id);
                    pending.extend(self.get(*id).map(|item| &item.metadata));
                }
            }
        }
        needed
    }
}

impl<B> ResultList<B> {
    /// Removes and returns the results that match a predicate.
    fn extract(&mut self, is_it: impl Fn(&ResultMetadata) -> bool) -> Vec<Rc<GalleryItem<B>>> {
        let gone: Vec<_> = self.list.extract_if(.., |item| is_it(&item.metadata)).collect();
        gone.iter().for_each(|item| drop(self.by_id.remove(&item.metadata.id)));
        gone
    }
}

impl<B: Clone> ResultList<B> {
    /// Changes the metadata of one item.
    pub fn change(&mut self, id: ResultId, how: impl FnOnce(&mut ResultMetadata)) {
        if let Some(item) = self.list.iter_mut().find(|item| item.metadata.id == id) {
            let mut metadata = item.metadata.clone();
            how(&mut metadata);
            *item = Rc::new(GalleryItem { metadata, blobs: item.blobs.clone() });
            self.by_id.insert(id, Rc::clone(item));
        }
    }

    /// Changes the Blobs of one item.
    pub fn change_blobs(&mut self, id: ResultId, how: impl FnOnce(&mut B)) {
        if let Some(item) = self.list.iter_mut().find(|item| item.metadata.id == id) {
            let mut blobs = item.blobs.clone();
            how(&mut blobs);
            *item = Rc::new(GalleryItem { metadata: item.metadata.clone(), blobs });
            self.by_id.insert(id, Rc::clone(item));
        }
    }

    /// Deletes a result. While other results need it, the result is only hidden.
    pub fn remove(&mut self, id: ResultId) -> Option<Removed<B>> {
        self.get(id)?;
        let needed = self.needed(id);
        if needed.contains(&id) {
            self.change(id, |metadata| metadata.is_hidden = true);
            return Some(Removed { hidden: Some(id), gone: Vec::new() });
        }
        let is_gone = |metadata: &ResultMetadata| {
            metadata.id == id || metadata.is_hidden && !needed.contains(&metadata.id)
        };
        Some(Removed { hidden: None, gone: self.extract(is_gone) })
    }

    /// Applies another tab's change to a result. Returns whether the result must be written again, because the other
    /// tab deleted it but this tab still needs it.
    pub fn follow(&mut self, id: ResultId, now: Option<GalleryItem<B>>) -> bool {
        let Some(here) = self.get(id) else {
            now.into_iter().for_each(|now| self.add(now));
            return false;
        };
        if let Some(GalleryItem { metadata: now, .. }) = now {
            self.change(id, |metadata| {
                let (url, file_urls) =
                    (std::mem::take(&mut metadata.url), std::mem::take(&mut metadata.file_urls));
                *metadata = ResultMetadata { url, file_urls, ..now };
            });
            return false;
        }
        // The other tab cannot have deleted a result that was never written.
        if matches!(here.metadata.save_state, SaveState::Saving | SaveState::Failed) {
            return false;
        }
        if self.needed(id).contains(&id) {
            self.change(id, |metadata| metadata.is_hidden = true);
            return true;
        }
        drop(self.extract(|metadata| metadata.id == id));
        false
    }

    /// Removes and returns the results with these ids, including the results that they were made from.
    pub fn take(&mut self, ids: &[ResultId]) -> Vec<Rc<GalleryItem<B>>> {
        let (mut wanted, mut pending) = (HashSet::new(), ids.to_vec());
        while let Some(id) = pending.pop() {
            let Some(item) = self.get(id) else { continue };
            if wanted.insert(id) {
                let sources = item.metadata.sources.iter().filter_map(|source| match source {
                    Source::Result { id } => Some(*id),
                    Source::File { .. } => None,
                });
                pending.extend(sources);
            }
        }
        self.extract(|metadata| wanted.contains(&metadata.id))
    }

    /// Removes and returns the results that match a predicate.
    pub fn take_where(&mut self, is_it: impl Fn(&ResultMetadata) -> bool) -> Vec<Rc<GalleryItem<B>>> {
        self.extract(is_it)
    }

    /// Undoes a deletion.
    pub fn restore(&mut self, removed: Removed<B>) {
        removed.gone.into_iter().for_each(|item| self.insert(item));
        if let Some(id) = removed.hidden {
            self.change(id, |metadata| metadata.is_hidden = false);
        }
    }
}

/// Creates a list of items with this metadata for tests.
#[cfg(test)]
pub fn list_for_test(metadata: impl IntoIterator<Item = ResultMetadata>) -> ResultList<()> {
    let mut list = ResultList::default();
    metadata.into_iter().for_each(|metadata| list.add(GalleryItem { metadata, blobs: () }));
    list
}

#[cfg(test)]
mod tests {
    use super::super::result::{child_for_test, metadata_for_test};
    use super::*;

    fn list(ids: &[u64]) -> ResultList<()> {
        list_for_test(ids.iter().map(|id| metadata_for_test(*id)))
    }

    fn ids(list: &ResultList<()>) -> Vec<u64> {
        list.iter().map(|item| item.metadata.id.0).collect()
    }

    #[test]
    fn the_newest_comes_first_in_whatever_order_they_are_read() {
        assert_eq!(ids(&list(&[2, 1, 3])), [3, 2, 1]);
        let again = ResultMetadata { created_ms: 9.0, ..metadata_for_test(1) };
        assert_eq!(
            ids(&list_for_test([metadata_for_test(1), metadata_for_test(2), again])),
            [2, 1],
            "one name is one result"
        );
    }

    #[test]
    fn a_deleted_result_is_restored_at_its_place() {
        let mut list = list(&[1, 2, 3]);
        let removed = list.remove(ResultId(2));
        assert_eq!(ids(&list), [3, 1]);
        removed.into_iter().for_each(|removed| list.restore(removed));
        assert_eq!(ids(&list), [3, 2, 1]);
        assert!(list.remove(ResultId(9)).is_none());
    }

    #[test]
    fn a_source_is_hidden_until_its_edits_are_deleted() {
        let mut list = list_for_test([metadata_for_test(1), child_for_test(2, 1), child_for_test(3, 2)]);
        assert!(list.remove(ResultId(1)).is_some() && list.remove(ResultId(2)).is_some());
        assert_eq!(ids(&list), [3]);
        assert!(list.origin(&child_for_test(3, 2)).is_some(), "its origin is still there");
        let removed = list.remove(ResultId(3));
        assert_eq!(list.all().count(), 0);
        assert_eq!(removed.as_ref().map(|removed| removed.gone.len()), Some(3));
        removed.into_iter().for_each(|removed| list.restore(removed));
        assert_eq!((ids(&list), list.all().count()), (vec![3], 3));
    }

    #[test]
    fn records_that_lead_in_circles_can_be_deleted() {
        let mut list = list_for_test([child_for_test(1, 1), child_for_test(2, 3), child_for_test(3, 2)]);
        assert_eq!(list.remove(ResultId(1)).map(|removed| removed.gone.len()), Some(1));
        assert_eq!(list.remove(ResultId(2)).and_then(|removed| removed.hidden), Some(ResultId(2)));
        assert_eq!(list.remove(ResultId(3)).map(|removed| removed.gone.len()), Some(2));
        assert_eq!(list.all().count(), 0);
    }

    fn saved(metadata: ResultMetadata) -> ResultMetadata {
        ResultMetadata { save_state: SaveState::Saved, ..metadata }
    }

    #[test]
    fn changes_of_another_tab_keep_object_urls() {
        let mut list = list_for_test([saved(metadata_for_test(1))]);
        let now = ResultMetadata { favourite: true, url: "blob:other".into(), ..saved(metadata_for_test(1)) };
        assert!(!list.follow(ResultId(1), Some(GalleryItem { metadata: now, blobs: () })));
        let metadata = list.get(ResultId(1)).map(|item| &item.metadata);
        assert_eq!(
            metadata.map(|metadata| (metadata.favourite, metadata.url.as_str())),
            Some((true, "blob:1"))
        );
        list.follow(ResultId(2), Some(GalleryItem { metadata: metadata_for_test(2), blobs: () }));
        assert_eq!(ids(&list), [2, 1]);
    }

    #[test]
    fn deletions_of_another_tab_spare_sources_and_unsaved_results() {
        let metadata = [saved(metadata_for_test(1)), saved(child_for_test(2, 1)), metadata_for_test(3)];
        let mut list = list_for_test(metadata);
        assert!(list.follow(ResultId(1), None), "it has to be written again");
        assert_eq!((ids(&list), list.all().count()), (vec![3, 2], 3));
        assert!(!list.follow(ResultId(2), None) && !list.follow(ResultId(3), None));
        assert_eq!(ids(&list), [3]);
        assert!(!list.follow(ResultId(9), None));
    }

    #[test]
    fn a_restored_result_includes_its_hidden_sources() {
        let circle = child_for_test(9, 9);
        let metadata =
            [metadata_for_test(1), child_for_test(2, 1), child_for_test(3, 2), metadata_for_test(4), circle];
        let mut list = list_for_test(metadata);
        let taken = list.take(&[ResultId(2), ResultId(7), ResultId(9)]);
        assert_eq!(taken.iter().map(|one| one.metadata.id.0).collect::<Vec<_>>(), [9, 2, 1]);
        assert_eq!(ids(&list), [4, 3]);
        assert_eq!(list.take_where(|metadata| metadata.id.0 > 3).len(), 1);
    }

    #[test]
    fn many_are_put_in_their_places_at_once() {
        let mut list = list(&[2, 4]);
        list.extend(
            [1, 3, 4, 5, 5].map(|id| GalleryItem { metadata: metadata_for_test(id), blobs: () }).into(),
        );
        assert_eq!(ids(&list), [5, 4, 3, 2, 1]);
    }

    #[test]
    fn hiding_can_be_undone() {
        let mut list = list_for_test([metadata_for_test(1), child_for_test(2, 1)]);
        let removed = list.remove(ResultId(1));
        removed.into_iter().for_each(|removed| list.restore(removed));
        assert_eq!(ids(&list), [2, 1]);
    }

    #[test]
    fn the_origin_is_the_first_source() {
        let file = Source::File { index: 0, name: "pear.png".into(), byte_length: 1 };
        let mut metadata = metadata_for_test(1);
        metadata.sources = vec![file];
        assert_eq!(list(&[]).origin(&metadata), None, "a file that was not kept");
        metadata.file_urls = vec!["blob:pear".into()];
        assert_eq!(list(&[]).origin(&metadata).map(|origin| origin.name), Some("pear.png".into()));
        metadata.sources.push(Source::Result { id: ResultId(2) });
        metadata.sources.push(Source::Result { id: ResultId(9) });
        let names = |list: ResultList<()>| {
            list.origins(&metadata).into_iter().map(|origin| origin.name).collect::<Vec<_>>()
        };
        assert_eq!(names(list(&[2])), ["pear.png", "prompt 2"], "one of three is gone");
    }

    #[test]
    fn the_blobs_are_released_with_the_removal() {
        let blobs = Rc::new(());
        let mut list = ResultList::default();
        list.add(GalleryItem { metadata: metadata_for_test(1), blobs: Rc::clone(&blobs) });
        drop(list.remove(ResultId(1)));
        assert_eq!(Rc::strong_count(&blobs), 1);
    }
}
