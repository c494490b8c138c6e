//! The mask of a retouched picture, stored as strokes so that each can be undone and redone.

use super::zoom::Point;

/// The tool of a stroke.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Tool {
    /// Adds paint.
    #[default]
    Brush,
    /// Removes paint.
    Eraser,
    /// Paints a rectangle from corner to corner.
    Rectangle,
    /// Removes all paint. The tool is not available to pointers.
    Clear,
    /// Inverts the mask. The tool is not available to pointers.
    Invert,
}

impl Tool {
    /// The pointer tools, in the order of their buttons.
    pub const ALL: [Self; 3] = [Self::Brush, Self::Eraser, Self::Rectangle];
}

/// A stroke of a tool, in pixels of the picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Stroke {
    /// The tool of the stroke.
    pub tool: Tool,
    /// The diameter of the tool.
    pub size: f64,
    /// The points of the stroke. A rectangle has two corners.
    pub points: Vec<Point>,
}

/// The strokes of a mask, including undone ones.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Mask {
    strokes: Vec<Stroke>,
    undone: Vec<Stroke>,
    /// Whether the last stroke can still be extended.
    is_open: bool,
}

impl Mask {
    /// Returns the strokes in the order of painting.
    pub fn strokes(&self) -> &[Stroke] {
        &self.strokes
    }

    /// Begins a stroke and clears the redo list.
    pub fn begin(&mut self, tool: Tool, size: f64, at: Point) {
        self.undone.clear();
        self.strokes.push(Stroke { tool, size, points: vec![at] });
        self.is_open = true;
    }

    /// Extends the stroke until it is ended.
    pub fn extend(&mut self, to: Point) {
        let Some(stroke) = self.strokes.last_mut().filter(|_| self.is_open) else { return };
        if stroke.tool == Tool::Rectangle {
            stroke.points.truncate(1);
        }
        stroke.points.push(to);
    }

    /// Removes all paint.
    pub fn clear(&mut self) {
        self.apply(Tool::Clear);
    }

    /// Inverts the mask.
    pub fn invert(&mut self) {
        self.apply(Tool::Invert);
    }

    // Record the tool as a stroke, so that Undo reverts it.
    fn apply(&mut self, tool: Tool) {
        self.end();
        self.undone.clear();
        self.strokes.push(Stroke { tool, size: 0.0, points: Vec::new() });
    }

    /// Whether a rectangle waits for its second corner.
    pub fn has_open_corner(&self) -> bool {
        let is_corner = |last: &Stroke| last.tool == Tool::Rectangle && last.points.len() == 1;
        self.is_open && self.strokes.last().is_some_and(is_corner)
    }

    /// Ends the current stroke.
    pub fn end(&mut self) {
        self.is_open = false;
    }

    /// Discards the current stroke, for example when a second finger starts a pinch.
    pub fn abandon(&mut self) {
        if self.is_open {
            self.strokes.pop();
            self.end();
        }
    }

    /// Undoes the last stroke.
    pub fn undo(&mut self) {
        self.end();
        self.undone.extend(self.strokes.pop());
    }

    /// Redoes the stroke that was undone last.
    pub fn redo(&mut self) {
        self.end();
        self.strokes.extend(self.undone.pop());
    }

    /// Whether a stroke can be undone.
    pub fn can_undo(&self) -> bool {
        !self.strokes.is_empty()
    }

