//! Scenery of the earth: mountains, hills, forest, desert.

use super::canvas::{Canvas, Fill};
use super::palette::Palette;
use crate::seed::Rng;

/// A ridge line: a height for each horizontal position.
struct Ridge {
    waves: [(f32, f32, f32); 5],
    base: f32,
    is_rough: bool,
}

impl Ridge {
    fn new(base: f32, height: f32, is_rough: bool, rng: &mut Rng) -> Self {
        let mut size = height;
        let mut count = if is_rough { rng.between(0.5, 0.95) } else { rng.between(0.9, 1.7) };
        let waves = std::array::from_fn(|_| {
            let wave = (size, count, rng.between(0.0, std::f32::consts::TAU));
            size *= if is_rough { 0.47 } else { 0.3 };
            count *= rng.between(1.9, 2.4);
            wave
        });
        Self { waves, base, is_rough }
    }

    fn at(&self, x: f32) -> f32 {
        let wave = |(size, count, phase): &(f32, f32, f32)| {
            let angle = x * count * std::f32::consts::TAU + phase;
            // The absolute value of a sine has sharp crests, like rock.
            let value = if self.is_rough { 1.0 - 2.0 * angle.sin().abs() } else { angle.sin() };
            size * value
        };
        self.base - self.waves.iter().map(wave).sum::<f32>() * 0.5
    }

    fn fill(&self, canvas: &mut Canvas, fill: Fill) {
        let (w, h) = (canvas.w, canvas.h);
        let steps = (w * 220.0) as usize;
        canvas.shape(fill, |path| {
            path.move_to(-0.02, h + 0.02);
            for step in 0..=steps {
                let x = -0.02 + (w + 0.04) * step as f32 / steps as f32;
                path.line_to(x, self.at(x));
            }
            path.line_to(w + 0.02, h + 0.02);
        });
    }
}

/// Draws rocky mountains in the distance, with hills in front of them.
pub fn mountains(canvas: &mut Canvas, palette: &Palette, horizon: f32, rng: &mut Rng) {
    let h = canvas.h;
    for layer in 0..4 {
        let share = layer as f32 / 4.0;
        let base = horizon + (h - horizon) * share * 0.62 - 0.02;
        let ridge = Ridge::new(base, 0.24 - 0.04 * share, true, rng);
        layered(canvas, &ridge, palette, share * 0.85, base);
    }
    rolling(canvas, palette, h * 0.8, rng);
}

/// Draws mountains on the far side of the water.
pub fn far_coast(canvas: &mut Canvas, palette: &Palette, horizon: f32, rng: &mut Rng) {
    for share in [0.0, 0.3] {
        let ridge = Ridge::new(horizon - 0.03 + share * 0.08, 0.22 - 0.3 * share, true, rng);
        layered(canvas, &ridge, palette, share * 0.85, horizon);
    }
}

/// Draws soft hills one behind the other.
pub fn hills(canvas: &mut Canvas, palette: &Palette, horizon: f32, rng: &mut Rng) {
    let h = canvas.h;
    for layer in 0..4 {
        let share = layer as f32 / 4.0;
        let base = horizon + (h - horizon) * share * 0.66;
        let ridge = Ridge::new(base, 0.09, false, rng);
        layered(canvas, &ridge, palette, share * 0.8, base);
        if layer > 0 {
            grove(canvas, &ridge, palette, share, rng);
        }
    }
    rolling(canvas, palette, h * 0.81, rng);
}

/// Draws a ridge with haze, so that it is lighter at its foot than at its crest.
fn layered(canvas: &mut Canvas, ridge: &Ridge, palette: &Palette, share: f32, base: f32) {
    let color = palette.depth(share);
    let misty = color.mix(palette.sky[2], 0.42 * (1.0 - share));
    ridge.fill(canvas, Fill::Down(color, misty, base - 0.12, base + 0.16));
}

/// Draws the ground that the figures stand on.
fn rolling(canvas: &mut Canvas, palette: &Palette, base: f32, rng: &mut Rng) {
    let ridge = Ridge::new(base, 0.04, false, rng);
    ridge.fill(canvas, Fill::Down(palette.near.lit(0.05), palette.near, base - 0.05, canvas.h));
}

