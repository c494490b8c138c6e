//! The undo history: two stacks of commands of any type.

/// The most steps that are stored.
const MOST: usize = 50;

/// The undo and redo stacks.
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

/// The direction of a step in the history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Steps back in the history.
    Undo,
    /// Steps forward in the history.
    Redo,
}

impl<C> History<C> {
    /// Adds the command that undoes a new change, and clears the redo stack.
    pub fn push(&mut self, change: C) {
        self.undone.clear();
        self.done.push(change);
        if self.done.len() > MOST {
            self.done.remove(0);
        }
    }

    fn from(&mut self, direction: Direction) -> &mut Vec<C> {
        match direction {
            Direction::Undo => &mut self.done,
            Direction::Redo => &mut self.undone,
        }
    }

    /// Returns the next command in this direction.
    pub fn next(&self, direction: Direction) -> Option<&C> {
        match direction {
            Direction::Undo => self.done.last(),
            Direction::Redo => self.undone.last(),
        }
    }

    /// Removes and returns the next command in this direction.
    pub fn take(&mut self, direction: Direction) -> Option<C> {
        self.from(direction).pop()
    }

    /// Adds the inverse of a command that was executed.
    pub fn put(&mut self, direction: Direction, opposite: C) {
        let other = if direction == Direction::Undo { Direction::Redo } else { Direction::Undo };
        self.from(other).push(opposite);
    }

    /// Retains the commands for which the predicate holds. The predicate may modify them.
    pub fn retain(&mut self, mut is_kept: impl FnMut(&mut C) -> bool) {
        self.done.retain_mut(&mut is_kept);
        self.undone.retain_mut(is_kept);
    }

    /// Whether a step in this direction is possible.
    pub fn can(&self, direction: Direction) -> bool {
        self.next(direction).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_step_clears_the_redo_list() {
        let mut history = History::default();
        history.push(1);
        history.push(2);
        assert_eq!(history.take(Direction::Undo), Some(2));
        history.put(Direction::Undo, -2);
        assert!(history.can(Direction::Undo) && history.can(Direction::Redo));
        assert_eq!(history.take(Direction::Redo), Some(-2));
        history.put(Direction::Redo, 2);
        assert_eq!(history.take(Direction::Undo), Some(2));
        history.put(Direction::Undo, -2);
        history.push(3);
        assert!(!history.can(Direction::Redo));
        assert_eq!([history.take(Direction::Undo), history.take(Direction::Undo)], [Some(3), Some(1)]);
        assert_eq!(history.take(Direction::Undo), None);
    }

    #[test]
    fn only_so_many_are_kept() {
        let mut history = History::default();
        (0..60).for_each(|step| history.push(step));
        let steps = std::iter::from_fn(|| history.take(Direction::Undo)).count();
        assert_eq!(steps, MOST);
    }
}
