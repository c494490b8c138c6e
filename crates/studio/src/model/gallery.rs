//! The results as a list: newest first, with what was deleted but is still needed by others.

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::result::{ResultFacts, ResultId, SaveState, Source};

/// An item of the gallery: the facts of a result, and `H`, which keeps its bytes and object URLs alive.
#[derive(Debug, PartialEq)]
pub struct GalleryItem<H> {
    /// The facts, as shown.
    pub facts: ResultFacts,
    /// The bytes and object URLs.
    pub handle: H,
}

/// An image that a result was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The result it was, if it was one and not a file.
    pub result: Option<ResultId>,
    /// Its name.
    pub name: String,
    /// Where it is.
    pub url: String,
}

/// The effect of a deletion, so that it can be undone.
#[derive(Debug, PartialEq)]
pub struct Removed<H> {
    /// Only hidden, because others were made from it.
    pub hidden: Option<ResultId>,
    /// Taken out: the result, and hidden ones that nobody needs any more.
    pub gone: Vec<Rc<GalleryItem<H>>>,
}

impl<H> Removed<H> {
    /// The one that was deleted.
    pub fn subject(&self) -> Option<ResultId> {
        self.hidden.or_else(|| self.gone.first().map(|item| item.facts.id))
    }

    /// Converts the handles of all items.
    pub fn map<I>(&self, other: impl Fn(&GalleryItem<H>) -> GalleryItem<I>) -> Removed<I> {
        let gone = self.gone.iter().map(|item| Rc::new(other(item))).collect();
        Removed { hidden: self.hidden, gone }
    }
}

fn age(facts: &ResultFacts) -> (f64, ResultId) {
    (facts.created_ms, facts.id)
}

/// The results, newest first. Each card reads its own at every change of the list, so that they are found by a key.
#[derive(Debug, PartialEq)]
pub struct ResultList<H> {
    list: Vec<Rc<GalleryItem<H>>>,
    by_id: HashMap<ResultId, Rc<GalleryItem<H>>>,
}

impl<H> Clone for ResultList<H> {
    fn clone(&self) -> Self {
        Self { list: self.list.clone(), by_id: self.by_id.clone() }
    }
}

impl<H> Default for ResultList<H> {
    fn default() -> Self {
        Self { list: Vec::new(), by_id: HashMap::new() }
    }
}

impl<H> ResultList<H> {
    /// Puts one in its place by age.
    pub fn add(&mut self, item: GalleryItem<H>) {
        self.insert(Rc::new(item));
    }

    /// Puts many in their places at once.
    pub fn extend(&mut self, items: Vec<GalleryItem<H>>) {
        for item in items.into_iter().map(Rc::new) {
            if self.get(item.facts.id).is_none() {
                self.by_id.insert(item.facts.id, Rc::clone(&item));
                self.list.push(item);
            }
        }
        // Stable, so that what has the same age stays in the order in which it came.
        self.list
            .sort_by(|one, other| age(&other.facts).partial_cmp(&age(&one.facts)).unwrap_or(Ordering::Equal));
    }

    fn insert(&mut self, item: Rc<GalleryItem<H>>) {
        if self.get(item.facts.id).is_some() {
            return;
        }
        // From the end: most are read in their order.
        let place = self.list.iter().rposition(|other| age(&other.facts) > age(&item.facts));
        self.by_id.insert(item.facts.id, Rc::clone(&item));
        self.list.insert(place.map_or(0, |place| place + 1), item);
    }

    /// The one of that name, hidden or not.
    pub fn get(&self, id: ResultId) -> Option<&Rc<GalleryItem<H>>> {
        self.by_id.get(&id)
    }

    /// All that can be seen, newest first.
    pub fn iter(&self) -> impl Iterator<Item = &Rc<GalleryItem<H>>> {
        self.list.iter().filter(|item| !item.facts.is_hidden)
    }

