//! The selection of pictures in the gallery.

use super::result::ResultId;

/// A selection, in the order in which pictures were added to it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    ids: Vec<ResultId>,
    /// The picture at which a range begins.
    anchor: Option<ResultId>,
}

impl Selection {
    /// Returns the selected pictures.
    pub fn ids(&self) -> &[ResultId] {
        &self.ids
    }

    /// Whether nothing is selected.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// Whether a picture is selected.
    pub fn has(&self, id: ResultId) -> bool {
        self.ids.contains(&id)
    }

    /// Adds or removes a picture, and makes it the anchor of the next range.
    pub fn toggle(&mut self, id: ResultId) {
        if self.has(id) {
            self.ids.retain(|other| *other != id);
        } else {
            self.ids.push(id);
        }
        self.anchor = Some(id);
    }

    /// Adds all pictures from the anchor to this one. `order` contains all pictures as they are shown.
    pub fn extend_to(&mut self, id: ResultId, order: &[ResultId]) {
        let place = |id: ResultId| order.iter().position(|other| *other == id);
        let (Some(from), Some(to)) = (self.anchor.and_then(place), place(id)) else { return self.toggle(id) };
        let range = order.get(from.min(to)..=from.max(to)).unwrap_or_default();
        self.add(range);
    }

    /// Adds pictures that are not selected yet.
    pub fn add(&mut self, ids: &[ResultId]) {
        for id in ids {
            if !self.has(*id) {
                self.ids.push(*id);
            }
        }
    }

    /// Retains only the pictures for which the predicate holds.
    pub fn retain(&mut self, holds: impl Fn(ResultId) -> bool) {
        self.ids.retain(|id| holds(*id));
        self.anchor = self.anchor.filter(|_| !self.ids.is_empty());
    }

    /// Makes a picture the anchor of the next range, unless there is an anchor.
    pub fn anchor_at(&mut self, id: ResultId) {
        self.anchor.get_or_insert(id);
    }
}

/// Returns the first picture from `from` onwards that is not in `without`, or else the nearest one before it.
pub fn nearest(order: &[ResultId], from: ResultId, without: &[ResultId]) -> Option<ResultId> {
    let place = order.iter().position(|id| *id == from)?;
    let (before, after) = order.split_at(place);
    after.iter().chain(before.iter().rev()).find(|id| !without.contains(id)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(of: &[u64]) -> Vec<ResultId> {
        of.iter().copied().map(ResultId).collect()
    }

    #[test]
    fn a_range_goes_from_the_last_picked_one_in_both_directions() {
        let order = ids(&[9, 8, 7, 6, 5]);
        let mut selection = Selection::default();
        selection.extend_to(ResultId(7), &order);
        assert_eq!(selection.ids(), ids(&[7]), "without an anchor it is a pick");
        selection.extend_to(ResultId(5), &order);
        assert_eq!(selection.ids(), ids(&[7, 6, 5]));
        selection.extend_to(ResultId(9), &order);
        assert_eq!(selection.ids().len(), 5);
        selection.toggle(ResultId(6));
        assert!(!selection.has(ResultId(6)));
    }

    #[test]
    fn pictures_that_are_gone_are_not_selected() {
        let mut selection = Selection::default();
        selection.add(&ids(&[1, 2, 2]));
        selection.retain(|id| id != ResultId(1));
        assert_eq!(selection.ids(), ids(&[2]));
        selection.toggle(ResultId(3));
        selection.retain(|_| false);
        assert!(selection.is_empty());
        selection.anchor_at(ResultId(5));
        selection.extend_to(ResultId(4), &ids(&[5, 4, 3]));
        assert_eq!(selection.ids(), ids(&[5, 4]), "a range begins where nothing is selected any more");
    }

    #[test]
    fn the_nearest_picture_is_the_next_one_or_at_the_end_the_one_before() {
        let order = ids(&[9, 8, 7, 6]);
        let from = |id: u64, without: &[u64]| nearest(&order, ResultId(id), &ids(without)).map(|id| id.0);
        assert_eq!(from(8, &[8]), Some(7));
        assert_eq!(from(8, &[8, 7]), Some(6));
        assert_eq!(from(6, &[6]), Some(7));
        assert_eq!(from(6, &[6, 7, 8]), Some(9));
        assert_eq!((from(9, &[9, 8, 7, 6]), from(5, &[5])), (None, None));
    }
}
