//! Simple figures. Each stands on the origin of its frame, one unit high, and looks to the right.

use super::canvas::{Canvas, Fill};
use super::color::Color;
use super::kinds::Subject;
use super::palette::FigurePalette;

/// Draws a figure.
pub fn draw(canvas: &mut Canvas, subject: Subject, figure_palette: FigurePalette) {
    match subject {
        Subject::Cat => cat(canvas, figure_palette),
        Subject::Fox => fox(canvas, figure_palette),
        Subject::Bird => birds(canvas, figure_palette),
        Subject::Fish => fish(canvas, figure_palette),
        Subject::Person => person(canvas, figure_palette),
        Subject::Tree => tree(canvas, figure_palette),
        Subject::Flower => flowers(canvas, figure_palette),
        Subject::Boat => boat(canvas, figure_palette),
        Subject::House => house(canvas, figure_palette),
        Subject::Lighthouse => lighthouse(canvas, figure_palette),
        Subject::Balloon => balloon(canvas, figure_palette),
        Subject::Rocket => rocket(canvas, figure_palette),
        Subject::Robot => robot(canvas, figure_palette),
        Subject::Cup => super::tableware::cup(canvas, figure_palette),
        Subject::Apple => super::tableware::apple(canvas, figure_palette),
        Subject::Banana => super::tableware::banana(canvas, figure_palette),
        Subject::Vase => super::tableware::vase(canvas, figure_palette),
    }
}

/// Returns the height of a figure as a share of the picture.
pub fn height(subject: Subject) -> f32 {
    match subject {
        Subject::Cat | Subject::Fox => 0.3,
        Subject::Bird => 0.16,
        Subject::Fish => 0.15,
        Subject::Person => 0.32,
        Subject::Flower => 0.24,
        Subject::Boat | Subject::Balloon | Subject::Rocket => 0.34,
        Subject::Tree | Subject::Robot => 0.38,
        Subject::House | Subject::Cup => 0.26,
        Subject::Lighthouse | Subject::Vase => 0.44,
        Subject::Apple => 0.2,
        Subject::Banana => 0.17,
    }
}

/// Returns the natural colour of a subject, if it has one.
pub fn natural(subject: Subject) -> Option<Color> {
    match subject {
        Subject::Apple => Some(Color::hex(0xc8_40_2f)),
        Subject::Fox => Some(Color::hex(0xd9_70_2f)),
        Subject::Tree => Some(Color::hex(0x55_8a_4c)),
        Subject::Banana => Some(Color::hex(0xf0_c2_3c)),
        _ => None,
    }
}

/// Returns true for a subject that is drawn in the sky.
pub fn flies(subject: Subject) -> bool {
    matches!(subject, Subject::Bird | Subject::Balloon | Subject::Rocket)
}

/// Returns true for a subject that is drawn on or in water.
pub fn floats(subject: Subject) -> bool {
    matches!(subject, Subject::Boat | Subject::Fish | Subject::Lighthouse)
}

fn cat(canvas: &mut Canvas, figure_palette: FigurePalette) {
    let fill = Fill::Flat(figure_palette.main);
    canvas.shape(Fill::Flat(figure_palette.main.mix(figure_palette.dark, 0.25)), |path| {
        path.move_to(-0.2, -0.03);
        path.cubic_to(-0.5, 0.02, -0.5, -0.3, -0.4, -0.38);
        path.cubic_to(-0.34, -0.42, -0.3, -0.34, -0.36, -0.3);
        path.cubic_to(-0.42, -0.2, -0.34, -0.08, -0.15, -0.12);
    });
    canvas.shape(fill, |path| {
        path.move_to(-0.24, 0.0);
        path.cubic_to(-0.32, -0.28, -0.16, -0.5, 0.0, -0.62);
        path.line_to(0.16, -0.58);
        path.cubic_to(0.22, -0.4, 0.2, -0.2, 0.22, 0.0);
    });
    canvas.ellipse(0.09, -0.72, 0.165, 0.14, fill);
    for side in [-1.0, 1.0] {
        canvas.polygon(
            &[(0.09 + side * 0.15, -0.76), (0.09 + side * 0.14, -0.98), (0.09 + side * 0.02, -0.84)],
            fill,
        );
        canvas.ellipse(0.1 + side * 0.065, -0.735, 0.022, 0.028, Fill::Flat(figure_palette.light));
        canvas.ellipse(0.1 + side * 0.065, -0.735, 0.008, 0.026, Fill::Flat(figure_palette.dark));
    }
    canvas.polygon(&[(0.08, -0.68), (0.12, -0.68), (0.1, -0.655)], Fill::Flat(figure_palette.light));
    canvas.ellipse(0.1, -0.3, 0.07, 0.16, Fill::Veil(figure_palette.light, 0.35));
}

