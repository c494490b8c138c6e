//! The state of a retouch.

use leptos::prelude::*;

use crate::model::mask::{Mask, Tool};
use crate::model::zoom::Zoom;

/// The state of a retouch: the painted area, the tool and the view.
#[derive(Clone, Copy)]
pub struct RetouchState {
    /// The painted area.
    pub mask: RwSignal<Mask>,
    /// The tool in use.
    pub tool: RwSignal<Tool>,
    /// Across, in pixels of the picture.
    pub size: RwSignal<f64>,
    /// Width of the soft edge, in pixels of the picture.
    pub feather: RwSignal<u32>,
    /// The view of the picture.
    pub zoom: RwSignal<Zoom>,
}

impl RetouchState {
    /// For a picture of this size.
    pub fn new(width: u32, height: u32) -> Self {
        Self {
            mask: RwSignal::new(Mask::default()),
            tool: RwSignal::new(Tool::default()),
            size: RwSignal::new((f64::from(width.min(height)) / 10.0).round()),
            feather: RwSignal::new(width.min(height) / 100),
            zoom: RwSignal::new(Zoom::default()),
        }
    }
}
