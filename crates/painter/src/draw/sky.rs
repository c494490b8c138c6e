//! The sky with sun or moon, clouds and stars, and the rain and snow in front of everything.

use super::canvas::{Canvas, Fill};
use super::color::Color;
use super::kinds::Weather;
use super::palette::Palette;
use crate::seed::Rng;

/// Draws the sky down to the horizon. Returns the position of the sun or moon.
pub fn sky(canvas: &mut Canvas, palette: &Palette, horizon: f32, rng: &mut Rng) -> (f32, f32) {
    let [top, middle, low] = palette.sky;
    let half = horizon * 0.55;
    let (w, h) = (canvas.w, canvas.h);
    canvas.rect(-0.01, -0.01, w + 0.02, half + 0.02, Fill::Down(top, middle, 0.0, half));
    canvas.rect(-0.01, half, w + 0.02, h - half + 0.01, Fill::Down(middle, low, half, horizon));
    if palette.is_night {
        stars(canvas, palette, horizon * 0.8, rng);
    }
    let disc = (w * rng.between(0.22, 0.78), horizon * rng.between(0.32, 0.72));
    light(canvas, palette, disc);
    if !palette.is_night || rng.chance(0.4) {
        clouds(canvas, palette, horizon, rng);
    }
    disc
}

fn light(canvas: &mut Canvas, palette: &Palette, (x, y): (f32, f32)) {
    let r = 0.062;
    canvas.circle(x, y, 0.62, Fill::Glow(palette.light, 0.55, (x, y), 0.62));
    canvas.circle(x, y, 0.2, Fill::Glow(palette.light, 0.5, (x, y), 0.2));
    if palette.is_overcast {
        return canvas.circle(x, y, r, Fill::Veil(palette.light, 0.35));
    }
    canvas.circle(x, y, r, Fill::Flat(palette.light));
    if palette.is_night {
        let shade = palette.light.mix(palette.sky[1], 0.28);
        for (dx, dy, size) in [(-0.022, -0.012, 0.014), (0.018, 0.02, 0.018), (0.02, -0.03, 0.009)] {
            canvas.circle(x + dx, y + dy, size, Fill::Veil(shade, 0.6));
        }
    }
}

/// Draws small dots, a few of them larger.
pub fn stars(canvas: &mut Canvas, palette: &Palette, down_to: f32, rng: &mut Rng) {
    let count = (canvas.w * down_to * 260.0) as usize;
    for _ in 0..count {
        let (x, y) = (rng.between(0.0, canvas.w), rng.between(0.0, down_to));
        let size = if rng.chance(0.08) { 0.0024 } else { 0.0012 };
        canvas.circle(
            x,
            y,
            size,
            Fill::Veil(palette.light, rng.between(0.3, 0.95) * (1.0 - 0.6 * y / down_to)),
        );
    }
}

/// Draws long flat clouds, like cut paper.
fn clouds(canvas: &mut Canvas, palette: &Palette, horizon: f32, rng: &mut Rng) {
    let color = palette.light.mix(palette.sky[2], 0.35);
    let count = 3 + rng.below(2);
    for index in 0..count {
        // Each cloud has its own range of heights, so that no two overlap.
        let y = horizon * (0.12 + 0.5 * (index as f32 + rng.between(0.1, 0.6)) / count as f32);
        let x = rng.between(-0.1, canvas.w - 0.1);
        let length = rng.between(0.16, 0.34);
        let alpha = rng.between(0.28, 0.55);
        for (dx, dy, share) in [(0.0, 0.0, 1.0), (0.16, -0.02, 0.55), (0.3, 0.021, 0.62)] {
            canvas.pill(x + length * dx, y + dy, length * share, 0.019, Fill::Veil(color, alpha));
        }
    }
}

/// Draws rain or snow.
pub fn weather(canvas: &mut Canvas, light: Color, weather: Option<Weather>, rng: &mut Rng) {
    let (w, h) = (canvas.w, canvas.h);
    match weather {
        None => {}
        Some(Weather::Snow) => {
            for _ in 0..260 {
                let (x, y) = (rng.between(0.0, w), rng.between(0.0, h));
                canvas.circle(
                    x,
                    y,
                    rng.between(0.0015, 0.0062),
                    Fill::Veil(light.lit(0.1), rng.between(0.45, 0.95)),
                );
            }
        }
        Some(Weather::Rain) => {
            for _ in 0..240 {
                let (x, y, length) = (rng.between(-0.05, w), rng.between(-0.05, h), rng.between(0.03, 0.075));
                let points = [
                    (x, y),
                    (x + 0.0016, y),
                    (x - length * 0.22 + 0.0016, y + length),
                    (x - length * 0.22, y + length),
                ];
                canvas.polygon(&points, Fill::Veil(light, rng.between(0.15, 0.42)));
            }
        }
    }
}
