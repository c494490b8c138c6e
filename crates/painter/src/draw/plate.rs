//! The label of a picture: the prompt, and a note that the picture was drawn in demo mode.

use super::color::Color;
use crate::glyph::{Glyphs, missing_glyphs};
use crate::picture::Picture;

/// The corner of a plate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Corner {
    /// The corner of a drawing's label.
    BottomLeft,
    /// The corner of an edit's label, which must not cover the drawing's.
    TopLeft,
}

const IRON: Color = Color::hex(0x16_17_1a);
const SILVER: Color = Color::hex(0xf1_ee_e6);
const AMBER: Color = Color::hex(0xe8_a8_3e);
const MAX_LINES: usize = 3;

/// Draws a label and a text on a dark plate in a corner.
pub fn set(picture: &mut Picture, label: &str, text: &str, corner: Corner, glyphs: &dyn Glyphs) {
    let (w, h) = (picture.width as f32, picture.height as f32);
    let px = ((w * h).sqrt() * 0.026).min(w * 0.06).min(h * 0.09).max(9.0);
    let small = (px * 0.66).max(8.0);
    let padding = px * 0.8;
    let margin = (w.min(h) * 0.035).max(4.0);
    let max_width = (w - 2.0 * margin - 2.0 * padding).min(px * 30.0);
    let lines = wrap(text, px, max_width, glyphs);
    let notes =
        missing_glyphs(text, glyphs).map(|note| wrap(&note, small, max_width, glyphs)).unwrap_or_default();
    let widest = lines.iter().map(|line| glyphs.width(line, px));
    let widest = widest.chain(notes.iter().map(|note| glyphs.width(note, small)));
    let widest = widest.fold(spaced_width(label, small, glyphs), f32::max);
    let plate_w = (widest + 2.0 * padding).min(w - 2.0 * margin);
    let text_h = lines.len() as f32 * px * 1.34 + notes.len() as f32 * small * 1.4;
    let plate_h = 1.6 * padding + small * 1.5 + text_h;
    let top = match corner {
        Corner::BottomLeft => h - margin - plate_h,
        Corner::TopLeft => margin,
    };
    veil(picture, (margin, top.max(0.0)), (plate_w, plate_h), IRON, 0.9);
    veil(picture, (margin, top.max(0.0)), ((px * 0.14).max(2.0), plate_h), AMBER, 1.0);
    let left = margin + padding;
    let mut y = top + padding * 0.8 - small * 0.2;
    spaced(picture, label, small, (left, y), glyphs);
    y += small * 1.5;
    for line in &lines {
        stamp(picture, line, px, (left, y), SILVER, glyphs);
        y += px * 1.34;
    }
    for note in &notes {
        stamp(picture, note, small, (left, y), AMBER, glyphs);
        y += small * 1.4;
    }
}

/// Draws a line of letter-spaced text.
fn spaced(picture: &mut Picture, text: &str, px: f32, (mut x, y): (f32, f32), glyphs: &dyn Glyphs) {
    for letter in text.chars() {
        let letter = letter.to_string();
        stamp(picture, &letter, px, (x, y), AMBER, glyphs);
        x += glyphs.width(&letter, px) + px * 0.14;
    }
}

fn spaced_width(text: &str, px: f32, glyphs: &dyn Glyphs) -> f32 {
    text.chars().map(|letter| glyphs.width(&letter.to_string(), px) + px * 0.14).sum()
}

/// Draws one line of text with its top left corner at a position.
pub fn stamp(
    picture: &mut Picture,
    text: &str,
    px: f32,
    (x, y): (f32, f32),
    color: Color,
    glyphs: &dyn Glyphs,
) {
    let mask = glyphs.line(text, px);
    let (left, top) = (x.round() as i64, y.round() as i64);
    for (index, coverage) in mask.coverage.iter().enumerate().filter(|(_, coverage)| **coverage > 0) {
        let column = left + index as i64 % i64::from(mask.width);
        let row = top + index as i64 / i64::from(mask.width);
        let inside =
            (0..i64::from(picture.width)).contains(&column) && (0..i64::from(picture.height)).contains(&row);
        if inside {
            blend(picture, column as u32, row as u32, color, f32::from(*coverage) / 255.0);
        }
    }
}

