//! The state of the crop dialog.

use leptos::prelude::*;

use crate::model::adjust::{Adjustment, Crop, Grip, Shape};
use crate::model::photo::Photo;
use crate::model::zoom::Point;

/// State of the crop dialog: the adjustment and the shape that the user selected.
#[derive(Clone, Copy)]
pub struct AdjustState {
    /// Width and height of the photo, in pixels.
    pub photo: Point,
    /// The crop, quarter turns and angle so far.
    pub adjustment: RwSignal<Adjustment>,
    /// The selected shape, which limits the aspect ratio of the crop.
    pub shape: RwSignal<Shape>,
}

impl AdjustState {
    /// Creates the state for a photo, starting from an earlier adjustment.
    pub fn new(photo: &Photo, adjustment: Adjustment) -> Self {
        Self {
            photo: (f64::from(photo.width), f64::from(photo.height)),
            adjustment: RwSignal::new(adjustment),
            shape: RwSignal::new(Shape::default()),
        }
    }

    /// Returns the width and height of the frame, in pixels of the photo.
    pub fn frame(self) -> Point {
        self.adjustment.get().frame(self.photo)
    }

    /// Returns the aspect ratio of the selected shape, in fractions of the frame, or `None` for a free crop.
    fn aspect(self) -> Option<f64> {
        let frame = self.adjustment.get_untracked().frame(self.photo);
        self.shape.get_untracked().aspect(frame)
    }

    /// Returns the current crop.
    pub fn crop(self) -> Crop {
        self.adjustment.get_untracked().crop
    }

    /// Resizes the crop by a grip, or moves it for the grip `(0, 0)`.
    pub fn pull(self, crop: Crop, grip: Grip, by: Point) {
        let crop = if grip == (0, 0) { crop.moved(by) } else { crop.resized(grip, by, self.aspect()) };
        self.adjustment.update(|adjustment| adjustment.crop = crop);
    }

    /// Selects a shape and applies its aspect ratio to the crop.
    pub fn choose(self, shape: Shape) {
        self.shape.set(shape);
        if let Some(aspect) = self.aspect() {
            self.adjustment.update(|adjustment| adjustment.crop = adjustment.crop.with_aspect(aspect));
        }
    }

    /// Rotates the photo by a quarter turn. A fixed shape is not rotated with it.
    pub fn turn(self, is_clockwise: bool) {
        self.adjustment.update(|adjustment| *adjustment = adjustment.turned(is_clockwise));
        self.choose(self.shape.get_untracked());
    }

    /// Sets the angle that straightens the photo.
    pub fn straighten(self, degrees: f64) {
        self.adjustment.update(|adjustment| *adjustment = adjustment.straightened(degrees));
    }

    /// Resets the adjustment and the shape.
    pub fn reset(self) {
        self.adjustment.set(Adjustment::default());
        self.shape.set(Shape::default());
    }
}
