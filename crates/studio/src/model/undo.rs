//! What can be taken back, and put again: two piles of changes. What a change is, is not their business.

/// As many steps are kept.
const MOST: usize = 50;

/// The two piles.
#[derive(Debug)]
pub struct History<C> {
    done: Vec<C>,
    undone: Vec<C>,
}

impl<C> Default for History<C> {
    fn default() -> Self {
        Self { done: Vec::new(), undone: Vec::new() }
    }
}

/// Which way to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Take back.
    Back,
    /// Put again.
    Forth,
}

impl<C> History<C> {
    /// A new change: what it takes to undo it. What had been undone cannot be put again after it.
    pub fn push(&mut self, change: C) {
        self.undone.clear();
        self.done.push(change);
        if self.done.len() > MOST {
            self.done.remove(0);
        }
    }

    fn from(&mut self, way: Way) -> &mut Vec<C> {
        match way {
            Way::Back => &mut self.done,
            Way::Forth => &mut self.undone,
        }
    }

    /// What it takes to go one step that way.
    pub fn take(&mut self, way: Way) -> Option<C> {
        self.from(way).pop()
    }

    /// After that step: what it takes to go back again.
    pub fn put(&mut self, way: Way, opposite: C) {
        let other = if way == Way::Back { Way::Forth } else { Way::Back };
        self.from(other).push(opposite);
    }

    /// Keeps the changes that are still of use; each can be altered on the occasion.
    pub fn retain(&mut self, mut is_kept: impl FnMut(&mut C) -> bool) {
        self.done.retain_mut(&mut is_kept);
        self.undone.retain_mut(is_kept);
    }

    /// Whether there is a step to go.
    pub fn can(&self, way: Way) -> bool {
        match way {
            Way::Back => !self.done.is_empty(),
            Way::Forth => !self.undone.is_empty(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_go_back_and_forth_and_a_new_one_ends_what_was_undone() {
        let mut history = History::default();
        history.push(1);
        history.push(2);
        assert_eq!(history.take(Way::Back), Some(2));
        history.put(Way::Back, -2);
        assert!(history.can(Way::Back) && history.can(Way::Forth));
        assert_eq!(history.take(Way::Forth), Some(-2));
        history.put(Way::Forth, 2);
        assert_eq!(history.take(Way::Back), Some(2));
        history.put(Way::Back, -2);
        history.push(3);
        assert!(!history.can(Way::Forth));
        assert_eq!([history.take(Way::Back), history.take(Way::Back)], [Some(3), Some(1)]);
        assert_eq!(history.take(Way::Back), None);
    }

    #[test]
    fn only_so_many_are_kept() {
        let mut history = History::default();
        (0..60).for_each(|step| history.push(step));
        let steps = std::iter::from_fn(|| history.take(Way::Back)).count();
        assert_eq!(steps, MOST);
    }
}