/// Blends a colour over a rectangle.
pub fn veil(picture: &mut Picture, (x, y): (f32, f32), (w, h): (f32, f32), color: Color, alpha: f32) {
    let (right, bottom) = (((x + w) as u32).min(picture.width), ((y + h) as u32).min(picture.height));
    for row in y as u32..bottom {
        for column in x as u32..right {
            blend(picture, column, row, color, alpha);
        }
    }
}

fn blend(picture: &mut Picture, x: u32, y: u32, color: Color, alpha: f32) {
    let under = picture.pixel(x, y);
    let over = [color.0, color.1, color.2];
    picture.set(
        x,
        y,
        std::array::from_fn(|i| {
            (f32::from(under[i]) * (1.0 - alpha) + f32::from(over[i]) * alpha).round() as u8
        }),
    );
}

/// Wraps a text into a few lines. Text beyond the last line is replaced by an ellipsis.
fn wrap(text: &str, px: f32, max_width: f32, glyphs: &dyn Glyphs) -> Vec<String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in words(&text) {
        let longer = format!("{line}{word}");
        if line.is_empty() || glyphs.width(longer.trim_end(), px) <= max_width {
            line = longer;
        } else {
            lines.push(std::mem::replace(&mut line, word.to_owned()));
        }
        while glyphs.width(line.trim_end(), px) > max_width && line.chars().count() > 1 {
            let rest = split_to_fit(&mut line, px, max_width, glyphs);
            lines.push(std::mem::replace(&mut line, rest));
        }
        if lines.len() > MAX_LINES {
            break;
        }
    }
    lines.push(line);
    let is_long = lines.len() > MAX_LINES;
    lines.truncate(MAX_LINES);
    if let (true, Some(last)) = (is_long, lines.last_mut()) {
        while glyphs.width(&format!("{last}\u{2026}"), px) > max_width && last.pop().is_some() {}
        *last = format!("{}\u{2026}", last.trim_end());
    }
    lines.iter().map(|line| line.trim_end().to_owned()).filter(|line| !line.is_empty()).collect()
}

/// Splits a text into words with their trailing space. In scripts without spaces, a line may break after any letter.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    for (at, letter) in text.char_indices() {
        let end = at + letter.len_utf8();
        if letter == ' ' || letter >= '\u{2e80}' {
            words.push(&text[start..end]);
            start = end;
        }
    }
    words.push(&text[start..]);
    words
}

/// Truncates a line to the width and returns the rest.
fn split_to_fit(line: &mut String, px: f32, max_width: f32, glyphs: &dyn Glyphs) -> String {
    let mut end = line.len();
    while let Some((at, _)) = line[..end].char_indices().next_back() {
        if at == 0 || glyphs.width(&line[..at], px) <= max_width {
            end = at.max(line.chars().next().map_or(0, char::len_utf8));
            break;
        }
        end = at;
    }
    line.split_off(end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glyph::PixelGlyphs;

    #[test]
    fn long_texts_are_wrapped_and_shortened() {
        let lines =
            wrap("one two three four five six seven eight nine ten eleven twelve", 10.0, 120.0, &PixelGlyphs);
        assert_eq!(lines.len(), MAX_LINES);
        assert!(lines[2].ends_with('\u{2026}'));
        for line in lines {
            assert!(PixelGlyphs.width(&line, 10.0) <= 120.0, "{line}");
        }
    }

    #[test]
    fn a_word_longer_than_the_line_and_chinese_are_broken() {
        assert_eq!(wrap("abcdefghijklmnop", 10.0, 60.0, &PixelGlyphs), ["abcdefghij", "klmnop"]);
        assert_eq!(
            wrap("\u{4e00}\u{4e8c}\u{4e09}", 10.0, 12.0, &PixelGlyphs).concat(),
            "\u{4e00}\u{4e8c}\u{4e09}"
        );
        assert!(wrap("", 10.0, 60.0, &PixelGlyphs).is_empty());
    }
}
