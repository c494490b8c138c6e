//! Zoom and pan of a picture, and the recognition of pointer gestures.

use super::number::fixed;

/// The maximum magnification, relative to the size at which a picture fits.
const MOST: f64 = 16.0;
/// The zoom factor of a press of a key or button.
pub const STEP: f64 = 1.4;

/// A point, in pixels from the centre of the viewport.
pub type Point = (f64, f64);

/// The scale and offset of a picture in its viewport.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Zoom {
    /// The scale, where 1 fits the viewport.
    pub scale: f64,
    /// The distance of the picture's centre from the centre of the viewport, in pixels.
    pub offset: Point,
}

impl Default for Zoom {
    fn default() -> Self {
        Self { scale: 1.0, offset: (0.0, 0.0) }
    }
}

impl Zoom {
    /// Magnifies by `factor` and leaves `point` in place.
    pub fn about(self, point: Point, factor: f64, viewport: Point) -> Self {
        let scale = (self.scale * factor).clamp(1.0, MOST);
        let factor = scale / self.scale;
        let move_one = |point: f64, offset: f64| point - (point - offset) * factor;
        let offset = (move_one(point.0, self.offset.0), move_one(point.1, self.offset.1));
        Self { scale, offset }.within(viewport)
    }

    /// Moves the picture by an offset.
    pub fn moved(self, by: Point, viewport: Point) -> Self {
        Self { offset: (self.offset.0 + by.0, self.offset.1 + by.1), ..self }.within(viewport)
    }

    /// Keeps the edges of the picture from moving inside the viewport.
    fn within(self, viewport: Point) -> Self {
        let bound = |offset: f64, side: f64| {
            let overflow = (side * (self.scale - 1.0) / 2.0).max(0.0);
            offset.clamp(-overflow, overflow)
        };
        Self { offset: (bound(self.offset.0, viewport.0), bound(self.offset.1, viewport.1)), ..self }
    }

    /// Returns the zoom factor of a wheel event. The delta is clamped, because the step size differs between devices.
    pub fn of_wheel(delta_px: f64) -> f64 {
        (-delta_px.clamp(-240.0, 240.0) / 400.0).exp()
    }

    /// Returns the zoom at which a pixel of the picture is a pixel of the screen. `fit` is the number of screen pixels
    /// per picture pixel when the picture fits the viewport. A small picture becomes smaller than that.
    pub fn true_size(fit: f64) -> Self {
        Self { scale: (1.0 / fit.max(1e-6)).min(MOST), offset: (0.0, 0.0) }
    }

    /// Returns the screen pixels per picture pixel as text, such as `37 %`.
    pub fn percent(self, fit: f64) -> String {
        fixed(self.scale * fit * 100.0, 0) + " %"
    }

    /// Returns the scale as text, such as `2.0×`.
    pub fn name(self) -> String {
        fixed(self.scale, 1) + "×"
    }

    /// Returns the value of the CSS property `transform`.
    pub fn transform(self) -> String {
        let (x, y) = self.offset;
        format!("translate({}px, {}px) scale({})", fixed(x, 1), fixed(y, 1), fixed(self.scale, 4))
    }
}

/// The pointers in the viewport, each with its last position.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Pointers(Vec<(i32, Point)>);

/// The gesture of a pointer movement.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Motion {
    /// One pointer moved by this offset.
    Drag(Point),
    /// Two pointers moved, so that their centre and their distance changed.
    Pinch {
        /// The current centre.
        middle: Point,
        /// The offset by which the centre moved.
        by: Point,
        /// The factor by which the distance changed.
        factor: f64,
    },
}

impl Pointers {
    /// Adds a pointer that was pressed.
    pub fn down(&mut self, id: i32, at: Point) {
        self.up(id);
        self.0.push((id, at));
    }

    /// Removes a pointer that was released.
    pub fn up(&mut self, id: i32) {
        self.0.retain(|(other, _)| *other != id);
    }

