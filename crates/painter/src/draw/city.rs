//! A skyline in three layers, with lit windows and a wet street in front of it.

use super::canvas::{Canvas, Fill};
use super::color::Color;
use super::palette::Palette;
use crate::seed::Rng;

/// Draws buildings that rise from a line, and their light on the ground below it.
pub fn city(canvas: &mut Canvas, palette: &Palette, line: f32, rng: &mut Rng) {
    let (w, h) = (canvas.w, canvas.h);
    let lights = [palette.accent, palette.light.mix(palette.accent, 0.35), palette.light];
    for (layer, max_height) in [(0.15, 0.42), (0.5, 0.34), (0.88, 0.24)] {
        let color = palette.depth(layer);
        let mut x = rng.between(-0.06, 0.0);
        while x < w {
            let width = rng.between(0.05, 0.12);
            let height = max_height * rng.between(0.35, 1.0) * (h / 0.9).min(1.0);
            building(canvas, (x, line - height, width, height), color, rng);
            windows(canvas, (x, line - height, width, height), layer, palette, &lights, rng);
            x += width * rng.between(0.85, 1.15);
        }
        canvas.rect(
            0.0,
            line - 0.2,
            w,
            0.2,
            Fill::Fade(palette.sky[2], (line - 0.2, 0.0), (line, 0.3 * (1.0 - layer))),
        );
    }
    street(canvas, palette, line, &lights, rng);
}

fn building(canvas: &mut Canvas, (x, y, w, h): (f32, f32, f32, f32), color: Color, rng: &mut Rng) {
    let fill = Fill::Down(color, color.lit(0.03), y, y + h);
    canvas.rect(x, y, w, h + 0.002, fill);
    match rng.below(5) {
        0 => canvas.rect(x + w * 0.47, y - 0.05, w * 0.06, 0.06, fill),
        1 => canvas.rect(x + w * 0.2, y - 0.022, w * 0.6, 0.03, fill),
        2 => canvas.polygon(&[(x, y), (x + w * 0.5, y - w * 0.45), (x + w, y)], fill),
        3 => {
            canvas.rect(x + w * 0.15, y - 0.02, w * 0.7, 0.03, fill);
            canvas.rect(x + w * 0.3, y - 0.04, w * 0.4, 0.03, fill);
        }
        _ => {}
    }
}

fn windows(
    canvas: &mut Canvas,
    (x, y, w, h): (f32, f32, f32, f32),
    layer: f32,
    palette: &Palette,
    lights: &[Color; 3],
    rng: &mut Rng,
) {
    let odds = if palette.is_night { 0.42 } else { 0.2 };
    let (pitch, size) = (0.0155, 0.0075);
    let columns = ((w - 0.012) / pitch) as usize;
    let rows = ((h - 0.02) / (pitch * 1.25)) as usize;
    let margin = (w - columns as f32 * pitch) / 2.0 + (pitch - size) / 2.0;
    for cell in 0..columns * rows {
        if !rng.chance(odds) {
            continue;
        }
        let (column, row) = ((cell % columns) as f32, (cell / columns) as f32);
        let color = lights[rng.below(3)];
        let alpha = if palette.is_night { 0.4 + layer * 0.5 } else { 0.3 };
        canvas.rect(
            x + margin + column * pitch,
            y + 0.012 + row * pitch * 1.25,
            size,
            size * 1.3,
            Fill::Veil(color, alpha),
        );
    }
}

fn street(canvas: &mut Canvas, palette: &Palette, line: f32, lights: &[Color; 3], rng: &mut Rng) {
    let (w, h) = (canvas.w, canvas.h);
    let wet = palette.near.mix(palette.sky[1], 0.3);
    canvas.rect(-0.01, line, w + 0.02, h - line + 0.01, Fill::Down(palette.near, wet, line, h));
    let count = if palette.is_night { 46 } else { 20 };
    for _ in 0..count {
        let (x, width) = (rng.between(0.0, w), rng.between(0.006, 0.03));
        let length = (h - line) * rng.between(0.3, 0.95);
        let color = lights[rng.below(3)];
        let strength = if palette.is_night { 0.34 } else { 0.12 };
        canvas.rect(x, line, width, length, Fill::Fade(color, (line, strength), (line + length, 0.0)));
    }
    for _ in 0..36 {
        let (x, y) = (rng.between(-0.05, w), line + (h - line) * rng.between(0.05, 1.0));
        canvas.pill(x, y, rng.between(0.05, 0.2), 0.003, Fill::Veil(palette.near, 0.35));
    }
}
