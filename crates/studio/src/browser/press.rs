//! Debounces presses: a double click and a held key count as one.

use leptos::ev::{KeyboardEvent, MouseEvent};

use crate::model::shortcut;
use crate::model::undo::Direction;

/// Whether a click stands for itself, and is no further part of a double click.
pub fn is_first(event: &MouseEvent) -> bool {
    event.detail() < 2
}

/// Whether Ctrl or ⌘ with Enter has been pressed. The key does nothing else then; held down, it is pressed once.
pub fn is_send(event: &KeyboardEvent) -> bool {
    let is_send = event.key() == "Enter" && (event.ctrl_key() || event.meta_key());
    if is_send {
        event.prevent_default();
    }
    is_send && !event.repeat()
}

/// Keeps Enter, held down on a button, from pressing it again and again.
pub fn once(event: &KeyboardEvent) {
    if event.key() == "Enter" && event.repeat() {
        event.prevent_default();
    }
}

/// The name of a pressed key for shortcuts, on every keyboard layout.
pub fn key(event: &KeyboardEvent) -> String {
    shortcut::name(&event.key(), &event.code(), event.shift_key())
}

/// The step of Ctrl or ⌘ with a letter: Z is undo; Y, or Shift with Z, is redo.
pub fn undo_direction(event: &KeyboardEvent) -> Option<Direction> {
    let with_control = (event.ctrl_key() || event.meta_key()) && !event.alt_key();
    match key(event).as_str() {
        "z" if with_control && !event.shift_key() => Some(Direction::Undo),
        "z" | "y" if with_control => Some(Direction::Redo),
        _ => None,
    }
}