    /// All, hidden ones too.
    pub fn all(&self) -> impl Iterator<Item = &Rc<GalleryItem<H>>> {
        self.list.iter()
    }

    /// True when no result is visible.
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }

    /// Finds the origin of a result, while it is still there.
    pub fn origin(&self, facts: &ResultFacts) -> Option<Origin> {
        self.source(facts, facts.sources.first()?)
    }

    /// Finds all images that a result was made from, in the order in which they were sent, as far as they are still there.
    pub fn origins(&self, facts: &ResultFacts) -> Vec<Origin> {
        facts.sources.iter().filter_map(|source| self.source(facts, source)).collect()
    }

    fn source(&self, facts: &ResultFacts, source: &Source) -> Option<Origin> {
        match source {
            Source::Result { id } => {
                let source = &self.get(*id)?.facts;
                Some(Origin { result: Some(*id), name: source.prompt.clone(), url: source.url.clone() })
            }
            Source::File { index, name, .. } => {
                let url = facts.file_urls.get(*index)?.clone();
                Some(Origin { result: None, name: name.clone(), url })
            }
        }
    }

    /// Finds the ancestors of all visible results but one.
    fn needed(&self, without: ResultId) -> Vec<ResultId> {
        let seen = self.iter().filter(|item| item.facts.id != without);
        let mut ways: Vec<&ResultFacts> = seen.map(|item| &item.facts).collect();
        let mut needed = Vec::new();
        while let Some(facts) = ways.pop() {
            for source in &facts.sources {
                let Source::Result { id } = source else { continue };
                // A record that names itself as its origin would lead in circles.
                if !needed.contains(id) {
                    needed.push(*id);
                    ways.extend(self.get(*id).map(|item| &item.facts));
                }
            }
        }
        needed
    }
}

impl<H> ResultList<H> {
    /// Removes and returns the results that match a predicate.
    fn extract(&mut self, is_it: impl Fn(&ResultFacts) -> bool) -> Vec<Rc<GalleryItem<H>>> {
        let gone: Vec<_> = self.list.extract_if(.., |item| is_it(&item.facts)).collect();
        gone.iter().for_each(|item| drop(self.by_id.remove(&item.facts.id)));
        gone
    }
}

impl<H: Clone> ResultList<H> {
    /// Changes the facts of one.
    pub fn change(&mut self, id: ResultId, how: impl FnOnce(&mut ResultFacts)) {
        if let Some(item) = self.list.iter_mut().find(|item| item.facts.id == id) {
            let mut facts = item.facts.clone();
            how(&mut facts);
            *item = Rc::new(GalleryItem { facts, handle: item.handle.clone() });
            self.by_id.insert(id, Rc::clone(item));
        }
    }

    /// Changes the handle of one.
    pub fn change_handle(&mut self, id: ResultId, how: impl FnOnce(&mut H)) {
        if let Some(item) = self.list.iter_mut().find(|item| item.facts.id == id) {
            let mut handle = item.handle.clone();
            how(&mut handle);
            *item = Rc::new(GalleryItem { facts: item.facts.clone(), handle });
            self.by_id.insert(id, Rc::clone(item));
        }
    }

    /// Deletes one. While others need it, it is only hidden.
    pub fn remove(&mut self, id: ResultId) -> Option<Removed<H>> {
        self.get(id)?;
        let needed = self.needed(id);
        if needed.contains(&id) {
            self.change(id, |facts| facts.is_hidden = true);
            return Some(Removed { hidden: Some(id), gone: Vec::new() });
        }
        let is_gone = |facts: &ResultFacts| facts.id == id || facts.is_hidden && !needed.contains(&facts.id);
        Some(Removed { hidden: None, gone: self.extract(is_gone) })
    }