/// Draws a few round trees on a crest.
fn grove(canvas: &mut Canvas, ridge: &Ridge, palette: &Palette, share: f32, rng: &mut Rng) {
    let middle = rng.between(0.0, canvas.w);
    for _ in 0..4 + rng.below(6) {
        let x = middle + rng.between(-0.16, 0.16);
        let (y, size) = (ridge.at(x), rng.between(0.012, 0.026) * (0.6 + share));
        canvas.ellipse(x, y - size * 0.8, size * 0.8, size, Fill::Flat(palette.depth(share + 0.12)));
    }
}

/// Draws rows of conifers with mist between them.
pub fn forest(canvas: &mut Canvas, palette: &Palette, horizon: f32, rng: &mut Rng) {
    let (w, h) = (canvas.w, canvas.h);
    Ridge::new(horizon, 0.12, true, rng)
        .fill(canvas, Fill::Flat(palette.depth(0.05).mix(palette.sky[2], 0.4)));
    for row in 0..5 {
        let share = row as f32 / 4.0;
        let base = horizon + (h - horizon) * (0.1 + share * 0.82);
        let ridge = Ridge::new(base, 0.06, false, rng);
        let color = palette.depth(0.2 + share * 0.8);
        let height = 0.1 + share * 0.24;
        let mut x = rng.between(-0.05, 0.0);
        while x < w + 0.05 {
            conifer(canvas, (x, ridge.at(x) + 0.02), height * rng.between(0.6, 1.15), Fill::Flat(color));
            x += height * rng.between(0.16, 0.42);
        }
        ridge.fill(canvas, Fill::Flat(color));
        canvas.rect(
            0.0,
            base - 0.1,
            w,
            h,
            Fill::Fade(palette.sky[2], (base - 0.1, 0.0), (base + 0.1, 0.22 * (1.0 - share))),
        );
    }
}

fn conifer(canvas: &mut Canvas, (x, y): (f32, f32), height: f32, fill: Fill) {
    canvas.shape(fill, |path| {
        path.move_to(x, y - height);
        for (side, down) in [(1.0, true), (-1.0, false)] {
            let tiers = 5;
            for tier in 0..tiers {
                let tier = if down { tier } else { tiers - 1 - tier };
                let spread = height * (0.07 + 0.032 * tier as f32) * side;
                let foot = y - height * (1.0 - (tier + 1) as f32 / tiers as f32);
                if down {
                    path.line_to(x + spread, foot);
                    path.line_to(x + spread * 0.5, foot - height * 0.02);
                } else {
                    path.line_to(x + spread * 0.5, foot - height * 0.02);
                    path.line_to(x + spread, foot);
                }
            }
        }
    });
}

/// Draws dunes with a lit and a shaded side.
pub fn desert(canvas: &mut Canvas, palette: &Palette, horizon: f32, rng: &mut Rng) {
    let (w, h) = (canvas.w, canvas.h);
    let sand = palette.sky[2].mix(super::color::Color::hex(0xd9_a0_5b), 0.55);
    for layer in 0..4 {
        let share = layer as f32 / 3.0;
        let base = horizon + (h - horizon) * share * 0.75;
        let lit = sand.mix(palette.near, share * 0.3);
        let crest = (w * rng.between(0.15, 0.85), base - rng.between(0.02, 0.1));
        let dune = |canvas: &mut Canvas, fill: Fill, from: (f32, f32), foot: f32| {
            canvas.shape(fill, |path| {
                path.move_to(from.0, from.1);
                path.quad_to(crest.0 - 0.25, crest.1 + 0.03, crest.0, crest.1);
                path.cubic_to(
                    crest.0 + 0.12,
                    crest.1 + 0.12,
                    crest.0 + 0.5,
                    base + 0.06,
                    w + 0.05,
                    base + 0.02,
                );
                path.line_to(w + 0.05, h + 0.02);
                path.line_to(foot, h + 0.02);
            });
        };
        dune(
            canvas,
            Fill::Down(lit, lit.mix(palette.near, 0.25), base - 0.1, h),
            (-0.05, base + 0.05),
            -0.05,
        );
        let shade = lit.mix(palette.near, 0.5);
        canvas.shape(Fill::Down(shade, lit.mix(palette.near, 0.25), crest.1, h), |path| {
            path.move_to(crest.0, crest.1);
            path.cubic_to(crest.0 + 0.12, crest.1 + 0.12, crest.0 + 0.5, base + 0.06, w + 0.05, base + 0.02);
            path.line_to(w + 0.05, h + 0.02);
            path.line_to(crest.0 + 0.3, h + 0.02);
            path.cubic_to(crest.0 + 0.2, base + 0.3, crest.0 - 0.12, base + 0.18, crest.0, crest.1);
        });
    }
}
