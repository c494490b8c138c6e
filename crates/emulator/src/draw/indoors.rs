//! A table by a window; and space; and a poster of plain shapes.

use super::canvas::{Canvas, Ink};
use super::palette::Palette;
use super::sky;
use crate::seed::Dice;

/// A wall with the light of a window on it, and a table. Gives the height of the table's edge.
pub fn table(canvas: &mut Canvas, palette: &Palette, dice: &mut Dice) -> f32 {
    let (w, h) = (canvas.w, canvas.h);
    let edge = h * 0.66;
    let wall = if palette.is_night { palette.sky[1] } else { palette.paper.mix(palette.far, 0.35) };
    canvas.cover(Ink::Down(wall.lit(-0.06), wall.lit(0.02), 0.0, edge));
    let x = w * dice.between(0.1, 0.4);
    for (column, row) in [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)] {
        let (left, top) = (x + column * 0.2 + row * 0.05, 0.06 + row * 0.22);
        let pane = [(left, top), (left + 0.18, top), (left + 0.228, top + 0.2), (left + 0.048, top + 0.2)];
        canvas.polygon(&pane, Ink::Veil(palette.light, if palette.is_night { 0.1 } else { 0.42 }));
    }
    let top = palette.accent.mix(palette.near, 0.62).mix(palette.paper, 0.12);
    canvas.rect(-0.01, edge, w + 0.02, h - edge + 0.01, Ink::Down(top.lit(0.07), top.lit(-0.04), edge, h));
    canvas.rect(-0.01, edge, w + 0.02, 0.004, Ink::Veil(palette.light, 0.35));
    edge
}

/// Stars, a large planet with a ring, the curve of another world below.
pub fn space(canvas: &mut Canvas, palette: &Palette, dice: &mut Dice) {
    let (w, h) = (canvas.w, canvas.h);
    canvas.cover(Ink::Down(
        palette.sky[0].mix(palette.near, 0.6),
        palette.sky[1].mix(palette.near, 0.3),
        0.0,
        h,
    ));
    for _ in 0..3 {
        let at = (dice.between(0.0, w), dice.between(0.0, h));
        canvas.circle(at.0, at.1, 0.5, Ink::Glow(palette.sky[2], 0.3, at, 0.5));
    }
    for _ in 0..3 {
        sky::stars(canvas, palette, h, dice);
    }
    let (x, y, r) = (w * dice.between(0.25, 0.75), h * dice.between(0.25, 0.42), dice.between(0.13, 0.19));
    let body = palette.accent.mix(palette.far, 0.35);
    canvas.circle(x, y, r * 2.2, Ink::Glow(body, 0.4, (x, y), r * 2.2));
    canvas.circle(x, y, r, Ink::Down(body.lit(0.12), body.lit(-0.22), y - r, y + r));
    for (dy, alpha) in [(-0.5, 0.16), (-0.15, 0.2), (0.22, 0.16), (0.55, 0.12)] {
        let half = r * (1.0_f32 - dy * dy).sqrt() * 0.99;
        canvas.pill(x - half, y + r * dy, half * 2.0, r * 0.13, Ink::Veil(palette.light, alpha));
    }
    for (reach, alpha) in [(1.75, 0.5), (1.6, 0.3)] {
        canvas.shape(Ink::Veil(palette.light, alpha), |path| {
            path.move_to(x - r * reach, y + r * 0.36);
            path.quad_to(x, y + r * 0.62, x + r * reach, y - r * 0.36);
            path.quad_to(x, y + r * 0.48, x - r * reach, y + r * 0.36);
        });
    }
    let curve = h * 0.8;
    canvas.ellipse(
        w / 2.0,
        h + 0.55,
        w * 0.9 + 0.2,
        h + 0.55 - curve,
        Ink::Down(palette.far, palette.near, curve, h),
    );
}

/// Circles, quarters and bars on a grid.
pub fn poster(canvas: &mut Canvas, palette: &Palette, dice: &mut Dice) {
    let (w, h) = (canvas.w, canvas.h);
    let ground = if palette.is_night { palette.near } else { palette.paper };
    canvas.cover(Ink::Flat(ground));
    let columns = (w * 4.0).round().clamp(2.0, 9.0);
    let cell = w / columns;
    let rows = (h / cell).ceil() as usize;
    let inks = [
        palette.sky[0],
        palette.accent,
        palette.sky[1],
        palette.far,
        palette.near.mix(palette.sky[0], 0.4),
        ground.mix(palette.sky[1], 0.3),
    ];
    for index in 0..rows * columns as usize {
        let (column, row) = ((index % columns as usize) as f32, (index / columns as usize) as f32);
        let (x, y) = (column * cell, row * cell);
        let (back, front) = (inks[dice.below(inks.len())], inks[dice.below(inks.len())]);
        if dice.chance(0.72) {
            canvas.rect(x, y, cell + 0.001, cell + 0.001, Ink::Flat(back));
            tile(canvas, (x, y), cell, Ink::Flat(front), dice.below(7));
        }
    }
    let r = w.min(h) * 0.27;
    let at = (w * dice.between(0.35, 0.65), h * dice.between(0.34, 0.5));
    canvas.circle(at.0, at.1, r, Ink::Flat(ground));
    canvas.circle(
        at.0,
        at.1,
        r * 0.86,
        Ink::Down(palette.accent, palette.accent.mix(palette.sky[0], 0.35), at.1 - r, at.1 + r),
    );
}

fn tile(canvas: &mut Canvas, (x, y): (f32, f32), cell: f32, ink: Ink, kind: usize) {
    let corner = [
        (x, y, 1.0, 1.0),
        (x + cell, y, -1.0, 1.0),
        (x, y + cell, 1.0, -1.0),
        (x + cell, y + cell, -1.0, -1.0),
    ];
    match kind {
        0..=3 => {
            let (cx, cy, sx, sy) = corner[kind];
            let k = cell * 0.552;
            canvas.shape(ink, |path| {
                path.move_to(cx, cy);
                path.line_to(cx + sx * cell, cy);
                path.cubic_to(cx + sx * cell, cy + sy * k, cx + sx * k, cy + sy * cell, cx, cy + sy * cell);
            });
        }
        4 => canvas.circle(x + cell / 2.0, y + cell / 2.0, cell * 0.3, ink),
        5 => {
            for bar in 0..4 {
                canvas.rect(x, y + cell * (0.08 + bar as f32 * 0.25), cell + 0.001, cell * 0.11, ink);
            }
        }
        _ => canvas.polygon(&[(x, y), (x + cell, y), (x, y + cell)], ink),
    }
}
