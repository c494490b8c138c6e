//! Draws a picture from words: [`scene_description`] parses them, [`palette`] chooses the colours, then the place and
//! its figures are drawn, and [`plate`] labels the picture.

pub mod canvas;
mod city;
pub mod color;
mod indoors;
pub mod kinds;
mod land;
pub mod palette;
pub mod plate;
mod poster;
pub mod scene_description;
pub mod sky;
pub mod subject;
mod tableware;
mod vocabulary;
mod water;
pub mod words;

use canvas::{Canvas, Fill};
use color::Color;
use kinds::{Place, Subject, Time};
use palette::{FigurePalette, Palette};
use scene_description::SceneDescription;

use crate::glyph::Glyphs;
use crate::noise;
use crate::picture::Picture;
use crate::seed::Rng;

/// Draws the objects that a prompt names, at this width and height. Equal prompts and seeds produce equal pictures.
pub fn draw(prompt: &str, seed: u64, size: (u32, u32), glyphs: &dyn Glyphs) -> Picture {
    let mut picture = paint(prompt, seed, size, true);
    plate::set(&mut picture, "DEMO", prompt, plate::Corner::BottomLeft, glyphs);
    picture
}

/// Draws only the scenery that a prompt names, as a background.
pub fn scenery(prompt: &str, seed: u64, size: (u32, u32)) -> Picture {
    paint(prompt, seed, size, false)
}

fn paint(prompt: &str, seed: u64, (width, height): (u32, u32), has_figures: bool) -> Picture {
    let mut rng = Rng::new(seed);
    let (mut scene_description, names_time) = SceneDescription::read(prompt);
    if !has_figures {
        scene_description.figures.clear();
    }
    let named = scene_description.place.unwrap_or_else(|| somewhere(&scene_description, &mut rng));
    let place = with_water(named, &scene_description);
    if !names_time && place != Place::Poster {
        let times = [Time::Day, Time::Dawn, Time::Sunset, Time::Dusk, Time::Day, Time::Night];
        scene_description.time = times[rng.below(times.len())];
    }
    let Some(mut canvas) = Canvas::new(width, height) else { return Picture::new(width, height) };
    let palette = Palette::of(&scene_description, &mut rng);
    let ground = scene(&mut canvas, &scene_description, &palette, (place, named), &mut rng);
    figures(&mut canvas, &scene_description, &palette, place, ground, &mut rng);
    sky::weather(&mut canvas, palette.light, scene_description.weather, &mut rng);
    if place != Place::Poster {
        vignette(&mut canvas, &palette);
    }
    let mut picture = canvas.into_picture();
    noise::add_faint_noise(&mut picture, seed);
    picture
}

/// Chooses a place for a prompt that names none. Standing figures need ground under their feet.
fn somewhere(scene_description: &SceneDescription, rng: &mut Rng) -> Place {
    use Place::{Desert, Forest, Hills, Mountains, Poster, Sea};
    let places: &[Place] = match scene_description.figures.is_empty() {
        true => &[Hills, Mountains, Sea, Forest, Desert, Mountains, Poster],
        false => &[Hills, Mountains, Forest, Desert, Hills],
    };
    places[rng.below(places.len())]
}

/// Replaces land by the sea if a figure needs water, such as a boat.
fn with_water(place: Place, scene_description: &SceneDescription) -> Place {
    use Place::{Desert, Forest, Hills, Mountains};
    let is_afloat = |(subject, _): &(Subject, _)| matches!(subject, Subject::Boat | Subject::Fish);
    let is_land = matches!(place, Mountains | Hills | Forest | Desert);
    if is_land && scene_description.figures.iter().any(is_afloat) { Place::Sea } else { place }
}

/// Draws a place, and behind the sea the coast of a named place. Returns the height at which figures stand.
fn scene(
    canvas: &mut Canvas,
    scene_description: &SceneDescription,
    palette: &Palette,
    (place, named): (Place, Place),
    rng: &mut Rng,
) -> f32 {
    let h = canvas.h;
    let horizon = h * rng.between(0.5, 0.62);
    match place {
        Place::Table => indoors::table(canvas, palette, rng) + h * 0.14,
        Place::Space => {
            indoors::space(canvas, palette, rng);
            h * 0.82
        }
        Place::Poster => {
            poster::poster(canvas, scene_description, palette, rng);
            h * 0.72
        }
        Place::Mountains | Place::Hills | Place::Forest | Place::Desert | Place::Sea | Place::City => {
            let light = sky::sky(canvas, palette, horizon, rng);
            if place == Place::Sea && named != Place::Sea {
                land::far_coast(canvas, palette, horizon, rng);
            }
            let ground = earth(canvas, palette, place, horizon, light, rng);
            let stands =
                |(subject, _): &(Subject, _)| !subject::floats(*subject) && !subject::flies(*subject);
            if place == Place::Sea && scene_description.figures.iter().any(stands) {
                return water::shore(canvas, palette, rng);
            }
            ground
        }
    }
}

