//! What a prompt asks to see, as far as a few hundred words of two languages tell.

use super::color::Color;
use super::vocabulary::{COLORS, PLACES, SUBJECTS, TIMES, Table};
use super::words::Words;

/// A reading of a prompt.
#[derive(Debug)]
pub struct Brief {
    /// Hour and weather.
    pub time: Time,
    /// The scenery, if one is named.
    pub place: Option<Place>,
    /// What stands in it, in the order named, each with a colour if one was said of it.
    pub figures: Vec<(Subject, Option<Color>)>,
    /// Colours said of the scenery or of nothing in particular.
    pub tints: Vec<Color>,
    /// Rain, snow or neither.
    pub weather: Option<Weather>,
    /// Without colours.
    pub is_grey: bool,
}

/// The light.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Time {
    /// Before sunrise.
    Dawn,
    /// Full light.
    Day,
    /// A low sun.
    Sunset,
    /// After it.
    Dusk,
    /// Moon and stars.
    Night,
    /// Grey weather.
    Overcast,
    /// Coloured light at night.
    Neon,
}

/// The scenery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Place {
    Mountains,
    Hills,
    Sea,
    City,
    Forest,
    Desert,
    Table,
    Space,
    Poster,
}

/// Something that stands in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Subject {
    Cat,
    Fox,
    Bird,
    Fish,
    Person,
    Tree,
    Flower,
    Boat,
    House,
    Lighthouse,
    Balloon,
    Rocket,
    Robot,
    Cup,
    Apple,
    Banana,
    Vase,
}

/// What falls from the sky.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Weather {
    Rain,
    Snow,
}

impl Brief {
    /// Reads a prompt. `None` in place of a time or place means that it names none.
    pub fn read(prompt: &str) -> (Self, bool) {
        let words = Words::of(prompt);
        let time = first(&words, TIMES);
        let (figures, tints) = colored(&words);
        let weather = if words.has(&["rain", "rainy", "storm", "雨"]) {
            Some(Weather::Rain)
        } else if words.has(&["snow", "snowy", "blizzard", "winter", "雪", "冬"]) {
            Some(Weather::Snow)
        } else {
            None
        };
        let brief = Self {
            time: time.unwrap_or(Time::Day),
            place: first(&words, PLACES).or_else(|| figures.first().and_then(|(subject, _)| home(*subject))),
            figures,
            tints,
            weather,
            is_grey: words.has(&["monochrome", "black and white", "grayscale", "greyscale", "noir", "黑白"]),
        };
        (brief, time.is_some())
    }
}

/// Colours named in some words, in their order.
pub fn colors(words: &Words) -> Vec<Color> {
    placed_colors(words).into_iter().map(|(_, color)| color).collect()
}

/// Subjects named in some words, in their order.
pub fn subjects(words: &Words) -> Vec<Subject> {
    all(words, SUBJECTS).into_iter().map(|(_, subject)| subject).collect()
}

/// How many figures fit into a picture.
const MAX_FIGURES: usize = 3;

type Figures = Vec<(Subject, Option<Color>)>;

/// A colour belongs to the noun that follows it; after the last noun, to the first figure.
fn colored(words: &Words) -> (Figures, Vec<Color>) {
    let mut found = all(words, SUBJECTS);
    found.truncate(MAX_FIGURES);
    let mut figures: Figures = found.iter().map(|(_, subject)| (*subject, None)).collect();
    let mut tints = Vec::new();
    for (place, color) in placed_colors(words) {
        let next_figure = found.iter().position(|(at, _)| *at > place);
        let next_scenery =
            PLACES.iter().filter_map(|(_, names)| words.find(names)).filter(|at| *at > place).min();
        let owner = match (next_figure, next_scenery) {
            (Some(index), Some(scenery)) if found[index].0 <= scenery => Some(index),
            (Some(index), None) => Some(index),
            (_, Some(_)) => None,
            (None, None) => (!figures.is_empty()).then_some(0),
        };
        match owner.and_then(|index| figures.get_mut(index)) {
            Some((_, own @ None)) => *own = Some(color),
            _ => tints.push(color),
        }
    }
    (figures, tints)
}

fn placed_colors(words: &Words) -> Vec<(usize, Color)> {
    let mut found: Vec<(usize, u32)> =
        COLORS.iter().filter_map(|(hex, names)| Some((words.find(names)?, *hex))).collect();
    found.sort_unstable();
    found.into_iter().map(|(place, hex)| (place, Color::hex(hex))).collect()
}

/// Where a subject is at home when no place is named.
fn home(subject: Subject) -> Option<Place> {
    match subject {
        Subject::Boat | Subject::Fish | Subject::Lighthouse => Some(Place::Sea),
        Subject::Cup | Subject::Apple | Subject::Banana | Subject::Vase => Some(Place::Table),
        Subject::Rocket => Some(Place::Space),
        Subject::Robot => Some(Place::City),
        Subject::Balloon | Subject::House | Subject::Tree | Subject::Flower | Subject::Fox => {
            Some(Place::Hills)
        }
        Subject::Cat | Subject::Bird | Subject::Person => None,
    }
}

fn first<T: Copy>(words: &Words, table: Table<T>) -> Option<T> {
    table.iter().find(|(_, names)| words.has(names)).map(|(value, _)| *value)
}

fn all<T: Copy>(words: &Words, table: Table<T>) -> Vec<(usize, T)> {
    let mut found: Vec<(usize, T)> =
        table.iter().filter_map(|(value, names)| Some((words.find(names)?, *value))).collect();
    found.sort_by_key(|(place, _)| *place);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_and_chinese_are_read_alike() {
        for prompt in ["A red boat on the sea at night", "夜晚的海上有一只红色的船"] {
            let (brief, _) = Brief::read(prompt);
            assert_eq!(brief.place, Some(Place::Sea), "{prompt}");
            assert_eq!(brief.time, Time::Night, "{prompt}");
            assert_eq!(brief.figures, [(Subject::Boat, Some(Color::hex(0xd2_3b_2f)))], "{prompt}");
        }
    }

    #[test]
    fn a_colour_belongs_to_the_noun_after_it() {
        let (green, white) = (Color::hex(0x4f_9a_4a), Color::hex(0xf4_f1_ea));
        let (brief, _) = Brief::read("a white house on a green hill with flowers");
        assert_eq!(brief.figures, [(Subject::House, Some(white)), (Subject::Flower, None)]);
        assert_eq!(brief.tints, [green]);
    }
}
