//! Crop, rotation and straightening of a photo, as numbers. Nothing is drawn until all of them are chosen.
//!
//! The photo is rotated by quarter turns and by a small angle. It is then enlarged to fill the frame that it had before
//! that angle, so that no corner stays empty. The crop is a part of the frame.

use std::f64::consts::FRAC_PI_2;

use super::zoom::Point;

/// The largest straightening angle to either side, in degrees.
pub const MAX_DEGREES: f64 = 15.0;
/// The shortest side of a crop, as a fraction of the frame.
const MIN_SIDE: f64 = 0.04;

/// A rectangle in a frame, in fractions of the frame's sides.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Crop {
    /// The left edge.
    pub left: f64,
    /// The top edge.
    pub top: f64,
    /// The width.
    pub width: f64,
    /// The height.
    pub height: f64,
}

/// The dragged part of a crop, horizontally and vertically. -1 is the left or top edge, 1 the right or bottom edge, and
/// 0 neither edge. Both are 0 for the crop as a whole.
pub type Grip = (i8, i8);

impl Default for Crop {
    fn default() -> Self {
        Self { left: 0.0, top: 0.0, width: 1.0, height: 1.0 }
    }
}

impl Crop {
    /// Moves the crop within the frame.
    pub fn moved(self, (right, down): Point) -> Self {
        Self {
            left: (self.left + right).clamp(0.0, 1.0 - self.width),
            top: (self.top + down).clamp(0.0, 1.0 - self.height),
            ..self
        }
    }

    /// Moves the dragged edges while the opposite edges stay in place. With an `aspect` (width by height, both in
    /// fractions of the frame), the other side follows.
    pub fn resized(self, grip: Grip, by: Point, aspect: Option<f64>) -> Self {
        let across = Span { start: self.left, length: self.width };
        let down = Span { start: self.top, length: self.height };
        let (mut width, mut height) = (across.grown(grip.0, by.0), down.grown(grip.1, by.1));
        if let Some(aspect) = aspect {
            width = match grip {
                (0, _) => height * aspect,
                (_, 0) => width,
                _ => width.max(height * aspect),
            };
            height = width / aspect;
            let most = (across.most(grip.0) / width).min(down.most(grip.1) / height).min(1.0);
            (width, height) = (width * most, height * most);
        }
        let (left, top) = (across.placed(grip.0, width), down.placed(grip.1, height));
        Self { left, top, width, height }
    }

    /// Returns the largest crop of this aspect ratio around the current centre, moved into the frame.
    pub fn with_aspect(self, aspect: f64) -> Self {
        let (width, height) = if aspect > 1.0 { (1.0, 1.0 / aspect) } else { (aspect, 1.0) };
        let middle = (self.left + self.width / 2.0, self.top + self.height / 2.0);
        Self { left: middle.0 - width / 2.0, top: middle.1 - height / 2.0, width, height }.moved((0.0, 0.0))
    }

    /// Returns the part of the crop at a point of the frame. An edge is hit within a distance of `tolerance`.
    pub fn grip_at(&self, (x, y): Point, tolerance: Point) -> Option<Grip> {
        let across = Span { start: self.left, length: self.width }.grip(x, tolerance.0)?;
        let down = Span { start: self.top, length: self.height }.grip(y, tolerance.1)?;
        Some((across, down))
    }

    /// Rotates the crop with a frame that was rotated clockwise by a quarter turn.
    fn turned(self) -> Self {
        Self { left: 1.0 - self.top - self.height, top: self.left, width: self.height, height: self.width }
    }
}

/// The extent of a crop along one axis.
#[derive(Clone, Copy)]
struct Span {
    start: f64,
    length: f64,
}

impl Span {
    fn end(self) -> f64 {
        self.start + self.length
    }

    /// Returns the maximum length while the edge opposite the dragged one is fixed. If no edge is dragged, the centre
    /// is fixed.
    fn most(self, held: i8) -> f64 {
        match held {
            1 => 1.0 - self.start,
            -1 => self.end(),
            _ => {
                let middle = self.start + self.length / 2.0;
                2.0 * middle.min(1.0 - middle)
            }
        }
    }

    fn grown(self, held: i8, by: f64) -> f64 {
        if held == 0 {
            return self.length;
        }
        let most = self.most(held);
        (self.length + f64::from(held) * by).clamp(MIN_SIDE.min(most), most)
    }