/// Draws a place under the sky. Returns the height at which figures stand.
fn earth(
    canvas: &mut Canvas,
    palette: &Palette,
    place: Place,
    horizon: f32,
    light: (f32, f32),
    rng: &mut Rng,
) -> f32 {
    let h = canvas.h;
    match place {
        Place::Sea => {
            water::sea(canvas, palette, horizon, light, rng);
            horizon + (h - horizon) * 0.3
        }
        Place::City => {
            let line = h * 0.74;
            city::city(canvas, palette, line, rng);
            line + (h - line) * 0.4
        }
        Place::Forest => {
            land::forest(canvas, palette, horizon, rng);
            h * 0.84
        }
        Place::Desert => {
            land::desert(canvas, palette, horizon, rng);
            h * 0.82
        }
        Place::Mountains => {
            land::mountains(canvas, palette, horizon, rng);
            h * 0.82
        }
        _ => {
            land::hills(canvas, palette, horizon, rng);
            h * 0.845
        }
    }
}

/// Places the figures at the thirds of the picture. The first one is the largest.
fn figures(
    canvas: &mut Canvas,
    scene_description: &SceneDescription,
    palette: &Palette,
    place: Place,
    ground: f32,
    rng: &mut Rng,
) {
    let spots = if rng.chance(0.5) { [0.64, 0.3, 0.46] } else { [0.38, 0.72, 0.54] };
    let (w, h) = (canvas.w, canvas.h);
    // A figure may fill more of the width of a narrow picture, because it would look tiny otherwise.
    let share = (0.42 + 0.45 * (0.75 - w / h)).clamp(0.42, 0.62);
    let largest = (w * share).min(h * 0.85);
    let is_table = place == Place::Table;
    for (index, (subject, color)) in scene_description.figures.iter().enumerate().rev() {
        let figure_palette = figure_palette(*subject, *color, index, palette);
        let size = subject::height(*subject).min(largest)
            * [1.0, 0.75, 0.6][index]
            * if is_table { 1.12 } else { 1.0 };
        let y = match (subject::flies(*subject), *subject) {
            (true, _) => h * (0.5 - 0.08 * index as f32),
            (_, Subject::Lighthouse) if place == Place::Sea => ground - h * 0.08,
            (_, Subject::Fish) => ground + (h - ground) * 0.35,
            (_, Subject::Boat) if place == Place::Sea => ground.min(h * 0.72),
            _ => ground,
        };
        let size = size.min(y * 0.92);
        let is_narrow = w < h * 0.5;
        // In a narrow picture, a single figure is closer to the middle, and several stand one behind the other.
        let spot = if is_narrow && scene_description.figures.len() == 1 {
            0.5 + (spots[index] - 0.5) * 0.4
        } else {
            spots[index]
        };
        let y = if is_narrow { y - h * 0.075 * index as f32 } else { y };
        canvas.within((w * spot, y), size, spot > 0.5, |canvas| {
            subject::draw(canvas, *subject, figure_palette)
        });
    }
}

/// Returns the colours of a figure: the prompt's, else its natural colour, else the picture's accent colour.
fn figure_palette(subject: Subject, color: Option<Color>, index: usize, palette: &Palette) -> FigurePalette {
    let shift = [0.0, 1.2, -1.2][index];
    let natural = subject::natural(subject).map(|own| own.mix(palette.far, 0.15));
    let main = color.or(natural).unwrap_or(palette.accent.turned(shift));
    // A figure as dark as the land behind it would be invisible.
    let main = if main.lightness() < 0.3 && palette.near.lightness() < 0.45 { main.lit(0.14) } else { main };
    FigurePalette { main, dark: palette.near.mix(Color::hex(0x0c_0d_12), 0.35), light: palette.light }
}

fn vignette(canvas: &mut Canvas, palette: &Palette) {
    let (w, h) = (canvas.w, canvas.h);
    let dark = palette.near.mix(Color::hex(0), 0.4);
    canvas.rect(0.0, h * 0.72, w, h * 0.29, Fill::Fade(dark, (h * 0.72, 0.0), (h, 0.3)));
    canvas.rect(0.0, 0.0, w, h * 0.2, Fill::Fade(dark, (0.0, 0.14), (h * 0.2, 0.0)));
}