fn fox(canvas: &mut Canvas, figure_palette: FigurePalette) {
    let fill = Fill::Flat(figure_palette.main);
    canvas.shape(Fill::Flat(figure_palette.dark), |path| {
        path.move_to(-0.42, -0.46);
        path.cubic_to(-0.75, -0.5, -0.85, -0.25, -0.8, -0.06);
        path.cubic_to(-0.62, -0.06, -0.5, -0.2, -0.36, -0.32);
    });
    canvas.circle(-0.765, -0.1, 0.05, Fill::Flat(figure_palette.light));
    for x in [-0.38, -0.26, 0.14, 0.26] {
        canvas.rect(x, -0.36, 0.07, 0.36, Fill::Flat(figure_palette.dark));
    }
    canvas.pill(-0.46, -0.6, 0.84, 0.32, fill);
    canvas.polygon(&[(0.2, -0.5), (0.24, -0.82), (0.48, -0.82), (0.5, -0.5)], fill);
    canvas.polygon(&[(0.2, -0.84), (0.52, -0.86), (0.78, -0.62), (0.44, -0.58)], fill);
    canvas.polygon(&[(0.2, -0.82), (0.22, -1.0), (0.34, -0.84)], fill);
    canvas.polygon(&[(0.36, -0.84), (0.42, -1.0), (0.5, -0.84)], fill);
    canvas.polygon(&[(0.44, -0.6), (0.78, -0.63), (0.52, -0.7)], Fill::Flat(figure_palette.light));
    canvas.circle(0.77, -0.63, 0.025, Fill::Flat(figure_palette.dark));
    canvas.circle(0.48, -0.75, 0.022, Fill::Flat(figure_palette.dark));
}

fn birds(canvas: &mut Canvas, figure_palette: FigurePalette) {
    for (x, y, size) in [(0.0, 0.0, 1.0), (-0.9, -0.5, 0.55), (0.8, -0.7, 0.45), (1.4, -0.2, 0.35)] {
        canvas.within((x, y), size, false, |canvas| {
            canvas.shape(Fill::Flat(figure_palette.dark), |path| {
                path.move_to(-0.72, -0.62);
                path.cubic_to(-0.4, -0.66, -0.14, -0.5, 0.0, -0.28);
                path.cubic_to(0.14, -0.54, 0.42, -0.72, 0.78, -0.66);
                path.cubic_to(0.46, -0.5, 0.2, -0.3, 0.12, -0.1);
                path.cubic_to(0.02, -0.02, -0.06, -0.04, -0.1, -0.14);
                path.cubic_to(-0.24, -0.36, -0.44, -0.54, -0.72, -0.62);
            });
        });
    }
}

fn fish(canvas: &mut Canvas, figure_palette: FigurePalette) {
    let fill = Fill::Down(figure_palette.dark, figure_palette.main, -0.9, -0.2);
    canvas.shape(fill, |path| {
        path.move_to(0.95, -0.5);
        path.cubic_to(0.5, -1.0, -0.3, -0.95, -0.8, -0.52);
        path.line_to(-1.2, -0.85);
        path.cubic_to(-1.1, -0.6, -1.1, -0.4, -1.2, -0.15);
        path.line_to(-0.8, -0.46);
        path.cubic_to(-0.3, -0.1, 0.5, -0.05, 0.95, -0.5);
    });
    canvas.polygon(&[(-0.1, -0.84), (-0.35, -1.1), (0.3, -0.86)], Fill::Flat(figure_palette.dark));
    canvas.circle(0.6, -0.58, 0.07, Fill::Flat(figure_palette.light));
    canvas.circle(0.62, -0.58, 0.035, Fill::Flat(figure_palette.dark));
    for x in [0.3, 0.05, -0.2] {
        canvas.ellipse(x, -0.48, 0.03, 0.2, Fill::Veil(figure_palette.light, 0.4));
    }
}

