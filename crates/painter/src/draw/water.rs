//! The sea, and the light on it.

use super::canvas::{Canvas, Fill};
use super::color::Color;
use super::palette::Palette;
use crate::seed::Rng;

/// Draws water from the horizon down, an island or two, and the reflection of the light.
pub fn sea(canvas: &mut Canvas, palette: &Palette, horizon: f32, light: (f32, f32), rng: &mut Rng) {
    let (w, h) = (canvas.w, canvas.h);
    for _ in 0..1 + rng.below(2) {
        island(canvas, palette, horizon, rng);
    }
    let far = palette.sky[2].mix(palette.far, 0.45);
    let near = palette.sky[0].mix(palette.near, 0.45);
    canvas.rect(-0.01, horizon, w + 0.02, h - horizon + 0.01, Fill::Down(far, near, horizon, h));
    canvas.rect(-0.01, horizon, w + 0.02, 0.003, Fill::Veil(palette.light, 0.5));
    road(canvas, palette, horizon, light.0, rng);
    waves(canvas, palette, horizon, rng);
}

/// Draws sand in front of the water, and the last wave on it. Returns the height at which figures stand.
pub fn shore(canvas: &mut Canvas, palette: &Palette, rng: &mut Rng) -> f32 {
    let (w, h) = (canvas.w, canvas.h);
    let sand = Color::hex(0xd8_b7_82).mix(palette.near, if palette.is_night { 0.6 } else { 0.22 });
    let (left, right) = (h * rng.between(0.74, 0.79), h * rng.between(0.78, 0.84));
    let edge = |canvas: &mut Canvas, lift: f32, fill: Fill| {
        canvas.shape(fill, |path| {
            path.move_to(-0.02, left - lift);
            path.cubic_to(w * 0.3, left + 0.06 - lift, w * 0.62, right - 0.07 - lift, w + 0.02, right - lift);
            path.line_to(w + 0.02, h + 0.02);
            path.line_to(-0.02, h + 0.02);
        });
    };
    edge(canvas, 0.014, Fill::Veil(palette.light, 0.6));
    edge(canvas, 0.0, Fill::Down(sand.mix(palette.near, 0.3), sand, left - 0.02, left + 0.1));
    h * 0.88
}

fn island(canvas: &mut Canvas, palette: &Palette, horizon: f32, rng: &mut Rng) {
    let (x, half, height) = (rng.between(0.0, canvas.w), rng.between(0.12, 0.32), rng.between(0.025, 0.09));
    canvas.shape(Fill::Flat(palette.depth(rng.between(0.1, 0.35))), |path| {
        path.move_to(x - half, horizon + 0.002);
        path.cubic_to(
            x - half * 0.5,
            horizon - height * 0.4,
            x - half * 0.3,
            horizon - height,
            x,
            horizon - height,
        );
        path.cubic_to(
            x + half * 0.2,
            horizon - height,
            x + half * 0.4,
            horizon - height * 0.3,
            x + half,
            horizon + 0.002,
        );
    });
}

/// Draws dashes under the sun or moon, wider and rarer towards the viewer.
fn road(canvas: &mut Canvas, palette: &Palette, horizon: f32, x: f32, rng: &mut Rng) {
    let depth = canvas.h - horizon;
    for step in 0..34 {
        let share = step as f32 / 34.0;
        let y = horizon + 0.004 + depth * share.powf(1.35);
        let spread = 0.03 + 0.12 * share;
        let length = rng.between(0.03, 0.13) * (0.5 + share);
        let left = x + rng.between(-spread, spread) - length / 2.0;
        canvas.pill(
            left,
            y,
            length,
            0.0035 + 0.005 * share,
            Fill::Veil(palette.light, 0.75 * (1.0 - share * 0.8)),
        );
    }
}

fn waves(canvas: &mut Canvas, palette: &Palette, horizon: f32, rng: &mut Rng) {
    let depth = canvas.h - horizon;
    for _ in 0..70 {
        let share = rng.between(0.05, 1.0);
        let (x, y) = (rng.between(-0.1, canvas.w), horizon + depth * share);
        let length = 0.03 + 0.12 * share * rng.between(0.4, 1.0);
        let (color, alpha) = if rng.chance(0.5) { (palette.light, 0.13) } else { (palette.near, 0.16) };
        canvas.pill(x, y, length, 0.002 + 0.004 * share, Fill::Veil(color, alpha));
    }
}
