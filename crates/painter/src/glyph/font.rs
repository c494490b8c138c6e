//! Text from the outlines of a bundled font, with the system's fonts as a fallback for missing glyphs.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use ab_glyph::{Font, FontRef, FontVec, GlyphId, ScaleFont, point};

use super::glyphs::{Glyphs, Mask};
use super::scripts::is_silent;

/// The paths of Chinese fonts, and of two with many other scripts, on Debian, Ubuntu, Fedora, Arch, macOS and Windows.
const SYSTEM_FONTS: &[&str] = &[
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/google-noto-sans-cjk-fonts/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
    "/System/Library/Fonts/PingFang.ttc",
    "/System/Library/Fonts/Hiragino Sans GB.ttc",
    "/System/Library/Fonts/STHeiti Light.ttc",
    "/System/Library/Fonts/Supplemental/Arial Unicode.ttf",
    "C:\\Windows\\Fonts\\msyh.ttc",
    "C:\\Windows\\Fonts\\simsun.ttc",
    "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf",
    "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
];

/// A text rasterizer with fonts in order of preference.
pub struct FontGlyphs {
    own: Option<FontRef<'static>>,
    given: Vec<PathBuf>,
    /// The fallback fonts, read when a letter first needs them, because they are large.
    others: OnceLock<Vec<FontVec>>,
}

impl FontGlyphs {
    /// Uses only the bundled font, which looks the same on every machine.
    pub fn bundled() -> Self {
        let own = FontRef::try_from_slice(epaint_default_fonts::UBUNTU_LIGHT).ok();
        Self { own, given: Vec::new(), others: OnceLock::new() }
    }

    /// Uses the bundled font, then the font in a file, then the system's fonts.
    pub fn with_fonts(file: Option<PathBuf>) -> Self {
        let given = file.into_iter().chain(SYSTEM_FONTS.iter().map(PathBuf::from)).collect();
        Self { given, ..Self::bundled() }
    }

    /// Whether a file holds a font.
    pub fn is_font(path: &Path) -> bool {
        read(path).is_some()
    }

    fn face(&self, letter: char) -> Option<(&dyn DrawsGlyphs, GlyphId)> {
        if needs_shaping(letter) {
            return None;
        }
        let found = |font: &'_ dyn DrawsGlyphs| font.id(letter).0 != 0;
        if let Some(own) = self.own.as_ref().filter(|font| found(*font)) {
            return Some((own, own.id(letter)));
        }
        let others = self.others.get_or_init(|| self.given.iter().filter_map(|path| read(path)).collect());
        others.iter().find(|font| found(*font)).map(|font| (font as &dyn DrawsGlyphs, font.id(letter)))
    }

    /// Calls back for each visible letter with its position, and returns the total advance.
    fn walk(
        &self,
        text: &str,
        px: f32,
        mut each: impl FnMut(Option<(&dyn DrawsGlyphs, GlyphId)>, f32),
    ) -> f32 {
        text.chars().filter(|letter| *letter == ' ' || !is_silent(*letter)).fold(0.0, |x, letter| {
            let face = self.face(letter);
            each(face, x);
            x + face.map_or(px * 0.6, |(font, id)| font.advance(id, px))
        })
    }
}

impl Glyphs for FontGlyphs {
    fn has(&self, letter: char) -> bool {
        self.face(letter).is_some()
    }

    fn width(&self, text: &str, px: f32) -> f32 {
        self.walk(text, px, |_, _| ())
    }

    fn line(&self, text: &str, px: f32) -> Mask {
        let mut mask = Mask::blank(self.width(text, px), px);
        self.walk(text, px, |face, x| match face {
            Some((font, id)) => font.draw(id, px, x + 1.0, px * Mask::BASELINE, &mut mask),
            None => missing(&mut mask, x + 1.0, px),
        });
        mask
    }
}

/// Whether a letter belongs to a right-to-left script, or to one whose letters change with their neighbours. Such
/// letters count as missing, because glyphs are placed from left to right without shaping.
fn needs_shaping(letter: char) -> bool {
    is_rtl(letter)
        || matches!(letter, '\u{900}'..='\u{dff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
}

/// Whether a letter belongs to a right-to-left script, such as Hebrew or Arabic.
fn is_rtl(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

/// Reads a font file. A `.ttc` file contains several faces. The third of Noto's is simplified Chinese, and others have
/// at least a first.
fn read(path: &Path) -> Option<FontVec> {
    let bytes = std::fs::read(path).ok()?;
    let index = if FontRef::try_from_slice_and_index(&bytes, 2).is_ok() { 2 } else { 0 };
    FontVec::try_from_vec_and_index(bytes, index).ok()
}

/// The object-safe part of the `Font` trait.
trait DrawsGlyphs {
    fn id(&self, letter: char) -> GlyphId;
    fn advance(&self, id: GlyphId, px: f32) -> f32;
    fn draw(&self, id: GlyphId, px: f32, x: f32, baseline: f32, mask: &mut Mask);
}

impl<F: Font> DrawsGlyphs for F {
    fn id(&self, letter: char) -> GlyphId {
        self.glyph_id(letter)
    }

    fn advance(&self, id: GlyphId, px: f32) -> f32 {
        self.as_scaled(px * 1.15).h_advance(id)
    }

    fn draw(&self, id: GlyphId, px: f32, x: f32, baseline: f32, mask: &mut Mask) {
        let glyph = id.with_scale_and_position(px * 1.15, point(x, baseline));
        let Some(outline) = self.outline_glyph(glyph) else { return };
        let corner = outline.px_bounds().min;
        outline.draw(|dx, dy, cover| {
            let fill = (cover.clamp(0.0, 1.0) * 255.0) as u8;
            mask.add(corner.x as i32 + dx as i32, corner.y as i32 + dy as i32, fill);
        });
    }
}

/// Draws an empty box for a missing glyph.
fn missing(mask: &mut Mask, x: f32, px: f32) {
    let (left, right) = ((x + px * 0.06) as i32, (x + px * 0.5) as i32);
    let (top, bottom) = ((px * 0.35) as i32, (px * Mask::BASELINE) as i32);
    for column in left..=right {
        mask.add(column, top, 200);
        mask.add(column, bottom, 200);
    }
    for row in top..=bottom {
        mask.add(left, row, 200);
        mask.add(right, row, 200);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_leaves_ink_and_missing_letters_a_box() {
        let glyphs = FontGlyphs::bundled();
        assert!(glyphs.has('\u{416}'));
        assert!(['\u{96e8}', '\u{915}', '\u{5d0}', '\u{644}'].iter().all(|letter| !glyphs.has(*letter)));
        for text in ["Hello", "\u{96e8}"] {
            let mask = glyphs.line(text, 24.0);
            assert_eq!(mask.height, Mask::height_at(24.0));
            assert!(mask.coverage.iter().any(|fill| *fill > 150), "{text}");
        }
    }
}