fn person(canvas: &mut Canvas, figure_palette: FigurePalette) {
    canvas.rect(-0.1, -0.36, 0.085, 0.36, Fill::Flat(figure_palette.dark));
    canvas.rect(0.02, -0.36, 0.085, 0.36, Fill::Flat(figure_palette.dark));
    canvas.shape(
        Fill::Down(figure_palette.main, figure_palette.main.mix(figure_palette.dark, 0.4), -0.82, -0.25),
        |path| {
            path.move_to(-0.07, -0.82);
            path.cubic_to(-0.2, -0.8, -0.21, -0.6, -0.23, -0.26);
            path.line_to(0.23, -0.26);
            path.cubic_to(0.21, -0.6, 0.2, -0.8, 0.07, -0.82);
        },
    );
    canvas.circle(0.0, -0.905, 0.088, Fill::Flat(figure_palette.light));
    canvas.shape(Fill::Flat(figure_palette.dark), |path| {
        path.move_to(-0.12, -0.84);
        path.cubic_to(-0.14, -1.03, 0.1, -1.05, 0.1, -0.93);
        path.cubic_to(0.02, -0.97, -0.05, -0.92, -0.05, -0.84);
    });
}

fn tree(canvas: &mut Canvas, figure_palette: FigurePalette) {
    canvas.shape(Fill::Flat(figure_palette.dark), |path| {
        path.move_to(-0.07, 0.0);
        path.cubic_to(-0.02, -0.2, -0.03, -0.35, -0.14, -0.5);
        path.line_to(-0.02, -0.42);
        path.line_to(0.12, -0.54);
        path.cubic_to(0.03, -0.35, 0.02, -0.2, 0.07, 0.0);
    });
    let crown = [
        (-0.2, -0.55, 0.2),
        (0.2, -0.56, 0.19),
        (0.0, -0.72, 0.26),
        (-0.12, -0.8, 0.17),
        (0.14, -0.82, 0.15),
    ];
    for (x, y, r) in crown {
        canvas.circle(x + 0.015, y + 0.02, r, Fill::Flat(figure_palette.main.mix(figure_palette.dark, 0.45)));
    }
    for (x, y, r) in crown {
        canvas.circle(x - 0.02, y - 0.02, r * 0.86, Fill::Flat(figure_palette.main));
    }
}

fn flowers(canvas: &mut Canvas, figure_palette: FigurePalette) {
    let stem = Color::hex(0x3f_6b_45).mix(figure_palette.dark, 0.3);
    for (x, height, size) in
        [(-0.3, 0.62, 0.13), (0.34, 0.7, 0.14), (0.0, 0.88, 0.18), (0.62, 0.44, 0.1), (-0.58, 0.4, 0.1)]
    {
        canvas.shape(Fill::Flat(stem), |path| {
            path.move_to(x * 0.8 - 0.012, 0.0);
            path.quad_to(x * 0.8 - 0.012, -height * 0.6, x - 0.008, -height);
            path.line_to(x + 0.012, -height);
            path.quad_to(x * 0.8 + 0.016, -height * 0.6, x * 0.8 + 0.014, 0.0);
        });
        canvas.ellipse(x * 0.85 + 0.07, -height * 0.4, 0.08, 0.025, Fill::Flat(stem));
        super::tableware::blossom(canvas, (x, -height), size, figure_palette);
    }
}

