//! The view of the gallery: the size of its squares, the selection, the focused picture, and the stage above it.

use leptos::prelude::*;

use crate::model::grid::Density;
use crate::model::result::ResultId;
use crate::model::selection::Selection;
use crate::model::stage::Stage;

/// The view of the gallery.
#[derive(Clone, Copy)]
pub struct Browse {
    /// The size of the squares.
    pub density: RwSignal<Density>,
    /// The selected pictures.
    pub selection: RwSignal<Selection>,
    /// The picture that has the keyboard focus.
    pub active: RwSignal<Option<ResultId>>,
    /// Whether the viewer has moved to another picture than the one with which it was opened.
    pub has_gone_on: StoredValue<bool>,
    /// The picture whose menu is open.
    pub menu: RwSignal<Option<ResultId>>,
    /// The pictures that are shown large.
    pub stage: RwSignal<Stage>,
    /// The pictures in the DOM that wait for a thumbnail.
    pub wanted: StoredValue<Vec<ResultId>>,
    /// Whether thumbnails are being created.
    pub is_making: StoredValue<bool>,
}

impl Default for Browse {
    fn default() -> Self {
        Self {
            density: RwSignal::new(Density::default()),
            selection: RwSignal::new(Selection::default()),
            active: RwSignal::new(None),
            has_gone_on: StoredValue::new(false),
            menu: RwSignal::new(None),
            stage: RwSignal::new(Stage::default()),
            wanted: StoredValue::new(Vec::new()),
            is_making: StoredValue::new(false),
        }
    }
}
