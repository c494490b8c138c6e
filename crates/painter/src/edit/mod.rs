//! Edits pictures by an instruction; an unknown instruction becomes a visible overlay.

mod background;
mod blur;
mod color_adjustment;
mod fit;
mod geometry;
mod instruction;
mod letters;
mod resize;
mod variant;

pub use variant::variant;

use instruction::{Change, read};

use crate::draw::canvas::{Canvas, Fill};
use crate::draw::color::Color;
use crate::draw::kinds::{Subject, Weather};
use crate::draw::palette::FigurePalette;
use crate::draw::subject;
use crate::draw::{self, plate, sky};
use crate::glyph::Glyphs;
use crate::input::Input;
use crate::picture::Picture;
use crate::seed::Rng;

/// Whether an instruction names a supported edit.
pub fn understands(instruction: &str) -> bool {
    !read(instruction).is_empty()
}

/// Edits one picture or arranges several at this size, and labels the result with the edit.
pub fn edit(
    images: &[Input],
    instruction: &str,
    seed: u64,
    (width, height): (u32, u32),
    glyphs: &dyn Glyphs,
) -> Picture {
    let changes = read(instruction);
    let mut turned: Vec<Picture> = images.iter().map(|image| image.picture.clone()).collect();
    for change in &changes {
        turned = turned.iter().map(|image| geometry::turn(image, change)).collect();
    }
    let mut picture = match turned.as_slice() {
        [] => Picture::new(width, height),
        [image] => fit::fit(image, width, height),
        several => fit::arrange(several, width, height),
    };
    for change in &changes {
        picture = apply(picture, change, seed, glyphs);
    }
    let is_understood = !changes.is_empty() || images.len() > 1;
    if !is_understood {
        picture = overlay(picture, seed);
    }
    let label = if is_understood { "DEMO EDIT" } else { "DEMO: ONLY TINTED" };
    let note = if images.iter().any(|image| image.is_heic) { ", HEIC NOT OPENED" } else { "" };
    plate::set(&mut picture, &format!("{label}{note}"), instruction, plate::Corner::TopLeft, glyphs);
    picture
}

fn apply(mut picture: Picture, change: &Change, seed: u64, glyphs: &dyn Glyphs) -> Picture {
    match change {
        Change::Monochrome => picture.map(color_adjustment::monochrome),
        Change::Sepia => picture.map(color_adjustment::sepia),
        Change::Invert => picture.map(color_adjustment::invert),
        Change::Brighter => picture.map(color_adjustment::brighter),
        Change::Darker => picture.map(color_adjustment::darker),
        Change::Warmer => picture.map(color_adjustment::warmer),
        Change::Cooler => picture.map(color_adjustment::cooler),
        Change::MoreContrast => picture.map(color_adjustment::more_contrast),
        Change::MoreColor => picture.map(color_adjustment::more_color),
        Change::Night => picture.map(color_adjustment::night),
        Change::Tint(color) => picture.map(|pixel| color_adjustment::tint(pixel, *color)),
        Change::Blur => return blur::blur(&picture, side(&picture, 0.012)),
        Change::Sharpen => return blur::sharpen(&picture, side(&picture, 0.002).max(1)),
        Change::Border(color) => fit::border(&mut picture, *color),
        Change::Background(color) => background::color(&mut picture, *color),
        Change::Scenery(words) => {
            let behind = draw::scenery(words, seed, (picture.width, picture.height));
            background::scenery(&mut picture, &behind);
        }
        Change::Letters(text) => letters::set(&mut picture, text, glyphs),
        Change::Add(subject, color) => return add(picture, *subject, *color, seed),
        Change::Fall(weather) => return fall(picture, *weather, seed),
        Change::Turn(_) | Change::Mirror | Change::UpsideDown => {}
    }
    picture
}

fn side(picture: &Picture, share: f32) -> usize {
    (picture.width.max(picture.height) as f32 * share) as usize
}

fn add(picture: Picture, figure: Subject, color: Color, seed: u64) -> Picture {
    let Some(mut canvas) = Canvas::over(&picture) else { return picture };
    let mut rng = Rng::new(seed);
    let figure_palette =
        FigurePalette { main: color, dark: Color::hex(0x1b_1c_24), light: Color::hex(0xfb_f3_e2) };
    let size = subject::height(figure).min(canvas.h * 0.6) * 1.1;
    let y = if subject::flies(figure) { canvas.h * 0.42 } else { canvas.h * 0.82 };
    let at = (canvas.w * rng.between(0.6, 0.76), y);
    canvas.ellipse(
        at.0,
        at.1,
        size * 0.4,
        size * 0.04,
        Fill::Veil(figure_palette.dark, if subject::flies(figure) { 0.0 } else { 0.35 }),
    );
    canvas.within(at, size, true, |canvas| subject::draw(canvas, figure, figure_palette));
    canvas.into_picture()
}

fn fall(mut picture: Picture, weather: Weather, seed: u64) -> Picture {
    picture.map(color_adjustment::overcast);
    let Some(mut canvas) = Canvas::over(&picture) else { return picture };
    sky::weather(&mut canvas, Color::hex(0xf4_f4_f0), Some(weather), &mut Rng::new(seed));
    canvas.into_picture()
}

/// Applies a tint and an outline, so that the result is visibly a placeholder and not an attempt at the edit.
fn overlay(mut picture: Picture, seed: u64) -> Picture {
    let tint = Color::hex(0xe8_a8_3e).turned(Rng::new(seed).between(0.0, std::f32::consts::TAU));
    picture.map(|pixel| color_adjustment::wash(pixel, tint, 0.34));
    let Some(mut canvas) = Canvas::over(&picture) else { return picture };
    let (w, h, inset, line) = (canvas.w, canvas.h, 0.022, 0.0035);
    let fill = Fill::Veil(Color::hex(0xfb_f3_e2), 0.9);
    canvas.rect(inset, inset, w - 2.0 * inset, line, fill);
    canvas.rect(inset, h - inset - line, w - 2.0 * inset, line, fill);
    canvas.rect(inset, inset, line, h - 2.0 * inset, fill);
    canvas.rect(w - inset - line, inset, line, h - 2.0 * inset, fill);
    canvas.into_picture()
}
