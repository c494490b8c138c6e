//! A drawing surface with coordinates in which its area is 1 for any aspect ratio.

use tiny_skia::{
    Color as SkiaColor, FillRule, GradientStop, LinearGradient, Paint, Path, PathBuilder, Pixmap, Point,
    RadialGradient, Shader, SpreadMode, Transform,
};

use super::color::Color;
use crate::picture::Picture;

/// An anti-aliased drawing surface.
pub struct Canvas {
    pixmap: Pixmap,
    /// Width in units.
    pub w: f32,
    /// Height in units.
    pub h: f32,
    transform: Transform,
}

/// The fill of a shape.
#[derive(Clone, Copy, Debug)]
pub enum Fill {
    /// One colour.
    Flat(Color),
    /// One colour with an opacity.
    Veil(Color, f32),
    /// A vertical gradient between two colours, followed by the heights where it starts and ends.
    Down(Color, Color, f32, f32),
    /// A vertical gradient of opacity in one colour: height and opacity of both ends.
    Fade(Color, (f32, f32), (f32, f32)),
    /// A radial gradient, strongest in the centre and transparent at the rim.
    Glow(Color, f32, (f32, f32), f32),
}

impl Canvas {
    /// Creates a surface of this size in pixels. Returns `None` if a side is 0 or too large.
    pub fn new(width: u32, height: u32) -> Option<Self> {
        let scale = (width as f32 * height as f32).sqrt();
        Some(Self {
            pixmap: Pixmap::new(width, height)?,
            w: width as f32 / scale,
            h: height as f32 / scale,
            transform: Transform::from_scale(scale, scale),
        })
    }

    /// Creates a surface that shows a picture.
    pub fn over(picture: &Picture) -> Option<Self> {
        let mut canvas = Self::new(picture.width, picture.height)?;
        for (to, from) in canvas.pixmap.data_mut().chunks_exact_mut(4).zip(picture.rgb.chunks_exact(3)) {
            to.copy_from_slice(&[from[0], from[1], from[2], 255]);
        }
        Some(canvas)
    }

    /// Returns the finished picture.
    pub fn into_picture(self) -> Picture {
        let (width, height) = (self.pixmap.width(), self.pixmap.height());
        let rgb =
            self.pixmap.data().chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
        Picture { width, height, rgb }
    }

    /// Draws in a local coordinate system with its origin at (x, y), scaled by `size` and optionally mirrored.
    pub fn within(&mut self, (x, y): (f32, f32), size: f32, is_mirrored: bool, draw: impl FnOnce(&mut Self)) {
        let before = self.transform;
        let across = if is_mirrored { -size } else { size };
        self.transform = before.pre_translate(x, y).pre_scale(across, size);
        draw(self);
        self.transform = before;
    }

    /// Fills a shape.
    pub fn fill(&mut self, path: Option<Path>, fill: Fill) {
        let (Some(path), Some(shader)) = (path, fill.shader()) else { return };
        let paint = Paint { shader, anti_alias: true, ..Paint::default() };
        self.pixmap.fill_path(&path, &paint, FillRule::Winding, self.transform, None);
    }

    /// Fills the whole canvas.
    pub fn cover(&mut self, fill: Fill) {
        let (w, h) = (self.w, self.h);
        self.rect(-0.01, -0.01, w + 0.02, h + 0.02, fill);
    }

    /// Fills a shape drawn with lines and curves.
    pub fn shape(&mut self, fill: Fill, draw: impl FnOnce(&mut PathBuilder)) {
        let mut path = PathBuilder::new();
        draw(&mut path);
        path.close();
        self.fill(path.finish(), fill);
    }

    /// Fills a shape with straight sides.
    pub fn polygon(&mut self, points: &[(f32, f32)], fill: Fill) {
        self.shape(fill, |path| {
            for (index, (x, y)) in points.iter().enumerate() {
                if index == 0 { path.move_to(*x, *y) } else { path.line_to(*x, *y) }
            }
        });
    }

    /// Fills a rectangle.
    pub fn rect(&mut self, x: f32, y: f32, w: f32, h: f32, fill: Fill) {
        self.polygon(&[(x, y), (x + w, y), (x + w, y + h), (x, y + h)], fill);
    }

    /// Fills a rectangle with round ends.
    pub fn pill(&mut self, x: f32, y: f32, w: f32, h: f32, fill: Fill) {
        let r = h.min(w) / 2.0;
        let k = r * 0.448;
        self.shape(fill, |path| {
            path.move_to(x + r, y);
            path.line_to(x + w - r, y);
            path.cubic_to(x + w - k, y, x + w, y + k, x + w, y + r);
            path.line_to(x + w, y + h - r);
            path.cubic_to(x + w, y + h - k, x + w - k, y + h, x + w - r, y + h);
            path.line_to(x + r, y + h);
            path.cubic_to(x + k, y + h, x, y + h - k, x, y + h - r);
            path.line_to(x, y + r);
            path.cubic_to(x, y + k, x + k, y, x + r, y);
        });
    }

    /// Fills a circle.
    pub fn circle(&mut self, x: f32, y: f32, r: f32, fill: Fill) {
        self.fill(PathBuilder::from_circle(x, y, r), fill);
    }

    /// Fills an ellipse.
    pub fn ellipse(&mut self, x: f32, y: f32, rx: f32, ry: f32, fill: Fill) {
        let bounds = tiny_skia::Rect::from_ltrb(x - rx, y - ry, x + rx, y + ry);
        self.fill(bounds.and_then(PathBuilder::from_oval), fill);
    }
}

impl Fill {
    fn shader(self) -> Option<Shader<'static>> {
        match self {
            Self::Flat(color) => Some(Shader::SolidColor(skia(color, 1.0))),
            Self::Veil(color, alpha) => Some(Shader::SolidColor(skia(color, alpha))),
            Self::Down(top, bottom, from, to) => {
                // Interpolates in Oklab in several steps, because a gradient between two stops is not perceptually
                // uniform.
                let stops = (0..=6)
                    .map(|step| step as f32 / 6.0)
                    .map(|at| GradientStop::new(at, skia(top.mix(bottom, at), 1.0)));
                vertical(stops.collect(), from, to)
            }
            Self::Fade(color, (from, first), (to, last)) => {
                let stops = vec![
                    GradientStop::new(0.0, skia(color, first)),
                    GradientStop::new(1.0, skia(color, last)),
                ];
                vertical(stops, from, to)
            }
            Self::Glow(color, alpha, (x, y), r) => {
                let fall = |at: f32| alpha * (1.0 - at).powf(2.2);
                let stops = (0..=8)
                    .map(|step| step as f32 / 8.0)
                    .map(|at| GradientStop::new(at, skia(color, fall(at))));
                let center = Point::from_xy(x, y);
                RadialGradient::new(
                    center,
                    0.0,
                    center,
                    r,
                    stops.collect(),
                    SpreadMode::Pad,
                    Transform::identity(),
                )
            }
        }
    }
}

fn vertical(stops: Vec<GradientStop>, from: f32, to: f32) -> Option<Shader<'static>> {
    let (start, end) = (Point::from_xy(0.0, from), Point::from_xy(0.0, to.max(from + 1e-3)));
    LinearGradient::new(start, end, stops, SpreadMode::Pad, Transform::identity())
}

fn skia(color: Color, alpha: f32) -> SkiaColor {
    SkiaColor::from_rgba8(color.0, color.1, color.2, (alpha.clamp(0.0, 1.0) * 255.0).round() as u8)
}
