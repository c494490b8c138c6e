//! The state of the retouch dialog.

use leptos::prelude::*;

use crate::model::mask::{Mask, Tool};
use crate::model::zoom::Zoom;

/// State of the retouch dialog: the mask, the tool and the zoom.
#[derive(Clone, Copy)]
pub struct RetouchState {
    /// The painted area.
    pub mask: RwSignal<Mask>,
    /// The tool in use.
    pub tool: RwSignal<Tool>,
    /// The diameter of the tool, in pixels of the picture.
    pub size: RwSignal<f64>,
    /// Width of the soft edge, in pixels of the picture.
    pub feather: RwSignal<u32>,
    /// The zoom of the picture.
    pub zoom: RwSignal<Zoom>,
}

impl RetouchState {
    /// Creates the state for a picture of this size.
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