    /// Follows what another tab has made of one. Whether it has to be written again: it is gone there, and needed here.
    pub fn follow(&mut self, id: ResultId, now: Option<GalleryItem<H>>) -> bool {
        let Some(here) = self.get(id) else {
            now.into_iter().for_each(|now| self.add(now));
            return false;
        };
        if let Some(GalleryItem { facts: now, .. }) = now {
            self.change(id, |facts| {
                let (url, file_urls) = (std::mem::take(&mut facts.url), std::mem::take(&mut facts.file_urls));
                *facts = ResultFacts { url, file_urls, ..now };
            });
            return false;
        }
        // A result that was never written is not missing there.
        if matches!(here.facts.save_state, SaveState::Saving | SaveState::Failed) {
            return false;
        }
        if self.needed(id).contains(&id) {
            self.change(id, |facts| facts.is_hidden = true);
            return true;
        }
        drop(self.extract(|facts| facts.id == id));
        false
    }

    /// Takes out those of these names, and all that they were made from as far as it is here.
    pub fn take(&mut self, ids: &[ResultId]) -> Vec<Rc<GalleryItem<H>>> {
        let (mut wanted, mut ways) = (HashSet::new(), ids.to_vec());
        while let Some(id) = ways.pop() {
            let Some(item) = self.get(id) else { continue };
            if wanted.insert(id) {
                let sources = item.facts.sources.iter().filter_map(|source| match source {
                    Source::Result { id } => Some(*id),
                    Source::File { .. } => None,
                });
                ways.extend(sources);
            }
        }
        self.extract(|facts| wanted.contains(&facts.id))
    }

    /// Takes out those of which this holds.
    pub fn take_where(&mut self, is_it: impl Fn(&ResultFacts) -> bool) -> Vec<Rc<GalleryItem<H>>> {
        self.extract(is_it)
    }

    /// Takes a deletion back.
    pub fn restore(&mut self, removed: Removed<H>) {
        removed.gone.into_iter().for_each(|item| self.insert(item));
        if let Some(id) = removed.hidden {
            self.change(id, |facts| facts.is_hidden = false);
        }
    }
}

/// A list of these facts, for tests.
#[cfg(test)]
pub fn list_for_test(facts: impl IntoIterator<Item = ResultFacts>) -> ResultList<()> {
    let mut list = ResultList::default();
    facts.into_iter().for_each(|facts| list.add(GalleryItem { facts, handle: () }));
    list
}

#[cfg(test)]
mod tests {
    use super::super::result::{child_for_test, facts_for_test};
    use super::*;

    fn list(ids: &[u64]) -> ResultList<()> {
        list_for_test(ids.iter().map(|id| facts_for_test(*id)))
    }

    fn ids(list: &ResultList<()>) -> Vec<u64> {
        list.iter().map(|item| item.facts.id.0).collect()
    }

    #[test]
    fn the_newest_comes_first_in_whatever_order_they_are_read() {
        assert_eq!(ids(&list(&[2, 1, 3])), [3, 2, 1]);
        let again = ResultFacts { created_ms: 9.0, ..facts_for_test(1) };
        assert_eq!(
            ids(&list_for_test([facts_for_test(1), facts_for_test(2), again])),
            [2, 1],
            "one name is one result"
        );
    }

    #[test]
    fn error_was_deleted_goes_back_to_its_place() {
        let mut list = list(&[1, 2, 3]);
        let removed = list.remove(ResultId(2));
        assert_eq!(ids(&list), [3, 1]);
        removed.into_iter().for_each(|removed| list.restore(removed));
        assert_eq!(ids(&list), [3, 2, 1]);
        assert!(list.remove(ResultId(9)).is_none());
    }

