//! A poster of plain shapes.

use super::canvas::{Canvas, Fill};
use super::color::Color;
use super::palette::Palette;
use super::scene_description::SceneDescription;
use crate::seed::Rng;

/// The fills of a poster.
struct Fills {
    paper: Color,
    tiles: Vec<Color>,
    sun: Color,
}

/// Draws circles, quarters and bars on a grid, around one large disc.
pub fn poster(canvas: &mut Canvas, scene_description: &SceneDescription, palette: &Palette, rng: &mut Rng) {
    let (w, h) = (canvas.w, canvas.h);
    let fills = fills(scene_description, palette);
    canvas.cover(Fill::Flat(fills.paper));
    let columns = (w * 4.0).round().clamp(2.0, 9.0);
    let cell = w / columns;
    let rows = (h / cell).ceil() as usize;
    let share = if scene_description.is_minimal { 0.34 } else { 0.72 };
    for index in 0..rows * columns as usize {
        let (column, row) = ((index % columns as usize) as f32, (index / columns as usize) as f32);
        let at = (column * cell, row * cell);
        let pick = |rng: &mut Rng| fills.tiles[rng.below(fills.tiles.len())];
        let (back, front) = (pick(rng), pick(rng));
        if rng.chance(share) {
            let back = if back == front { fills.paper } else { back };
            canvas.rect(at.0, at.1, cell + 0.001, cell + 0.001, Fill::Flat(back));
            tile(canvas, at, cell, Fill::Flat(front), rng.below(7));
        }
    }
    let r = w.min(h) * 0.27;
    let at = (w * rng.between(0.35, 0.65), h * rng.between(0.34, 0.5));
    canvas.circle(at.0, at.1, r, Fill::Flat(fills.paper));
    canvas.circle(at.0, at.1, r * 0.86, Fill::Down(fills.sun, fills.sun.lit(-0.1), at.1 - r, at.1 + r));
}

/// Returns the named colours and shades of them, or else the colours of the light.
fn fills(scene_description: &SceneDescription, palette: &Palette) -> Fills {
    let Some(first) = scene_description.tints.first().copied() else {
        let paper = if palette.is_night { palette.near } else { palette.paper };
        let dark = palette.near.mix(palette.sky[0], 0.4);
        let tiles = vec![
            palette.sky[0],
            palette.accent,
            palette.sky[1],
            palette.far,
            dark,
            paper.mix(palette.sky[1], 0.3),
        ];
        return Fills { paper, tiles, sun: palette.accent };
    };
    let light = |color: &Color| color.lightness() > 0.85;
    let strong: Vec<Color> = scene_description.tints.iter().copied().filter(|color| !light(color)).collect();
    let main = strong.first().copied().unwrap_or_else(|| first.lit(-0.25));
    let paper =
        scene_description.tints.iter().copied().find(light).unwrap_or_else(|| main.mix(palette.paper, 0.88));
    let mut tiles = vec![main.mix(paper, 0.78), main.mix(paper, 0.45), main.lit(-0.16), main];
    tiles.extend(strong.iter().skip(1).flat_map(|color| [*color, *color, color.mix(paper, 0.5)]));
    Fills { paper, tiles, sun: strong.get(1).copied().unwrap_or(main) }
}

fn tile(canvas: &mut Canvas, (x, y): (f32, f32), cell: f32, fill: Fill, kind: usize) {
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
            canvas.shape(fill, |path| {
                path.move_to(cx, cy);
                path.line_to(cx + sx * cell, cy);
                path.cubic_to(cx + sx * cell, cy + sy * k, cx + sx * k, cy + sy * cell, cx, cy + sy * cell);
            });
        }
        4 => canvas.circle(x + cell / 2.0, y + cell / 2.0, cell * 0.3, fill),
        5 => {
            for bar in 0..4 {
                canvas.rect(x, y + cell * (0.08 + bar as f32 * 0.25), cell + 0.001, cell * 0.11, fill);
            }
        }
        _ => canvas.polygon(&[(x, y), (x + cell, y), (x, y + cell)], fill),
    }
}
