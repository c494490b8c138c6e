//! Figures of a still life, in the frame of [`super::subject`].

use super::canvas::{Canvas, Fill};
use super::color::Color;
use super::palette::FigurePalette;

/// Draws a cup on its saucer, with steam.
pub fn cup(canvas: &mut Canvas, figure_palette: FigurePalette) {
    canvas.ellipse(0.0, -0.02, 0.78, 0.1, Fill::Veil(figure_palette.dark, 0.25));
    canvas.ellipse(
        0.0,
        -0.06,
        0.66,
        0.1,
        Fill::Down(figure_palette.light, figure_palette.light.mix(figure_palette.dark, 0.25), -0.16, 0.04),
    );
    canvas.ellipse(0.5, -0.44, 0.2, 0.19, Fill::Flat(figure_palette.main.mix(figure_palette.dark, 0.15)));
    canvas.ellipse(0.5, -0.44, 0.12, 0.11, Fill::Flat(figure_palette.light.mix(figure_palette.dark, 0.25)));
    canvas.shape(
        Fill::Down(figure_palette.main, figure_palette.main.mix(figure_palette.dark, 0.35), -0.7, -0.08),
        |path| {
            path.move_to(-0.46, -0.68);
            path.cubic_to(-0.46, -0.3, -0.32, -0.08, -0.18, -0.07);
            path.line_to(0.18, -0.07);
            path.cubic_to(0.32, -0.08, 0.46, -0.3, 0.46, -0.68);
        },
    );
    canvas.ellipse(0.0, -0.68, 0.46, 0.1, Fill::Flat(figure_palette.light));
    canvas.ellipse(0.0, -0.67, 0.4, 0.078, Fill::Flat(Color::hex(0x4a_2d_1c)));
    for (x, alpha) in [(-0.14, 0.3), (0.02, 0.42), (0.16, 0.26)] {
        canvas.shape(Fill::Veil(figure_palette.light, alpha), |path| {
            path.move_to(x, -0.74);
            path.cubic_to(x - 0.1, -0.86, x + 0.12, -0.92, x + 0.02, -1.06);
            path.cubic_to(x + 0.16, -0.92, x - 0.04, -0.86, x + 0.04, -0.74);
        });
    }
}

/// Draws an apple with a leaf, and two smaller apples behind it.
pub fn apple(canvas: &mut Canvas, figure_palette: FigurePalette) {
    canvas.ellipse(0.1, 0.0, 0.95, 0.09, Fill::Veil(figure_palette.dark, 0.28));
    let others =
        [(-0.62, 0.66, figure_palette.main.turned(0.5)), (0.66, 0.72, figure_palette.main.turned(0.9))];
    for (x, size, main) in others {
        canvas.within((x, -0.06), size, x < 0.0, |canvas| {
            one_apple(canvas, FigurePalette { main, ..figure_palette })
        });
    }
    one_apple(canvas, figure_palette);
}

fn one_apple(canvas: &mut Canvas, figure_palette: FigurePalette) {
    canvas.shape(
        Fill::Down(
            figure_palette.main.lit(0.05),
            figure_palette.main.mix(figure_palette.dark, 0.45),
            -0.8,
            0.0,
        ),
        |path| {
            path.move_to(0.0, -0.74);
            path.cubic_to(0.2, -0.9, 0.5, -0.78, 0.48, -0.44);
            path.cubic_to(0.46, -0.12, 0.22, 0.06, 0.0, -0.02);
            path.cubic_to(-0.22, 0.06, -0.46, -0.12, -0.48, -0.44);
            path.cubic_to(-0.5, -0.78, -0.2, -0.9, 0.0, -0.74);
        },
    );
    canvas.ellipse(-0.24, -0.54, 0.07, 0.14, Fill::Veil(figure_palette.light, 0.5));
    canvas.polygon(
        &[(-0.02, -0.72), (0.03, -0.98), (0.07, -0.97), (0.02, -0.72)],
        Fill::Flat(figure_palette.dark),
    );
    canvas.shape(Fill::Flat(Color::hex(0x5c_8a_4a)), |path| {
        path.move_to(0.04, -0.86);
        path.quad_to(0.18, -1.06, 0.38, -0.98);
        path.quad_to(0.24, -0.82, 0.04, -0.86);
    });
}

