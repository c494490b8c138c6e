//! The scenery without land: a table by a window, and space.

use super::canvas::{Canvas, Fill};
use super::palette::Palette;
use super::sky;
use crate::seed::Rng;

/// Draws a wall with the light of a window on it, and a table. Returns the height of the table's edge.
pub fn table(canvas: &mut Canvas, palette: &Palette, rng: &mut Rng) -> f32 {
    let (w, h) = (canvas.w, canvas.h);
    let edge = h * 0.66;
    let wall = if palette.is_night { palette.sky[1] } else { palette.paper.mix(palette.far, 0.35) };
    canvas.cover(Fill::Down(wall.lit(-0.06), wall.lit(0.02), 0.0, edge));
    let x = w * rng.between(0.1, 0.4);
    for (column, row) in [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)] {
        let (left, top) = (x + column * 0.2 + row * 0.05, 0.06 + row * 0.22);
        let pane = [(left, top), (left + 0.18, top), (left + 0.228, top + 0.2), (left + 0.048, top + 0.2)];
        canvas.polygon(&pane, Fill::Veil(palette.light, if palette.is_night { 0.1 } else { 0.42 }));
    }
    let top = palette.accent.mix(palette.near, 0.62).mix(palette.paper, 0.12);
    canvas.rect(-0.01, edge, w + 0.02, h - edge + 0.01, Fill::Down(top.lit(0.07), top.lit(-0.04), edge, h));
    canvas.rect(-0.01, edge, w + 0.02, 0.004, Fill::Veil(palette.light, 0.35));
    edge
}

/// Draws stars, a large planet with a ring, and the curve of another one below.
pub fn space(canvas: &mut Canvas, palette: &Palette, rng: &mut Rng) {
    let (w, h) = (canvas.w, canvas.h);
    canvas.cover(Fill::Down(
        palette.sky[0].mix(palette.near, 0.6),
        palette.sky[1].mix(palette.near, 0.3),
        0.0,
        h,
    ));
    for _ in 0..3 {
        let at = (rng.between(0.0, w), rng.between(0.0, h));
        canvas.circle(at.0, at.1, 0.5, Fill::Glow(palette.sky[2], 0.3, at, 0.5));
    }
    for _ in 0..3 {
        sky::stars(canvas, palette, h, rng);
    }
    let (x, y, r) = (w * rng.between(0.25, 0.75), h * rng.between(0.25, 0.42), rng.between(0.13, 0.19));
    let body = palette.accent.mix(palette.far, 0.35);
    canvas.circle(x, y, r * 2.2, Fill::Glow(body, 0.4, (x, y), r * 2.2));
    canvas.circle(x, y, r, Fill::Down(body.lit(0.12), body.lit(-0.22), y - r, y + r));
    for (dy, alpha) in [(-0.5, 0.16), (-0.15, 0.2), (0.22, 0.16), (0.55, 0.12)] {
        let half = r * (1.0_f32 - dy * dy).sqrt() * 0.99;
        canvas.pill(x - half, y + r * dy, half * 2.0, r * 0.13, Fill::Veil(palette.light, alpha));
    }
    for (width, alpha) in [(1.75, 0.5), (1.6, 0.3)] {
        canvas.shape(Fill::Veil(palette.light, alpha), |path| {
            path.move_to(x - r * width, y + r * 0.36);
            path.quad_to(x, y + r * 0.62, x + r * width, y - r * 0.36);
            path.quad_to(x, y + r * 0.48, x - r * width, y + r * 0.36);
        });
    }
    let curve = h * 0.8;
    canvas.ellipse(
        w / 2.0,
        h + 0.55,
        w * 0.9 + 0.2,
        h + 0.55 - curve,
        Fill::Down(palette.far, palette.near, curve, h),
    );
}
