//! Sky, sun or moon, clouds, stars; rain and snow in front of everything.

use super::brief::Weather;
use super::canvas::{Canvas, Ink};
use super::color::Color;
use super::palette::Palette;
use crate::seed::Dice;

/// The sky down to the horizon. Gives where the sun or moon stands.
pub fn sky(canvas: &mut Canvas, palette: &Palette, horizon: f32, dice: &mut Dice) -> (f32, f32) {
    let [top, middle, low] = palette.sky;
    let half = horizon * 0.55;
    let (w, h) = (canvas.w, canvas.h);
    canvas.rect(-0.01, -0.01, w + 0.02, half + 0.02, Ink::Down(top, middle, 0.0, half));
    canvas.rect(-0.01, half, w + 0.02, h - half + 0.01, Ink::Down(middle, low, half, horizon));
    if palette.is_night {
        stars(canvas, palette, horizon * 0.8, dice);
    }
    let disc = (w * dice.between(0.22, 0.78), horizon * dice.between(0.32, 0.72));
    light(canvas, palette, disc);
    if !palette.is_night || dice.chance(0.4) {
        clouds(canvas, palette, horizon, dice);
    }
    disc
}

fn light(canvas: &mut Canvas, palette: &Palette, (x, y): (f32, f32)) {
    let r = 0.062;
    canvas.circle(x, y, 0.62, Ink::Glow(palette.light, 0.55, (x, y), 0.62));
    canvas.circle(x, y, 0.2, Ink::Glow(palette.light, 0.5, (x, y), 0.2));
    if palette.is_overcast {
        return canvas.circle(x, y, r, Ink::Veil(palette.light, 0.35));
    }
    canvas.circle(x, y, r, Ink::Flat(palette.light));
    if palette.is_night {
        let shade = palette.light.mix(palette.sky[1], 0.28);
        for (dx, dy, size) in [(-0.022, -0.012, 0.014), (0.018, 0.02, 0.018), (0.02, -0.03, 0.009)] {
            canvas.circle(x + dx, y + dy, size, Ink::Veil(shade, 0.6));
        }
    }
}

/// Small dots, a few of them larger.
pub fn stars(canvas: &mut Canvas, palette: &Palette, down_to: f32, dice: &mut Dice) {
    let count = (canvas.w * down_to * 260.0) as usize;
    for _ in 0..count {
        let (x, y) = (dice.between(0.0, canvas.w), dice.between(0.0, down_to));
        let size = if dice.chance(0.08) { 0.0024 } else { 0.0012 };
        canvas.circle(
            x,
            y,
            size,
            Ink::Veil(palette.light, dice.between(0.3, 0.95) * (1.0 - 0.6 * y / down_to)),
        );
    }
}

/// Long flat banks, like cut paper.
fn clouds(canvas: &mut Canvas, palette: &Palette, horizon: f32, dice: &mut Dice) {
    let color = palette.light.mix(palette.sky[2], 0.35);
    let count = 3 + dice.below(2);
    for index in 0..count {
        // One height each, so that no two lie on top of each other.
        let y = horizon * (0.12 + 0.5 * (index as f32 + dice.between(0.1, 0.6)) / count as f32);
        let x = dice.between(-0.1, canvas.w - 0.1);
        let length = dice.between(0.16, 0.34);
        let alpha = dice.between(0.28, 0.55);
        for (dx, dy, share) in [(0.0, 0.0, 1.0), (0.16, -0.02, 0.55), (0.3, 0.021, 0.62)] {
            canvas.pill(x + length * dx, y + dy, length * share, 0.019, Ink::Veil(color, alpha));
        }
    }
}

/// What falls.
pub fn weather(canvas: &mut Canvas, light: Color, weather: Option<Weather>, dice: &mut Dice) {
    let (w, h) = (canvas.w, canvas.h);
    match weather {
        None => {}
        Some(Weather::Snow) => {
            for _ in 0..260 {
                let (x, y) = (dice.between(0.0, w), dice.between(0.0, h));
                canvas.circle(
                    x,
                    y,
                    dice.between(0.0015, 0.0062),
                    Ink::Veil(light.lit(0.1), dice.between(0.45, 0.95)),
                );
            }
        }
        Some(Weather::Rain) => {
            for _ in 0..240 {
                let (x, y, length) =
                    (dice.between(-0.05, w), dice.between(-0.05, h), dice.between(0.03, 0.075));
                let points = [
                    (x, y),
                    (x + 0.0016, y),
                    (x - length * 0.22 + 0.0016, y + length),
                    (x - length * 0.22, y + length),
                ];
                canvas.polygon(&points, Ink::Veil(light, dice.between(0.15, 0.42)));
            }
        }
    }
}
