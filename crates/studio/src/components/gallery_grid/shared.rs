//! The signals and helper functions shared by the parts of the gallery.

use leptos::prelude::*;

use crate::model::grid::Layout;
use crate::model::result::{ResultId, SaveState};
use crate::text::{Text, fill};

/// Signals shared by the parts of the grid.
#[derive(Clone, Copy)]
pub struct Shared {
    /// The pictures that match the search.
    pub ids: Memo<Vec<ResultId>>,
    /// The layout of these pictures.
    pub layout: Memo<Layout>,
    /// The pictures that the stage shows in full.
    pub staged: Memo<Vec<ResultId>>,
    /// Whether the user has a pointer that can hover.
    pub can_hover: bool,
}

/// Returns the index of a picture.
pub fn place_of(ids: &[ResultId], id: ResultId) -> Option<usize> {
    ids.iter().position(|other| *other == id)
}

/// Returns the accessible name of a cell.
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