/// Draws a bunch of three bananas.
pub fn banana(canvas: &mut Canvas, figure_palette: FigurePalette) {
    let yellow = Color::hex(0xf0_c2_3c).mix(figure_palette.main, 0.25);
    canvas.ellipse(0.0, -0.15, 0.95, 0.09, Fill::Veil(figure_palette.dark, 0.25));
    for (index, lift) in [0.3, 0.16, 0.0].into_iter().enumerate() {
        let color = yellow.lit(-0.07 + 0.04 * index as f32);
        canvas.shape(Fill::Down(color.lit(0.05), color.mix(figure_palette.dark, 0.25), -0.9, 0.0), |path| {
            path.move_to(-0.92, -0.86 + lift * 0.3);
            path.cubic_to(-0.78, -0.2 - lift, 0.3, 0.1 - lift, 0.98, -0.44 - lift);
            path.cubic_to(0.6, -0.36 - lift, -0.3, -0.3 - lift, -0.74, -0.92 + lift * 0.3);
        });
    }
    canvas.rect(-0.94, -1.0, 0.2, 0.14, Fill::Flat(figure_palette.dark));
}

/// Draws a vase with flowers.
pub fn vase(canvas: &mut Canvas, figure_palette: FigurePalette) {
    let leaf = Color::hex(0x4d_73_4c).mix(figure_palette.dark, 0.25);
    canvas.ellipse(0.08, 0.0, 0.34, 0.035, Fill::Veil(figure_palette.dark, 0.3));
    for (x, y) in [(-0.24, -0.74), (0.24, -0.78), (0.0, -0.92), (-0.12, -0.64), (0.14, -0.62)] {
        canvas.polygon(&[(-0.01, -0.42), (0.01, -0.42), (x + 0.008, y), (x - 0.008, y)], Fill::Flat(leaf));
        canvas.ellipse(x * 0.62 + 0.02, y * 0.78, 0.062, 0.028, Fill::Flat(leaf));
    }
    canvas.shape(
        Fill::Down(figure_palette.main, figure_palette.main.mix(figure_palette.dark, 0.35), -0.46, 0.0),
        |path| {
            path.move_to(-0.07, -0.46);
            path.cubic_to(-0.05, -0.34, -0.22, -0.3, -0.22, -0.17);
            path.cubic_to(-0.22, -0.06, -0.14, 0.0, -0.1, 0.0);
            path.line_to(0.1, 0.0);
            path.cubic_to(0.14, 0.0, 0.22, -0.06, 0.22, -0.17);
            path.cubic_to(0.22, -0.3, 0.05, -0.34, 0.07, -0.46);
        },
    );
    let petals = FigurePalette {
        main: figure_palette.light.mix(figure_palette.main.turned(2.4), 0.35),
        ..figure_palette
    };
    for (x, y, size) in [
        (-0.24, -0.74, 0.085),
        (0.24, -0.78, 0.09),
        (-0.12, -0.64, 0.07),
        (0.14, -0.62, 0.075),
        (0.0, -0.92, 0.1),
    ] {
        blossom(canvas, (x, y), size, petals);
    }
}

/// Draws one flower from the front.
pub fn blossom(canvas: &mut Canvas, (x, y): (f32, f32), size: f32, figure_palette: FigurePalette) {
    for (turn, color) in
        [(0.3_f32, figure_palette.main.mix(figure_palette.dark, 0.25)), (0.0, figure_palette.main)]
    {
        for petal in 0..6 {
            let angle = turn + petal as f32 * std::f32::consts::TAU / 6.0;
            canvas.circle(
                x + angle.cos() * size * 0.55,
                y + angle.sin() * size * 0.55,
                size * 0.42,
                Fill::Flat(color),
            );
        }
    }
    canvas.circle(x, y, size * 0.32, Fill::Flat(Color::hex(0xf3_cf_5a)));
}