fn boat(canvas: &mut Canvas, figure_palette: FigurePalette) {
    canvas.rect(-0.012, -0.96, 0.024, 0.84, Fill::Flat(figure_palette.dark));
    canvas.shape(
        Fill::Down(figure_palette.light, figure_palette.light.mix(figure_palette.dark, 0.2), -0.92, -0.2),
        |path| {
            path.move_to(0.03, -0.94);
            path.quad_to(0.42, -0.6, 0.44, -0.22);
            path.line_to(0.03, -0.22);
        },
    );
    canvas.shape(Fill::Flat(figure_palette.main.mix(figure_palette.light, 0.25)), |path| {
        path.move_to(-0.03, -0.82);
        path.quad_to(-0.26, -0.5, -0.34, -0.22);
        path.line_to(-0.03, -0.22);
    });
    canvas.shape(
        Fill::Down(figure_palette.main, figure_palette.main.mix(figure_palette.dark, 0.5), -0.16, 0.02),
        |path| {
            path.move_to(-0.46, -0.16);
            path.line_to(0.54, -0.16);
            path.quad_to(0.46, 0.02, 0.28, 0.03);
            path.line_to(-0.28, 0.03);
            path.quad_to(-0.42, 0.0, -0.46, -0.16);
        },
    );
    canvas.ellipse(0.0, 0.045, 0.5, 0.018, Fill::Veil(figure_palette.dark, 0.35));
}

const LAMPLIGHT: Color = Color::hex(0xf6_c9_6a);

fn house(canvas: &mut Canvas, figure_palette: FigurePalette) {
    canvas.rect(0.2, -0.98, 0.12, 0.4, Fill::Flat(figure_palette.dark));
    canvas.rect(-0.5, -0.55, 1.0, 0.56, Fill::Flat(figure_palette.light));
    canvas.rect(0.1, -0.55, 0.4, 0.56, Fill::Veil(figure_palette.dark, 0.16));
    canvas.polygon(
        &[(-0.6, -0.52), (-0.34, -0.92), (0.34, -0.92), (0.6, -0.52)],
        Fill::Down(figure_palette.main, figure_palette.main.mix(figure_palette.dark, 0.3), -0.9, -0.52),
    );
    canvas.rect(-0.1, -0.34, 0.18, 0.35, Fill::Flat(figure_palette.dark));
    for x in [-0.38, 0.22] {
        canvas.rect(x, -0.4, 0.17, 0.17, Fill::Flat(LAMPLIGHT));
        canvas.rect(x + 0.077, -0.4, 0.016, 0.17, Fill::Flat(figure_palette.dark));
        canvas.rect(x, -0.323, 0.17, 0.016, Fill::Flat(figure_palette.dark));
    }
}

fn lighthouse(canvas: &mut Canvas, figure_palette: FigurePalette) {
    canvas.shape(Fill::Flat(figure_palette.dark), |path| {
        path.move_to(-0.42, 0.04);
        path.cubic_to(-0.3, -0.1, -0.1, -0.12, 0.05, -0.1);
        path.cubic_to(0.25, -0.1, 0.36, -0.02, 0.46, 0.04);
    });
    for band in 0..5 {
        let (top, bottom) = (0.74 - band as f32 * 0.13, 0.61 - band as f32 * 0.13);
        let half = |height: f32| 0.15 - height * 0.08;
        let points =
            [(-half(top), -top), (half(top), -top), (half(bottom), -bottom), (-half(bottom), -bottom)];
        canvas.polygon(
            &points,
            Fill::Flat(if band % 2 == 0 { figure_palette.main } else { figure_palette.light }),
        );
    }
    canvas.polygon(
        &[(0.02, -0.74), (0.09, -0.74), (0.14, -0.09), (0.03, -0.09)],
        Fill::Veil(figure_palette.dark, 0.22),
    );
    canvas.rect(-0.13, -0.77, 0.26, 0.03, Fill::Flat(figure_palette.dark));
    canvas.rect(-0.07, -0.87, 0.14, 0.1, Fill::Flat(figure_palette.light));
    canvas.circle(0.0, -0.82, 0.5, Fill::Glow(figure_palette.light, 0.5, (0.0, -0.82), 0.5));
    canvas.polygon(&[(-0.1, -0.87), (0.1, -0.87), (0.0, -0.98)], Fill::Flat(figure_palette.main));
}

