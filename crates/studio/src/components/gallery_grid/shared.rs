//! The signals and small functions that the parts of the gallery share.

use leptos::prelude::*;

use crate::model::grid::Layout;
use crate::model::result::{ResultId, SaveState};
use crate::text::{Text, fill};

/// The signals that the parts of the grid share.
#[derive(Clone, Copy)]
pub struct Shared {
    /// The pictures that the search finds.
    pub ids: Memo<Vec<ResultId>>,
    /// Their places.
    pub layout: Memo<Layout>,
    /// Those that are seen whole on the stage.
    pub staged: Memo<Vec<ResultId>>,
    /// Whether there is a pointer that can rest over a square.
    pub can_hover: bool,
}

/// The place of a picture among these.
pub fn place_of(ids: &[ResultId], id: ResultId) -> Option<usize> {
    ids.iter().position(|other| *other == id)
}

/// The accessible name of a square.
pub fn label(prompt: &str, is_favourite: bool, save_state: SaveState, text: &Text) -> String {
    let mut name = prompt.to_owned();
    let pattern = match save_state {
        SaveState::Failed => Some(text.picture_not_saved),
        SaveState::Lost => Some(text.picture_lost),
        SaveState::Saving | SaveState::Saved => None,
    };
    for pattern in is_favourite.then_some(text.picture_favourite).into_iter().chain(pattern) {
        name = fill(pattern, &[("name", &name)]);
    }
    name
}