    /// Whether a stroke can be redone.
    pub fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    /// Returns left, top, right and bottom of the painted area, clipped to a picture of this size, or `None` for an
    /// empty mask. Erased areas are not subtracted, because the model only needs the neighbourhood of the change.
    pub fn bounds(&self, (width, height): (f64, f64)) -> Option<[f64; 4]> {
        let around =
            |a: [f64; 4], b: [f64; 4]| [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])];
        let all = self.strokes.iter().fold(None, |before, stroke| match stroke.tool {
            Tool::Clear => None,
            Tool::Invert => Some([0.0, 0.0, width, height]),
            Tool::Eraser => before,
            Tool::Brush | Tool::Rectangle => {
                let radius = if stroke.tool == Tool::Rectangle { 0.0 } else { stroke.size / 2.0 };
                let ends =
                    stroke.points.iter().map(|(x, y)| [x - radius, y - radius, x + radius, y + radius]);
                before.into_iter().chain(ends).reduce(around)
            }
        });
        let [left, top, right, bottom] = all?;
        let all = [left.max(0.0), top.max(0.0), right.min(width), bottom.min(height)];
        (all[0] < all[2] && all[1] < all[3]).then_some(all)
    }

    /// Describes the area of the change for a model, because models accept no mask. The text is in English, which all
    /// models understand.
    pub fn words(&self, size: (f64, f64)) -> Option<String> {
        let [left, top, right, bottom] = self.bounds(size)?;
        let percent = |value: f64, side: f64| (value / side * 100.0).round();
        Some(format!(
            "Change only what lies between {}% and {}% of the width, counted from the left, and between {}% and {}% of \
             the height, counted from the top. Leave everything else as it is.",
            percent(left, size.0),
            percent(right, size.0),
            percent(top, size.1),
            percent(bottom, size.1),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: (f64, f64) = (200.0, 100.0);

    fn painted() -> Mask {
        let mut mask = Mask::default();
        mask.begin(Tool::Brush, 20.0, (50.0, 50.0));
        mask.extend((70.0, 50.0));
        mask
    }

    #[test]
    fn strokes_are_undone_and_redone() {
        let mut mask = painted();
        mask.begin(Tool::Eraser, 5.0, (50.0, 50.0));
        mask.undo();
        assert_eq!(mask.strokes().len(), 1);
        assert!(mask.can_undo() && mask.can_redo());
        mask.redo();
        assert_eq!((mask.strokes().len(), mask.can_redo()), (2, false));
        mask.undo();
        mask.begin(Tool::Brush, 5.0, (1.0, 1.0));
        assert!(!mask.can_redo(), "a new stroke ends the other way");
        mask.abandon();
        assert_eq!(mask.strokes(), painted().strokes());
    }

    #[test]
    fn an_empty_stroke_keeps_the_others() {
        let mut mask = painted();
        mask.end();
        mask.begin(Tool::Brush, 20.0, (1.0, 1.0));
        mask.abandon();
        // After a pinch, the remaining finger moves on and a second one joins it again.
        mask.extend((90.0, 90.0));
        mask.abandon();
        assert_eq!(mask.strokes(), painted().strokes());
    }

    #[test]
    fn an_undone_stroke_is_not_continued() {
        let mut mask = painted();
        mask.begin(Tool::Rectangle, 20.0, (1.0, 1.0));
        assert!(mask.has_open_corner());
        mask.undo();
        mask.extend((90.0, 90.0));
        assert_eq!(mask.strokes(), painted().strokes());
        mask.redo();
        assert!(!mask.has_open_corner());
    }

    #[test]
    fn a_rectangle_is_two_corners_however_it_was_drawn() {
        let mut mask = Mask::default();
        mask.begin(Tool::Rectangle, 9.0, (10.0, 20.0));
        mask.extend((50.0, 90.0));
        mask.extend((110.0, 60.0));
        assert_eq!(mask.strokes()[0].points, [(10.0, 20.0), (110.0, 60.0)]);
        assert_eq!(mask.bounds(SIZE), Some([10.0, 20.0, 110.0, 60.0]));
    }

    #[test]
    fn the_bounds_are_described_in_words() {
        assert_eq!(painted().bounds(SIZE), Some([40.0, 40.0, 80.0, 60.0]));
        let words = painted().words(SIZE).unwrap_or_default();
        assert!(
            words.contains("between 20% and 40% of the width") && words.contains("40% and 60% of the height")
        );
    }

    #[test]
    fn all_paint_is_cleared_or_inverted_and_both_are_undone() {
        let mut mask = painted();
        mask.clear();
        assert_eq!((mask.bounds(SIZE), mask.can_undo()), (None, true));
        mask.invert();
        assert_eq!(mask.bounds(SIZE), Some([0.0, 0.0, 200.0, 100.0]));
        mask.extend((90.0, 90.0));
        mask.undo();
        mask.undo();
        assert_eq!(mask.strokes(), painted().strokes());
        mask.invert();
        mask.clear();
        mask.begin(Tool::Brush, 20.0, (100.0, 50.0));
        assert_eq!(mask.bounds(SIZE), Some([90.0, 40.0, 110.0, 60.0]));
    }

    #[test]
    fn nothing_painted_is_no_mask() {
        let mut mask = Mask::default();
        assert_eq!(mask.words(SIZE), None);
        mask.begin(Tool::Eraser, 20.0, (50.0, 50.0));
        assert_eq!(mask.bounds(SIZE), None);
        mask.begin(Tool::Brush, 20.0, (500.0, 50.0));
        assert_eq!(painted().bounds((10.0, 10.0)), None, "beside the picture");
    }
}