    #[test]
    fn error_others_were_made_from_is_hidden_until_they_go() {
        let mut list = list_for_test([facts_for_test(1), child_for_test(2, 1), child_for_test(3, 2)]);
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

    fn kept(facts: ResultFacts) -> ResultFacts {
        ResultFacts { save_state: SaveState::Saved, ..facts }
    }

    #[test]
    fn error_another_tab_changes_changes_here_and_addresses_stay() {
        let mut list = list_for_test([kept(facts_for_test(1))]);
        let now = ResultFacts { favourite: true, url: "blob:other".into(), ..kept(facts_for_test(1)) };
        assert!(!list.follow(ResultId(1), Some(GalleryItem { facts: now, handle: () })));
        let facts = list.get(ResultId(1)).map(|item| &item.facts);
        assert_eq!(facts.map(|facts| (facts.favourite, facts.url.as_str())), Some((true, "blob:1")));
        list.follow(ResultId(2), Some(GalleryItem { facts: facts_for_test(2), handle: () }));
        assert_eq!(ids(&list), [2, 1]);
    }

    #[test]
    fn error_another_tab_deletes_goes_unless_it_is_needed_or_was_never_kept() {
        let facts = [kept(facts_for_test(1)), kept(child_for_test(2, 1)), facts_for_test(3)];
        let mut list = list_for_test(facts);
        assert!(list.follow(ResultId(1), None), "it has to be written again");
        assert_eq!((ids(&list), list.all().count()), (vec![3, 2], 3));
        assert!(!list.follow(ResultId(2), None) && !list.follow(ResultId(3), None));
        assert_eq!(ids(&list), [3]);
        assert!(!list.follow(ResultId(9), None));
    }

    #[test]
    fn error_is_taken_out_brings_along_what_it_was_made_from() {
        let circle = child_for_test(9, 9);
        let facts =
            [facts_for_test(1), child_for_test(2, 1), child_for_test(3, 2), facts_for_test(4), circle];
        let mut list = list_for_test(facts);
        let taken = list.take(&[ResultId(2), ResultId(7), ResultId(9)]);
        assert_eq!(taken.iter().map(|one| one.facts.id.0).collect::<Vec<_>>(), [9, 2, 1]);
        assert_eq!(ids(&list), [4, 3]);
        assert_eq!(list.take_where(|facts| facts.id.0 > 3).len(), 1);
    }

    #[test]
    fn many_are_put_in_their_places_at_once() {
        let mut list = list(&[2, 4]);
        list.extend([1, 3, 4, 5, 5].map(|id| GalleryItem { facts: facts_for_test(id), handle: () }).into());
        assert_eq!(ids(&list), [5, 4, 3, 2, 1]);
    }

    #[test]
    fn hiding_is_taken_back() {
        let mut list = list_for_test([facts_for_test(1), child_for_test(2, 1)]);
        let removed = list.remove(ResultId(1));
        removed.into_iter().for_each(|removed| list.restore(removed));
        assert_eq!(ids(&list), [2, 1]);
    }

    #[test]
    fn the_origin_is_the_first_source() {
        let file = Source::File { index: 0, name: "pear.png".into(), byte_length: 1 };
        let mut facts = facts_for_test(1);
        facts.sources = vec![file];
        assert_eq!(list(&[]).origin(&facts), None, "a file that was not kept");
        facts.file_urls = vec!["blob:pear".into()];
        assert_eq!(list(&[]).origin(&facts).map(|origin| origin.name), Some("pear.png".into()));
        facts.sources.push(Source::Result { id: ResultId(2) });
        facts.sources.push(Source::Result { id: ResultId(9) });
        let names = |list: ResultList<()>| {
            list.origins(&facts).into_iter().map(|origin| origin.name).collect::<Vec<_>>()
        };
        assert_eq!(names(list(&[2])), ["pear.png", "prompt 2"], "one of three is gone");
    }

    #[test]
    fn the_handle_is_let_go_with_the_removal() {
        let handle = Rc::new(());
        let mut list = ResultList::default();
        list.add(GalleryItem { facts: facts_for_test(1), handle: Rc::clone(&handle) });
        drop(list.remove(ResultId(1)));
        assert_eq!(Rc::strong_count(&handle), 1);
    }
}
