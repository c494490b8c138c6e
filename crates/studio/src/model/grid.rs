//! The layout of the gallery: squares in rows, grouped by day. Only rows near the viewport are in the DOM, so that the
//! number of elements does not grow with the number of pictures.
//!
//! ```text
//! days of the pictures, newest first ─► Layout ─► rows between two heights ─► the pictures of a row
//! ```

use std::ops::Range;

/// The gap between two squares, in pixels.
pub const GAP_PX: f64 = 8.0;
/// The height of a day header, in pixels.
pub const HEADER_PX: f64 = 40.0;
/// The number of pictures that stay in the DOM, however far the gallery is from the viewport.
const ALWAYS: usize = 24;

/// The size of the squares.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Density {
    /// Many small squares.
    Small,
    /// The default size.
    #[default]
    Medium,
    /// Few large squares.
    Large,
}

impl Density {
    /// All sizes, smallest first.
    pub const ALL: [Self; 3] = [Self::Small, Self::Medium, Self::Large];

    /// Returns the name in storage.
    pub fn value(self) -> &'static str {
        match self {
            Self::Small => "small",
            Self::Medium => "medium",
            Self::Large => "large",
        }
    }

    /// Parses the name from storage. An unknown name is the default.
    pub fn from_value(value: &str) -> Self {
        Self::ALL.into_iter().find(|density| density.value() == value).unwrap_or_default()
    }

    /// Returns the minimum width of a square and the minimum number of squares per row.
    fn least(self) -> (f64, usize) {
        match self {
            Self::Small => (104.0, 4),
            Self::Medium => (168.0, 3),
            Self::Large => (256.0, 2),
        }
    }

    /// Returns the number of squares in a row of this width.
    pub fn columns(self, width_px: f64) -> usize {
        let (least_px, least) = self.least();
        (((width_px + GAP_PX) / (least_px + GAP_PX)) as usize).max(least)
    }
}

/// A row of the gallery: a day header, or pictures of that day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Row {
    /// The day, as a number of days since 1970.
    pub day: i32,
    /// The index among the picture rows of that day, or `None` for the header.
    pub nth: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Group {
    day: i32,
    first: usize,
    count: usize,
    top_px: f64,
    /// The number of rows before the group.
    rows_before: usize,
}

/// A movement of the focus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    /// To the previous picture.
    Left,
    /// To the next picture.
    Right,
    /// To the row above.
    Up,
    /// To the row below.
    Down,
    /// By this many rows up.
    PageUp(usize),
    /// By this many rows down.
    PageDown(usize),
    /// To the first picture of the row.
    RowStart,
    /// To the last picture of the row.
    RowEnd,
    /// To the first picture of the gallery.
    First,
    /// To the last picture of the gallery.
    Last,
}

/// The positions of all pictures.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    groups: Vec<Group>,
    columns: usize,
    cell_px: f64,
    count: usize,
    height_px: f64,
}

impl Layout {
    /// Computes the layout from the day of each picture, newest first.
    pub fn new(days: &[i32], width_px: f64, density: Density) -> Self {
        let columns = density.columns(width_px);
        let cell_px = ((width_px - GAP_PX * (columns - 1) as f64) / columns as f64).max(1.0);
        let mut layout = Self { groups: Vec::new(), columns, cell_px, count: days.len(), height_px: 0.0 };
        let (mut first, mut rows_before) = (0, 0);
        for same in days.chunk_by(|one, other| one == other) {
            let group =
                Group { day: same[0], first, count: same.len(), top_px: layout.height_px, rows_before };
            let rows = group.count.div_ceil(columns);
            layout.height_px += HEADER_PX + rows as f64 * layout.row_px();
            first += group.count;
            rows_before += rows + 1;
            layout.groups.push(group);
        }
        layout
    }

    fn row_px(&self) -> f64 {
        self.cell_px + GAP_PX
    }

    /// Returns the side length of a square, in pixels.
    pub fn cell_px(&self) -> f64 {
        self.cell_px
    }

    /// Returns the height of all rows, in pixels.
    pub fn height_px(&self) -> f64 {
        self.height_px
    }

    /// Returns the number of rows, including day headers.
    pub fn row_count(&self) -> usize {
        self.groups.last().map_or(0, |last| last.rows_before + 1 + last.count.div_ceil(self.columns))
    }