    /// Returns the start of the span for a new length, with that edge or the centre fixed.
    fn placed(self, held: i8, length: f64) -> f64 {
        let start = match held {
            1 => self.start,
            -1 => self.end() - length,
            _ => self.start + (self.length - length) / 2.0,
        };
        start.clamp(0.0, (1.0 - length).max(0.0))
    }

    fn grip(self, at: f64, tolerance: f64) -> Option<i8> {
        if at < self.start - tolerance || at > self.end() + tolerance {
            return None;
        }
        // The middle third of a small crop stays free for moving it.
        let tolerance = tolerance.min(self.length / 3.0);
        Some(match at {
            _ if at <= self.start + tolerance => -1,
            _ if at >= self.end() - tolerance => 1,
            _ => 0,
        })
    }
}

/// The aspect ratio that a crop is locked to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Shape {
    /// Any aspect ratio.
    #[default]
    Free,
    /// The aspect ratio of the photo.
    Original,
    /// A fixed ratio, width by height.
    Fixed(u32, u32),
}

impl Shape {
    /// All shapes, in the order of their buttons.
    pub const ALL: [Self; 9] = [
        Self::Free,
        Self::Original,
        Self::Fixed(1, 1),
        Self::Fixed(3, 2),
        Self::Fixed(4, 3),
        Self::Fixed(16, 9),
        Self::Fixed(2, 3),
        Self::Fixed(3, 4),
        Self::Fixed(9, 16),
    ];

    /// Returns width by height in fractions of a frame of this size in pixels, or `None` for any ratio.
    pub fn aspect(self, (width, height): Point) -> Option<f64> {
        match self {
            Self::Original => Some(1.0),
            _ => self.ratio().map(|ratio| ratio * height / width),
        }
    }

    /// Returns width by height in pixels for a fixed ratio.
    pub fn ratio(self) -> Option<f64> {
        if let Self::Fixed(width, height) = self { Some(f64::from(width) / f64::from(height)) } else { None }
    }
}

/// The crop, rotation and straightening of a photo.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Adjustment {
    /// The number of clockwise quarter turns, from 0 to 3.
    quarters: u8,
    /// The clockwise straightening angle in degrees, applied after the quarter turns.
    degrees: f64,
    /// The part of the frame that remains.
    pub crop: Crop,
}

/// The affine matrix and the canvas size with which a photo is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Drawing {
    /// The matrix, as in `CanvasRenderingContext2D.setTransform`.
    pub matrix: [f64; 6],
    /// The width of the canvas in pixels.
    pub width: u32,
    /// The height of the canvas in pixels.
    pub height: u32,
    /// Whether each pixel of the canvas is exactly one pixel of the photo.
    pub is_exact: bool,
}

impl Adjustment {
    /// Rotates the photo and its crop by another quarter turn.
    pub fn turned(self, is_clockwise: bool) -> Self {
        let times = if is_clockwise { 1 } else { 3 };
        let crop = (0..times).fold(self.crop, |crop, _| crop.turned());
        Self { quarters: (self.quarters + times) % 4, crop, ..self }
    }

    /// Sets the straightening angle, clamped to [`MAX_DEGREES`] on either side.
    pub fn straightened(self, degrees: f64) -> Self {
        Self { degrees: degrees.clamp(-MAX_DEGREES, MAX_DEGREES), ..self }
    }

    /// Returns the straightening angle in degrees.
    pub fn degrees(&self) -> f64 {
        self.degrees
    }

    /// Returns the total rotation in degrees.
    pub fn rotation(&self) -> f64 {
        f64::from(self.quarters) * 90.0 + self.degrees
    }

    /// Returns the width and height of the frame for a photo of this size.
    pub fn frame(&self, (width, height): Point) -> Point {
        if self.quarters.is_multiple_of(2) { (width, height) } else { (height, width) }
    }

    /// Returns the factor by which the rotated photo just fills its frame.
    pub fn enlargement(&self, photo: Point) -> f64 {
        let (width, height) = self.frame(photo);
        let (sine, cosine) = self.degrees.to_radians().abs().sin_cos();
        cosine + sine * (width / height).max(height / width)
    }

