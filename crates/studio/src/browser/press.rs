//! Debouncing of presses, so that a double click and a held key count as one.

use leptos::ev::{KeyboardEvent, MouseEvent};

use crate::model::shortcut;
use crate::model::undo::Direction;

/// Whether a click is single, or the first one of a double click.
pub fn is_first(event: &MouseEvent) -> bool {
    event.detail() < 2
}

/// Whether the user pressed Enter with Ctrl or ⌘. The key's default action is prevented, and a held key counts once.
pub fn is_send(event: &KeyboardEvent) -> bool {
    let is_send = event.key() == "Enter" && (event.ctrl_key() || event.meta_key());
    if is_send {
        event.prevent_default();
    }
    is_send && !event.repeat()
}

/// Prevents a held Enter from pressing a button repeatedly.
pub fn once(event: &KeyboardEvent) {
    if event.key() == "Enter" && event.repeat() {
        event.prevent_default();
    }
}

/// Returns the name of a pressed key for shortcuts, on every keyboard layout.
pub fn key(event: &KeyboardEvent) -> String {
    shortcut::name(&event.key(), &event.code(), event.shift_key())
}

/// Returns the direction of an undo shortcut with Ctrl or ⌘: Z undoes, and Y or Shift with Z redoes.
pub fn undo_direction(event: &KeyboardEvent) -> Option<Direction> {
    let with_control = (event.ctrl_key() || event.meta_key()) && !event.alt_key();
    match key(event).as_str() {
        "z" if with_control && !event.shift_key() => Some(Direction::Undo),
        "z" | "y" if with_control => Some(Direction::Redo),
        _ => None,
    }
}