    fn group(&self, day: i32) -> Option<&Group> {
        // The groups are sorted by descending day.
        let at = self.groups.binary_search_by(|group| day.cmp(&group.day)).ok()?;
        self.groups.get(at)
    }

    /// Returns the number of a row among all rows, starting at 1.
    pub fn row_number(&self, row: Row) -> usize {
        self.group(row.day).map_or(0, |group| group.rows_before + 1 + row.nth.map_or(0, |nth| nth + 1))
    }

    /// Returns the distance of a row from the top, in pixels.
    pub fn top_px(&self, row: Row) -> f64 {
        let within = row.nth.map_or(0.0, |nth| HEADER_PX + nth as f64 * self.row_px());
        self.group(row.day).map_or(0.0, |group| group.top_px + within)
    }

    /// Returns the indexes of the pictures in a row.
    pub fn cells(&self, row: Row) -> Range<usize> {
        let Some((group, nth)) = self.group(row.day).zip(row.nth) else { return 0..0 };
        let end = group.first + group.count;
        let first = group.first + nth * self.columns;
        first.min(end)..(first + self.columns).min(end)
    }

    /// Returns the number of pictures of a day.
    pub fn count_of(&self, day: i32) -> usize {
        self.group(day).map_or(0, |group| group.count)
    }

    /// Returns the row of the picture at this index.
    pub fn row_of(&self, place: usize) -> Option<Row> {
        let holds = |group: &&Group| (group.first..group.first + group.count).contains(&place);
        let group = self.groups.iter().find(holds)?;
        Some(Row { day: group.day, nth: Some((place - group.first) / self.columns) })
    }

    fn all_rows(&self) -> impl Iterator<Item = Row> {
        self.groups.iter().flat_map(|group| {
            let rows = 0..group.count.div_ceil(self.columns);
            std::iter::once(None).chain(rows.map(Some)).map(|nth| Row { day: group.day, nth })
        })
    }

    /// Returns the rows that are in the DOM: the rows between two heights, the first rows, and the row of the focused
    /// picture, because an element loses the focus when it is removed from the DOM.
    pub fn rows(&self, from_px: f64, to_px: f64, focused: Option<usize>) -> Vec<Row> {
        let focused = focused.and_then(|place| self.row_of(place));
        let is_in = |row: &Row| {
            let top_px = self.top_px(*row);
            let height_px = if row.nth.is_some() { self.row_px() } else { HEADER_PX };
            let is_first = match row.nth {
                Some(_) => self.cells(*row).start < ALWAYS,
                None => self.group(row.day).is_some_and(|group| group.first < ALWAYS),
            };
            is_first || Some(*row) == focused || (top_px < to_px && top_px + height_px > from_px)
        };
        self.all_rows().filter(is_in).collect()
    }

    /// Returns the index that a movement leads to.
    pub fn step(&self, from: usize, direction: Move) -> usize {
        let last = self.count.saturating_sub(1);
        let Some(row) = self.row_of(from) else { return from.min(last) };
        let cells = self.cells(row);
        match direction {
            Move::Left => from.saturating_sub(1),
            Move::Right => (from + 1).min(last),
            Move::RowStart => cells.start,
            Move::RowEnd => cells.end - 1,
            Move::First => 0,
            Move::Last => last,
            Move::Up => self.by_rows(from, -1),
            Move::Down => self.by_rows(from, 1),
            Move::PageUp(rows) => self.by_rows(from, -(rows as isize)),
            Move::PageDown(rows) => self.by_rows(from, rows as isize),
        }
    }

    fn by_rows(&self, from: usize, by: isize) -> usize {
        let rows: Vec<Row> = self.all_rows().filter(|row| row.nth.is_some()).collect();
        let Some(here) = rows.iter().position(|row| self.cells(*row).contains(&from)) else { return from };
        let column = from - self.cells(rows[here]).start;
        let there = here.saturating_add_signed(by).min(rows.len() - 1);
        let cells = self.cells(rows[there]);
        // In the last row, moving down leaves the focus in place.
        match there == here && by > 0 {
            true => from,
            false => (cells.start + column).min(cells.end - 1),
        }
    }