    /// Returns the drawing of a photo of this size, at the resolution of the photo.
    pub fn drawing(&self, photo: Point) -> Drawing {
        let enlargement = self.enlargement(photo);
        let (width, height) = self.frame(photo);
        let frame = (width / enlargement, height / enlargement);
        let whole = |value: f64| value.round();
        let left_top = (whole(self.crop.left * frame.0), whole(self.crop.top * frame.1));
        let side = |part: f64, side: f64, start: f64| whole(part * side).min(side.floor() - start).max(1.0);
        let (sine, cosine) = self.sin_cos();
        let [a, b, c, d] = [cosine, sine, -sine, cosine];
        let (x, y) = (photo.0 / 2.0, photo.1 / 2.0);
        Drawing {
            matrix: [
                a,
                b,
                c,
                d,
                frame.0 / 2.0 - left_top.0 - (a * x + c * y),
                frame.1 / 2.0 - left_top.1 - (b * x + d * y),
            ],
            width: side(self.crop.width, frame.0, left_top.0) as u32,
            height: side(self.crop.height, frame.1, left_top.1) as u32,
            is_exact: self.degrees == 0.0,
        }
    }

    /// Returns the sine and cosine of the rotation. Those of quarter turns are rounded, because a sine of nearly 1
    /// would blend neighbouring pixels.
    fn sin_cos(&self) -> (f64, f64) {
        let angle = f64::from(self.quarters) * FRAC_PI_2 + self.degrees.to_radians();
        match angle.sin_cos() {
            (sine, cosine) if self.degrees == 0.0 => (sine.round(), cosine.round()),
            both => both,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PHOTO: Point = (400.0, 300.0);

    fn crop(left: f64, top: f64, width: f64, height: f64) -> Crop {
        Crop { left, top, width, height }
    }

    fn is_near(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-9
    }

    /// Maps a point of the photo to the canvas.
    fn drawn(drawing: &Drawing, (x, y): Point) -> Point {
        let [a, b, c, d, e, f] = drawing.matrix;
        (a * x + c * y + e, b * x + d * y + f)
    }

    #[test]
    fn nothing_chosen_is_the_photo_itself() {
        let drawing = Adjustment::default().drawing(PHOTO);
        assert_eq!(drawing.matrix, [1.0, 0.0, -0.0, 1.0, 0.0, 0.0]);
        assert_eq!((drawing.width, drawing.height, drawing.is_exact), (400, 300, true));
    }

    #[test]
    fn quarter_turns_move_corners_to_corners() {
        let right = Adjustment::default().turned(true).drawing(PHOTO);
        assert_eq!((right.width, right.height), (300, 400));
        assert_eq!((drawn(&right, (0.0, 0.0)), drawn(&right, PHOTO)), ((300.0, 0.0), (0.0, 400.0)));
        let left = Adjustment::default().turned(false).drawing(PHOTO);
        assert_eq!((drawn(&left, (0.0, 0.0)), drawn(&left, PHOTO)), ((0.0, 400.0), (300.0, 0.0)));
        let odd = Adjustment::default().turned(true).drawing((3.0, 4.0));
        assert_eq!(drawn(&odd, (0.0, 4.0)), (0.0, 0.0), "pixels fall on pixels");
    }

    #[test]
    fn four_quarter_turns_are_the_identity() {
        let cropped = Adjustment { crop: crop(0.125, 0.25, 0.5, 0.25), ..Adjustment::default() };
        let around = (0..4).fold(cropped, |adjustment, _| adjustment.turned(true));
        assert_eq!(around, cropped);
        assert_eq!(cropped.turned(false).turned(true), cropped);
        assert_eq!(cropped.turned(true).crop, crop(0.5, 0.125, 0.25, 0.5));
    }

    #[test]
    fn a_crop_keeps_the_pixels_of_the_photo() {
        let adjustment = Adjustment { crop: crop(0.25, 0.5, 0.5, 0.25), ..Adjustment::default() };
        let drawing = adjustment.drawing(PHOTO);
        assert_eq!((drawing.width, drawing.height), (200, 75));
        assert_eq!(drawn(&drawing, (100.0, 150.0)), (0.0, 0.0));
        let odd =
            Adjustment { crop: crop(0.33, 0.0, 0.67, 1.0), ..Adjustment::default() }.drawing((3.0, 3.0));
        assert_eq!((odd.width, odd.height), (2, 3));
    }

    #[test]
    fn a_straightened_photo_covers_its_frame_and_no_more() {
        for degrees in [-15.0, -3.0, 0.5, 7.0, 15.0, 40.0] {
            for quarter in [Adjustment::default(), Adjustment::default().turned(true)] {
                let adjustment = quarter.straightened(degrees);
                let drawing = adjustment.drawing(PHOTO);
                let (width, height) = adjustment.frame(PHOTO);
                let size = (width / adjustment.enlargement(PHOTO), height / adjustment.enlargement(PHOTO));
                let corners = [(0.0, 0.0), (size.0, 0.0), (0.0, size.1), size];
                let [a, b, c, d, e, f] = drawing.matrix;
                let inside: Vec<Point> = corners
                    .iter()
                    .map(|(x, y)| {
                        // The inverse of a rotation is its transpose.
                        let (x, y) = (x - e, y - f);
                        (a * x + b * y, c * x + d * y)
                    })
                    .collect();
                let ends = |at: &Point| [at.0, PHOTO.0 - at.0, at.1, PHOTO.1 - at.1];
                let nearest = inside.iter().flat_map(ends).fold(f64::INFINITY, f64::min);
                assert!(is_near(nearest, 0.0), "{degrees}: {nearest}");
                assert!(drawing.width <= PHOTO.0 as u32 && !drawing.is_exact);
            }
        }
        assert_eq!(Adjustment::default().straightened(99.0).degrees(), MAX_DEGREES);
    }

    #[test]
    fn a_crop_stays_within_its_frame() {
        let half = crop(0.25, 0.25, 0.5, 0.5);
        assert_eq!(half.moved((9.0, -9.0)), crop(0.5, 0.0, 0.5, 0.5));
        assert_eq!(half.resized((1, 1), (9.0, 9.0), None), crop(0.25, 0.25, 0.75, 0.75));
        assert_eq!(half.resized((-1, 0), (-9.0, 5.0), None), crop(0.0, 0.25, 0.75, 0.5));
        let least = half.resized((1, -1), (-9.0, 9.0), None);
        assert!(is_near(least.width, MIN_SIDE) && is_near(least.top + least.height, 0.75));
    }

    #[test]
    fn a_fixed_shape_holds_at_every_edge_and_corner() {
        let half = crop(0.25, 0.25, 0.5, 0.25);
        for grip in [(1, 1), (-1, -1), (1, 0), (0, 1), (-1, 0), (0, -1), (1, -1)] {
            for by in [(0.1, 0.02), (-0.1, -0.1), (3.0, 3.0), (-3.0, -3.0)] {
                let crop = half.resized(grip, by, Some(2.0));
                assert!(is_near(crop.width, 2.0 * crop.height), "{grip:?} {by:?}: {crop:?}");
                let is_within = |start: f64, length: f64| start > -1e-9 && start + length < 1.0 + 1e-9;
                assert!(is_within(crop.left, crop.width) && is_within(crop.top, crop.height), "{crop:?}");
            }
        }
    }

    #[test]
    fn a_shape_takes_the_largest_crop_about_the_same_middle() {
        assert_eq!(Shape::Fixed(1, 1).aspect(PHOTO), Some(0.75));
        assert_eq!(Crop::default().with_aspect(0.75), crop(0.125, 0.0, 0.75, 1.0));
        assert_eq!(crop(0.0, 0.0, 0.2, 0.2).with_aspect(0.75), crop(0.0, 0.0, 0.75, 1.0));
        assert_eq!((Shape::Free.aspect(PHOTO), Shape::Original.aspect(PHOTO)), (None, Some(1.0)));
        let drawing = Adjustment { crop: Crop::default().with_aspect(0.75), ..Adjustment::default() };
        assert_eq!((drawing.drawing(PHOTO).width, drawing.drawing(PHOTO).height), (300, 300));
    }

    #[test]
    fn a_pointer_holds_corners_edges_or_the_whole() {
        let half = crop(0.25, 0.25, 0.5, 0.5);
        let grip = |x, y| half.grip_at((x, y), (0.05, 0.05));
        assert_eq!(
            (grip(0.26, 0.23), grip(0.75, 0.5), grip(0.5, 0.5)),
            (Some((-1, -1)), Some((1, 0)), Some((0, 0)))
        );
        assert_eq!((grip(0.1, 0.5), grip(0.5, 0.9)), (None, None));
        let small = crop(0.5, 0.5, 0.06, 0.06);
        assert_eq!(small.grip_at((0.53, 0.53), (0.05, 0.05)), Some((0, 0)), "its middle moves it");
    }
}
