//! The size of an SVG document. Firefox does not draw a document without a size and other browsers draw it small, so
//! the root element receives a size before it is drawn.
//! <https://bugzilla.mozilla.org/show_bug.cgi?id=700533>

mod root;

use crate::decimal::{decimal, text_of};
use crate::image::metadata::Segment;
use crate::text::{among, cut};
use root::Root;

/// The longest side in pixels of a document that states an aspect ratio and no size. It equals the
/// shorter side of generated pictures.
const DEFAULT_SIDE: f64 = 1024.0;
/// The size of a document that states neither, which is the CSS default for replaced elements.
const DEFAULT_SIZE: (f64, f64) = (300.0, 150.0);
/// The longest prefix that is searched for the root element.
pub const MAX_PREFIX: usize = 64 << 10;

/// Returns `true` if a file is an SVG document, from its first bytes.
///
/// ```
/// # use tintype_protocol::image::svg::is_svg;
/// assert!(is_svg(br#"<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>"#));
/// assert!(!is_svg(b"<html><svg></svg></html>"));
/// ```
#[must_use]
pub fn is_svg(prefix: &[u8]) -> bool {
    Root::find(prefix).is_some()
}

/// Returns the document with a width and a height, as segments of its file. Returns `None` if the document states both,
/// or if its root element does not end within `prefix`.
///
/// ```
/// # use tintype_protocol::image::metadata::Segment;
/// # use tintype_protocol::image::svg::with_size;
/// let document = br#"<svg viewBox="0 0 40 30"><path/></svg>"#;
/// let segments = with_size(document, document.len() as u64).unwrap_or_default();
/// assert_eq!(segments[0], Segment::Kept(0..4));
/// assert!(matches!(&segments[1], Segment::Written(text) if text.starts_with(br#" width="1024" height="768""#)));
/// ```
#[must_use]
pub fn with_size(prefix: &[u8], byte_length: u64) -> Option<Vec<Segment>> {
    let root = Root::find(prefix)?;
    let (width, height) = missing_size(&root)?;
    let style = root.value("style").unwrap_or_default();
    let quote = root.quote("style").unwrap_or('"');
    // An `!important` declaration of the element overrides every style sheet of the document.
    let (width, height, quote) = (text_of(width.into()), text_of(height.into()), String::from(quote));
    let size = [" width=\"", &width, "\" height=\"", &height, "\" style=", &quote].concat();
    let rule = [style, ";width:", &width, "px!important;height:", &height, "px!important", &quote].concat();
    let written = size + &rule;
    let mut segments = vec![Segment::Kept(0..root.name_end as u64), Segment::Written(written.into_bytes())];
    let mut at = root.name_end as u64;
    for attribute in
        root.attributes.iter().filter(|attribute| ["width", "height", "style"].contains(&attribute.name))
    {
        segments.push(Segment::Kept(at..attribute.range.start as u64));
        at = attribute.range.end as u64;
    }
    segments.push(Segment::Kept(at..byte_length));
    segments.retain(|segment| segment.byte_length() > 0);
    Some(segments)
}

/// Returns the size to add to the document, in whole pixels.
fn missing_size(root: &Root<'_>) -> Option<(u32, u32)> {
    let shape = view_box(root);
    let (width, height) = match (stated_side(root, "width"), stated_side(root, "height")) {
        (Some(_), Some(_)) => return None,
        (Some(width), None) => (width, shape.map_or(DEFAULT_SIZE.1, |(across, down)| width * down / across)),
        (None, Some(height)) => {
            (shape.map_or(DEFAULT_SIZE.0, |(across, down)| height * across / down), height)
        }
        (None, None) => shape.map_or(DEFAULT_SIZE, |(across, down)| {
            let scale = DEFAULT_SIDE / across.max(down);
            (across * scale, down * scale)
        }),
    };
    // The cast saturates. A size that is too large is refused, with its numbers, once the browser has read the
    // document.
    let pixels = |side: f64| (side.round() as u32).max(1);
    Some((pixels(width), pixels(height)))
}

/// Returns a side that the root element states, in pixels. Returns `None` if it is relative to a page, because there is
/// none.
fn stated_side(root: &Root<'_>, name: &str) -> Option<f64> {
    let style = root.value("style").and_then(|style| declared(style, name));
    pixels(style.or_else(|| root.value(name))?.trim())
}

/// Returns the value of a property in a `style` attribute.
fn declared<'a>(style: &'a str, name: &str) -> Option<&'a str> {
    let mut declarations = style.split(among(";")).filter_map(|declaration| cut(declaration, ":"));
    let found = declarations.rfind(|(property, _)| property.trim().eq_ignore_ascii_case(name))?;
    Some(found.1.split(among("!")).next().unwrap_or_default())
}

/// Converts an absolute length to CSS pixels. A side of 0 counts as missing, because only WebKit draws such a document.
fn pixels(text: &str) -> Option<f64> {
    let end =
        text.find(|character: char| !character.is_ascii_digit() && character != '.').unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    let unit = match unit.trim().to_ascii_lowercase().as_str() {
        "" | "px" => 1.0,
        "pt" => 96.0 / 72.0,
        "pc" | "em" | "rem" => 16.0,
        "ex" | "ch" => 8.0,
        "in" => 96.0,
        "cm" => 96.0 / 2.54,
        "mm" => 96.0 / 25.4,
        "q" => 96.0 / 101.6,
        _ => return None,
    };
    decimal(number).map(|value| value * unit).filter(|side| *side > 0.0)
}

/// Returns width and height of the `viewBox`, which determine the aspect ratio.
fn view_box(root: &Root<'_>) -> Option<(f64, f64)> {
    let text = root.value("viewBox")?;
    let numbers: Vec<&str> = text
        .split(|character: char| character == ',' || character.is_ascii_whitespace())
        .filter(|number| !number.is_empty())
        .collect();
    let [_, _, width, height] = numbers[..] else { return None };
    let side = |number: &str| decimal(number).filter(|side| *side > 0.0);
    Some((side(width)?, side(height)?))
}

#[cfg(test)]
mod tests;