    /// Returns the indexes of the pictures that intersect the rectangle between two points.
    pub fn within(&self, one: (f64, f64), other: (f64, f64)) -> Vec<usize> {
        let (left, right) = (one.0.min(other.0), one.0.max(other.0));
        let (top, bottom) = (one.1.min(other.1), one.1.max(other.1));
        let touches = |row: &Row| {
            let row_top = self.top_px(*row);
            row_top < bottom && row_top + self.cell_px > top
        };
        let rows = self.all_rows().filter(|row| row.nth.is_some()).filter(touches);
        rows.flat_map(|row| {
            self.cells(row).enumerate().filter_map(move |(column, place)| {
                let cell_left = column as f64 * self.row_px();
                (cell_left < right && cell_left + self.cell_px > left).then_some(place)
            })
        })
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Creates a layout with four squares of 100 px per row, with five pictures of one day and two of the day before.
    fn layout() -> Layout {
        Layout::new(&[9, 9, 9, 9, 9, 8, 8], 424.0, Density::Small)
    }

    fn row(day: i32, nth: Option<usize>) -> Row {
        Row { day, nth }
    }

    #[test]
    fn pictures_stand_below_their_day() {
        let layout = layout();
        assert_eq!((layout.columns, layout.cell_px()), (4, 100.0));
        assert_eq!(layout.cells(row(9, Some(0))), 0..4);
        assert_eq!(layout.cells(row(9, Some(1))), 4..5);
        assert_eq!(layout.cells(row(8, Some(0))), 5..7);
        assert_eq!(layout.top_px(row(8, None)), HEADER_PX + 2.0 * 108.0);
        assert_eq!(layout.height_px(), 2.0 * HEADER_PX + 3.0 * 108.0);
        assert_eq!((layout.row_count(), layout.row_number(row(8, Some(0)))), (5, 5));
        assert_eq!((layout.count_of(9), layout.count_of(7)), (5, 0));
        assert_eq!(Layout::new(&[], 424.0, Density::Small).height_px(), 0.0);
    }

    #[test]
    fn only_rows_near_the_viewport_are_in_the_page() {
        let days: Vec<i32> = (0..2_000).map(|place| 900 - place / 25).collect();
        let layout = Layout::new(&days, 1_000.0, Density::Medium);
        let middle = layout.height_px() / 2.0;
        let rows = layout.rows(middle, middle + 900.0, Some(1_999));
        assert!(rows.len() < 30, "{}", rows.len());
        assert!(rows.iter().any(|row| layout.cells(*row).contains(&1_999)), "the focus stays in the page");
        assert!(rows.iter().any(|row| layout.cells(*row).contains(&0)), "the first are always there");
        let near = |row: &&Row| (middle..middle + 900.0).contains(&layout.top_px(**row));
        assert!(rows.iter().filter(near).count() > 4);
    }

    #[test]
    fn arrows_cross_the_names_of_days() {
        let layout = layout();
        assert_eq!(layout.step(2, Move::Down), 4, "a short row has no such column");
        assert_eq!(layout.step(4, Move::Down), 5);
        assert_eq!(layout.step(6, Move::Up), 4);
        assert_eq!(layout.step(6, Move::Down), 6);
        assert_eq!(layout.step(0, Move::Up), 0);
        assert_eq!((layout.step(0, Move::Left), layout.step(6, Move::Right)), (0, 6));
        assert_eq!((layout.step(1, Move::RowEnd), layout.step(2, Move::RowStart)), (3, 0));
        assert_eq!((layout.step(3, Move::First), layout.step(3, Move::Last)), (0, 6));
        assert_eq!((layout.step(1, Move::PageDown(9)), layout.step(6, Move::PageUp(2))), (6, 1));
    }

    #[test]
    fn a_frame_takes_the_pictures_that_it_touches() {
        let layout = layout();
        assert_eq!(layout.within((150.0, 400.0), (90.0, HEADER_PX + 50.0)), [0, 1, 4, 5, 6]);
        assert!(layout.within((101.0, 0.0), (107.0, 900.0)).is_empty(), "between two squares");
    }

    #[test]
    fn a_narrow_screen_has_columns_too() {
        let columns = Density::ALL.map(|density| density.columns(358.0));
        assert_eq!(columns, [4, 3, 2]);
        assert!(Density::ALL.iter().all(|density| Density::from_value(density.value()) == *density));
    }
}
