//! The part of a picture that may change, as the strokes that painted it: taken back and put again one by one.

use super::zoom::Point;

/// The effect of a stroke.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Tool {
    /// Paints.
    #[default]
    Brush,
    /// Takes paint away.
    Eraser,
    /// Paints a rectangle from corner to corner.
    Rectangle,
    /// Takes all paint away. No pointer uses it.
    Clear,
    /// Paints what is unpainted, and the reverse. No pointer uses it.
    Invert,
}

impl Tool {
    /// The tools of a pointer, in the order of their buttons.
    pub const ALL: [Self; 3] = [Self::Brush, Self::Eraser, Self::Rectangle];
}

/// One movement of the tool, in pixels of the picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Stroke {
    /// With what.
    pub tool: Tool,
    /// Across.
    pub size: f64,
    /// Its points; a rectangle has its two corners.
    pub points: Vec<Point>,
}

/// The strokes so far.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Mask {
    strokes: Vec<Stroke>,
    undone: Vec<Stroke>,
    /// Whether the last stroke can still go on.
    is_open: bool,
}

impl Mask {
    /// In the order in which they were made.
    pub fn strokes(&self) -> &[Stroke] {
        &self.strokes
    }

    /// Begins a stroke. What was taken back before is gone.
    pub fn begin(&mut self, tool: Tool, size: f64, at: Point) {
        self.undone.clear();
        self.strokes.push(Stroke { tool, size, points: vec![at] });
        self.is_open = true;
    }

    /// Goes on with it, until it is ended.
    pub fn extend(&mut self, to: Point) {
        let Some(stroke) = self.strokes.last_mut().filter(|_| self.is_open) else { return };
        if stroke.tool == Tool::Rectangle {
            stroke.points.truncate(1);
        }
        stroke.points.push(to);
    }

    /// Takes all paint away.
    pub fn clear(&mut self) {
        self.apply(Tool::Clear);
    }

    /// Paints what is unpainted, and takes the paint of the rest away.
    pub fn invert(&mut self) {
        self.apply(Tool::Invert);
    }

    // A stroke like others, so that Undo takes it back.
    fn apply(&mut self, tool: Tool) {
        self.end();
        self.undone.clear();
        self.strokes.push(Stroke { tool, size: 0.0, points: Vec::new() });
    }

    /// Whether a rectangle waits for its other corner.
    pub fn has_open_corner(&self) -> bool {
        let is_corner = |last: &Stroke| last.tool == Tool::Rectangle && last.points.len() == 1;
        self.is_open && self.strokes.last().is_some_and(is_corner)
    }

    /// Ends the stroke that was begun.
    pub fn end(&mut self) {
        self.is_open = false;
    }

    /// Gives it up, as when a second finger shows that it was none.
    pub fn abandon(&mut self) {
        if self.is_open {
            self.strokes.pop();
            self.end();
        }
    }

    /// Takes the last stroke back.
    pub fn undo(&mut self) {
        self.end();
        self.undone.extend(self.strokes.pop());
    }

    /// Puts it again.
    pub fn redo(&mut self) {
        self.end();
        self.strokes.extend(self.undone.pop());
    }

    /// Whether there is something to take back.
    pub fn can_undo(&self) -> bool {
        !self.strokes.is_empty()
    }

    /// Whether there is something to put again.
    pub fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    /// Left, top, right and bottom of all that was ever painted, within a picture of this size; `None` for nothing.
    /// Erased areas are not subtracted: the model only needs the neighbourhood of the change.
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

    /// Says in words where the change belongs, for a model that takes no mask. In English, which all of them read.
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
        // The finger that is left of a pinch moves on, and another joins it again.
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