fn balloon(canvas: &mut Canvas, figure_palette: FigurePalette) {
    let envelope = |canvas: &mut Canvas, share: f32, fill: Fill| {
        canvas.shape(fill, |path| {
            path.move_to(-0.1 * share, -0.26);
            path.cubic_to(-0.26 * share, -0.42, -0.4 * share, -0.52, -0.4 * share, -0.68);
            path.cubic_to(-0.4 * share, -1.1, 0.4 * share, -1.1, 0.4 * share, -0.68);
            path.cubic_to(0.4 * share, -0.52, 0.26 * share, -0.42, 0.1 * share, -0.26);
        });
    };
    for (share, color) in
        [(1.0, figure_palette.main), (0.68, figure_palette.light), (0.34, figure_palette.main)]
    {
        envelope(canvas, share, Fill::Down(color, color.mix(figure_palette.dark, 0.3), -0.95, -0.26));
    }
    for x in [-0.07, 0.06] {
        canvas.rect(x, -0.27, 0.008, 0.16, Fill::Flat(figure_palette.dark));
    }
    canvas.rect(-0.085, -0.12, 0.17, 0.12, Fill::Flat(figure_palette.dark));
}

fn rocket(canvas: &mut Canvas, figure_palette: FigurePalette) {
    canvas.shape(Fill::Fade(figure_palette.main, (-0.12, 0.95), (0.34, 0.0)), |path| {
        path.move_to(-0.1, -0.14);
        path.quad_to(-0.16, 0.06, 0.0, 0.36);
        path.quad_to(0.16, 0.06, 0.1, -0.14);
    });
    for side in [-1.0, 1.0] {
        canvas.polygon(
            &[(side * 0.12, -0.42), (side * 0.3, -0.16), (side * 0.28, -0.06), (side * 0.1, -0.16)],
            Fill::Flat(figure_palette.main),
        );
    }
    canvas.shape(Fill::Flat(figure_palette.light), |path| {
        path.move_to(0.0, -1.0);
        path.cubic_to(0.22, -0.78, 0.2, -0.4, 0.12, -0.14);
        path.line_to(-0.12, -0.14);
        path.cubic_to(-0.2, -0.4, -0.22, -0.78, 0.0, -1.0);
    });
    canvas.shape(Fill::Flat(figure_palette.main), |path| {
        path.move_to(0.0, -1.0);
        path.quad_to(0.11, -0.9, 0.145, -0.77);
        path.line_to(-0.145, -0.77);
        path.quad_to(-0.11, -0.9, 0.0, -1.0);
    });
    canvas.circle(0.0, -0.58, 0.085, Fill::Flat(figure_palette.dark));
    canvas.circle(0.0, -0.58, 0.058, Fill::Flat(figure_palette.main.mix(figure_palette.light, 0.55)));
}

fn robot(canvas: &mut Canvas, figure_palette: FigurePalette) {
    let shade = figure_palette.main.mix(figure_palette.dark, 0.4);
    canvas.rect(-0.012, -1.0, 0.024, 0.12, Fill::Flat(figure_palette.dark));
    canvas.circle(0.0, -1.0, 0.035, Fill::Flat(figure_palette.light));
    for side in [-1.0, 1.0] {
        canvas.pill(side * 0.27 - 0.045, -0.58, 0.09, 0.34, Fill::Flat(shade));
        canvas.pill(side * 0.11 - 0.06, -0.22, 0.12, 0.23, Fill::Flat(shade));
    }
    canvas.pill(-0.21, -0.62, 0.42, 0.44, Fill::Down(figure_palette.main, shade, -0.62, -0.18));
    canvas.pill(-0.2, -0.92, 0.4, 0.28, Fill::Down(figure_palette.main, shade, -0.95, -0.6));
    canvas.pill(-0.155, -0.85, 0.31, 0.14, Fill::Flat(figure_palette.dark));
    for side in [-1.0, 1.0] {
        canvas.circle(side * 0.075, -0.78, 0.035, Fill::Flat(figure_palette.light));
    }
    canvas.circle(0.0, -0.42, 0.05, Fill::Flat(figure_palette.light));
}
