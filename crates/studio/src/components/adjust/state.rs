//! The state of a crop.

use leptos::prelude::*;

use crate::model::adjust::{Adjustment, Crop, Grip, Shape};
use crate::model::photo::Photo;
use crate::model::zoom::Point;

/// The state of a crop: everything that was chosen so far.
#[derive(Clone, Copy)]
pub struct AdjustState {
    /// Width and height of the photo, in pixels.
    pub photo: Point,
    /// Everything that is done to it.
    pub adjustment: RwSignal<Adjustment>,
    /// The shape that the crop keeps.
    pub shape: RwSignal<Shape>,
}

impl AdjustState {
    /// For a photo to which this was done before.
    pub fn new(photo: &Photo, adjustment: Adjustment) -> Self {
        Self {
            photo: (f64::from(photo.width), f64::from(photo.height)),
            adjustment: RwSignal::new(adjustment),
            shape: RwSignal::new(Shape::default()),
        }
    }

    /// Width and height of the frame, in pixels of the photo.
    pub fn frame(self) -> Point {
        self.adjustment.get().frame(self.photo)
    }

    /// Width by height that the crop keeps, in parts of the frame.
    fn aspect(self) -> Option<f64> {
        let frame = self.adjustment.get_untracked().frame(self.photo);
        self.shape.get_untracked().aspect(frame)
    }

    /// The crop as it is now.
    pub fn crop(self) -> Crop {
        self.adjustment.get_untracked().crop
    }

    /// Moves what is held of a crop.
    pub fn pull(self, crop: Crop, grip: Grip, by: Point) {
        let crop = if grip == (0, 0) { crop.moved(by) } else { crop.resized(grip, by, self.aspect()) };
        self.adjustment.update(|adjustment| adjustment.crop = crop);
    }

    /// Takes a shape, and gives it to the crop.
    pub fn choose(self, shape: Shape) {
        self.shape.set(shape);
        if let Some(aspect) = self.aspect() {
            self.adjustment.update(|adjustment| adjustment.crop = adjustment.crop.with_aspect(aspect));
        }
    }

    /// Turns the photo by a quarter. A fixed shape does not turn with it.
    pub fn turn(self, is_clockwise: bool) {
        self.adjustment.update(|adjustment| *adjustment = adjustment.turned(is_clockwise));
        self.choose(self.shape.get_untracked());
    }

    /// Straightens by this angle.
    pub fn straighten(self, degrees: f64) {
        self.adjustment.update(|adjustment| *adjustment = adjustment.straightened(degrees));
    }

    /// Gives everything up.
    pub fn reset(self) {
        self.adjustment.set(Adjustment::default());
        self.shape.set(Shape::default());
    }
}
