//! A photo on a larger canvas whose empty area a model fills.

use super::adjust::{Drawing, Shape};
use super::zoom::Point;

/// The greatest factor by which the smallest canvas of a shape is enlarged.
pub const MAX_MARGIN: f64 = 2.5;
/// The most pixels of a canvas, because browsers on phones support no larger one.
const MAX_PIXELS: f64 = 16e6;

/// The canvas that the user chooses.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Expansion {
    /// The shape of the canvas. [`Shape::Free`] means the shape of the photo.
    pub shape: Shape,
    /// The size of the canvas, where 1 is the smallest canvas of that shape that holds the photo.
    pub margin: f64,
    /// The position of the photo, from 0 at the left and top to 1 at the right and bottom.
    pub place: Point,
}

/// The canvas in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Canvas {
    /// The width of the canvas.
    pub width: f64,
    /// The height of the canvas.
    pub height: f64,
    /// The distance from the left edge to the photo.
    pub left: f64,
    /// The distance from the top edge to the photo.
    pub top: f64,
    /// The width and height of the photo.
    pub photo: Point,
}

impl Default for Expansion {
    fn default() -> Self {
        Self { shape: Shape::Original, margin: 1.5, place: (0.5, 0.5) }
    }
}

impl Expansion {
    /// Returns the shapes that a canvas can have.
    pub fn shapes() -> impl Iterator<Item = Shape> {
        Shape::ALL.into_iter().filter(|shape| *shape != Shape::Free)
    }

    /// Returns the canvas for a photo of this size. Its pixels are those of the photo, so a large photo can be extended
    /// less.
    pub fn canvas(&self, photo: Point) -> Canvas {
        let (width, height) = photo;
        let ratio = self.shape.ratio().unwrap_or(width / height);
        let least = if ratio > width / height { (height * ratio, height) } else { (width, width / ratio) };
        let most = (MAX_PIXELS / (least.0 * least.1)).sqrt();
        let margin = self.margin.min(most).clamp(1.0, MAX_MARGIN);
        let side = |least: f64, photo: f64| (least * margin).round().max(photo);
        let (across, down) = (side(least.0, width), side(least.1, height));
        let start = |side: f64, photo: f64, place: f64| ((side - photo) * place.clamp(0.0, 1.0)).round();
        Canvas {
            width: across,
            height: down,
            left: start(across, width, self.place.0),
            top: start(down, height, self.place.1),
            photo,
        }
    }

    /// Moves the photo on its canvas by fractions of the canvas.
    pub fn moved(self, by: Point, photo: Point) -> Self {
        let canvas = self.canvas(photo);
        let moved = |place: f64, by: f64, side: f64, photo: f64| match side - photo {
            free if free > 0.0 => (place + by * side / free).clamp(0.0, 1.0),
            _ => place,
        };
        Self {
            place: (
                moved(self.place.0, by.0, canvas.width, photo.0),
                moved(self.place.1, by.1, canvas.height, photo.1),
            ),
            ..self
        }
    }
}

impl Canvas {
    /// Whether the photo fills the canvas, so that no area is new.
    pub fn is_full(&self) -> bool {
        (self.width, self.height) == self.photo
    }

    /// Returns the drawing of the photo on the canvas.
    pub fn drawing(&self) -> Drawing {
        Drawing {
            matrix: [1.0, 0.0, 0.0, 1.0, self.left, self.top],
            width: self.width as u32,
            height: self.height as u32,
            is_exact: true,
        }
    }

    /// Describes the position of the photo for a model, because models accept no mask. The text is in English, which
    /// all models understand.
    pub fn words(&self) -> String {
        let percent = |value: f64, side: f64| (value / side * 100.0).round();
        format!(
            "The image is a photo on a larger canvas. The photo lies between {}% and {}% of the width, counted from the \
             left, and between {}% and {}% of the height, counted from the top. The plain grey area around it is empty. \
             Fill all of that area, so that the scene of the photo goes on to every edge of the canvas without a seam, a \
             border or a frame. Leave the photo itself as it is, at its place and in its size.",
            percent(self.left, self.width),
            percent(self.left + self.photo.0, self.width),
            percent(self.top, self.height),
            percent(self.top + self.photo.1, self.height),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PHOTO: Point = (400.0, 300.0);

    fn canvas(shape: Shape, margin: f64, place: Point) -> Canvas {
        Expansion { shape, margin, place }.canvas(PHOTO)
    }

    #[test]
    fn the_smallest_canvas_of_a_shape_holds_the_photo() {
        let wide = canvas(Shape::Fixed(16, 9), 1.0, (0.5, 0.5));
        assert_eq!((wide.width, wide.height, wide.left, wide.top), (533.0, 300.0, 67.0, 0.0));
        let tall = canvas(Shape::Fixed(2, 3), 1.0, (0.0, 1.0));
        assert_eq!((tall.width, tall.height, tall.left, tall.top), (400.0, 600.0, 0.0, 300.0));
        assert!(canvas(Shape::Original, 1.0, (0.5, 0.5)).is_full());
        assert!(canvas(Shape::Fixed(4, 3), 1.0, (0.5, 0.5)).is_full() && !wide.is_full());
    }

    #[test]
    fn margins_are_added_on_all_sides_and_bounded() {
        let around = canvas(Shape::Original, 1.5, (0.5, 0.5));
        assert_eq!((around.width, around.height, around.left, around.top), (600.0, 450.0, 100.0, 75.0));
        assert_eq!(canvas(Shape::Original, 99.0, (0.5, 0.5)).width, 400.0 * MAX_MARGIN);
        let large = Expansion { margin: 2.5, ..Expansion::default() }.canvas((4000.0, 3000.0));
        assert!(large.width * large.height < 16.1e6 && large.width > 4000.0, "{large:?}");
        assert!(Expansion::default().canvas((8000.0, 6000.0)).is_full());
    }

    #[test]
    fn the_photo_moves_as_far_as_its_canvas_goes() {
        let around = Expansion::default();
        let left = around.moved((-1.0, 0.0), PHOTO).canvas(PHOTO);
        assert_eq!((left.left, left.top), (0.0, 75.0));
        let moved = around.moved((0.1, 0.1), PHOTO).canvas(PHOTO);
        assert_eq!((moved.left, moved.top), (160.0, 120.0), "a tenth of the canvas");
        let wide = Expansion { shape: Shape::Fixed(16, 9), margin: 1.0, place: (0.5, 0.5) };
        assert_eq!(wide.moved((0.0, 0.3), PHOTO), wide, "there is no room above or below");
    }

    #[test]
    fn the_prompt_names_the_position_of_the_photo() {
        let words = canvas(Shape::Original, 2.0, (0.0, 1.0)).words();
        assert!(
            words.contains("between 0% and 50% of the width")
                && words.contains("between 50% and 100% of the height")
        );
        let drawing = canvas(Shape::Original, 2.0, (0.0, 1.0)).drawing();
        assert_eq!((drawing.matrix[4], drawing.matrix[5], drawing.width), (0.0, 300.0, 800));
    }
}