    /// Returns the number of pressed pointers.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// Moves a pointer. Returns `None` if the pointer is not pressed, or if more than two pointers are.
    pub fn moved(&mut self, id: i32, to: Point) -> Option<Motion> {
        let before = self.0.clone();
        let at = &mut self.0.iter_mut().find(|(other, _)| *other == id)?.1;
        let from = std::mem::replace(at, to);
        match (before.as_slice(), self.0.as_slice()) {
            ([_], _) => Some(Motion::Drag((to.0 - from.0, to.1 - from.1))),
            ([(_, a), (_, b)], [(_, c), (_, d)]) => {
                let (was, middle) = (between(*a, *b), between(*c, *d));
                let factor = distance(*c, *d) / distance(*a, *b).max(1.0);
                Some(Motion::Pinch { middle, by: (middle.0 - was.0, middle.1 - was.1), factor })
            }
            _ => None,
        }
    }
}

fn between(a: Point, b: Point) -> Point {
    ((a.0 + b.0) / 2.0, (a.1 + b.1) / 2.0)
}

fn distance(a: Point, b: Point) -> f64 {
    (a.0 - b.0).hypot(a.1 - b.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const VIEWPORT: Point = (400.0, 200.0);

    #[test]
    fn zooming_keeps_the_point_under_the_pointer() {
        let zoom = Zoom::default().about((100.0, 50.0), 2.0, VIEWPORT);
        assert_eq!((zoom.scale, zoom.offset), (2.0, (-100.0, -50.0)));
        assert_eq!(zoom.name(), "2.0×");
    }

    #[test]
    fn the_picture_stays_in_its_viewport() {
        let zoom = Zoom::default().about((0.0, 0.0), 2.0, VIEWPORT).moved((900.0, -900.0), VIEWPORT);
        assert_eq!(zoom.offset, (200.0, -100.0));
        assert_eq!(zoom.about((0.0, 0.0), 0.1, VIEWPORT), Zoom::default());
        assert_eq!(Zoom::default().about((0.0, 0.0), 99.0, VIEWPORT).scale, MOST);
    }

    #[test]
    fn a_hundred_percent_is_a_pixel_for_a_pixel() {
        let zoom = Zoom::true_size(0.25);
        assert_eq!((zoom.scale, zoom.percent(0.25)), (4.0, "100 %".into()));
        assert_eq!(Zoom::default().percent(0.37), "37 %");
        let small = Zoom::true_size(5.0);
        assert_eq!((small.scale, small.moved((9.0, 9.0), VIEWPORT).offset), (0.2, (0.0, 0.0)));
        assert_eq!(small.about((0.0, 0.0), STEP, VIEWPORT).scale, 1.0);
    }

    #[test]
    fn one_finger_drags_and_two_pinch() {
        let mut pointers = Pointers::default();
        pointers.down(1, (0.0, 0.0));
        assert_eq!(pointers.moved(1, (5.0, 0.0)), Some(Motion::Drag((5.0, 0.0))));
        pointers.down(2, (15.0, 0.0));
        let pinch = pointers.moved(2, (25.0, 0.0));
        assert_eq!(pinch, Some(Motion::Pinch { middle: (15.0, 0.0), by: (5.0, 0.0), factor: 2.0 }));
        assert_eq!(pointers.moved(3, (1.0, 1.0)), None);
        pointers.up(1);
        assert_eq!(pointers.count(), 1);
        assert_eq!(pointers.moved(2, (25.0, 4.0)), Some(Motion::Drag((0.0, 4.0))));
    }

    #[test]
    fn the_wheel_turns_both_ways_alike() {
        assert!((Zoom::of_wheel(100.0) * Zoom::of_wheel(-100.0) - 1.0).abs() < 1e-12);
        assert!(Zoom::of_wheel(-100.0) > 1.0);
    }
}
