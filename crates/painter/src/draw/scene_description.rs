//! The scene that a prompt describes, recognized by a few hundred English and Chinese words.

use super::color::Color;
use super::kinds::{Place, Subject, Time, Weather};
use super::vocabulary::{COLORS, PLACES, SHADES, SUBJECTS, TIMES, Table};
use super::words::Words;

/// A parsed prompt.
#[derive(Debug)]
pub struct SceneDescription {
    /// The light: the time of day, the weather or neon.
    pub time: Time,
    /// The scenery, if one is named.
    pub place: Option<Place>,
    /// The figures in the order of the prompt, each with its colour if the prompt names one.
    pub figures: Vec<(Subject, Option<Color>)>,
    /// Colours of the scenery or of nothing in particular.
    pub tints: Vec<Color>,
    /// Rain, snow or neither.
    pub weather: Option<Weather>,
    /// Whether the picture is without colours.
    pub is_grey: bool,
    /// Whether the picture contains few elements.
    pub is_minimal: bool,
}

impl SceneDescription {
    /// Parses a prompt. The second value is true if the prompt names a time.
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
        let scene_description = Self {
            time: time.unwrap_or(Time::Day),
            place: first(&words, PLACES).or_else(|| figures.first().and_then(|(subject, _)| home(*subject))),
            figures,
            tints,
            weather,
            is_grey: words.has(&["monochrome", "black and white", "grayscale", "greyscale", "noir", "黑白"]),
            is_minimal: words.has(&[
                "minimalist",
                "minimal",
                "minimalism",
                "clean",
                "simple",
                "极简",
                "简约",
                "简洁",
            ]),
        };
        (scene_description, time.is_some())
    }
}

/// Returns the colours that some words name, in their order.
pub fn colors(words: &Words) -> Vec<Color> {
    placed_colors(words).into_iter().map(|(_, color)| color).collect()
}

/// Returns the subjects that some words name, in their order.
pub fn subjects(words: &Words) -> Vec<Subject> {
    all(words, SUBJECTS).into_iter().map(|(_, subject)| subject).collect()
}

/// Whether some words name a scenery. A poster does not count.
pub fn names_place(words: &Words) -> bool {
    PLACES.iter().any(|(place, names)| *place != Place::Poster && words.has(names))
}

/// Whether some words name a light.
pub fn names_time(words: &Words) -> bool {
    TIMES.iter().any(|(_, names)| words.has(names))
}

/// The maximum number of figures in a picture.
const MAX_FIGURES: usize = 3;

type Figures = Vec<(Subject, Option<Color>)>;

/// Assigns each colour to the noun that follows it. A colour after the last noun belongs to the first figure.
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
    let mut found: Vec<(usize, u32, Color)> = COLORS
        .iter()
        .filter_map(|(hex, names)| Some((words.find(names)?, *hex, shade(words, names, Color::hex(*hex)))))
        .collect();
    found.sort_unstable_by_key(|(place, hex, _)| (*place, *hex));
    found.into_iter().map(|(place, _, color)| (place, color)).collect()
}

/// Mixes a colour according to a word before its name, such as "pale" or "dark".
fn shade(words: &Words, names: &[&str], color: Color) -> Color {
    let is_named = |prefix: &str| {
        let joined = |name: &&str| {
            let gap = if name.is_ascii() { " " } else { "" };
            words.has(&[&format!("{prefix}{gap}{name}")])
        };
        names.iter().any(joined)
    };
    let shade = SHADES.iter().find(|(_, _, prefixes)| prefixes.iter().any(|prefix| is_named(prefix)));
    shade.map_or(color, |(hex, share, _)| color.mix(Color::hex(*hex), *share))
}

/// Returns the usual place of a subject, for a prompt that names none.
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

/// Returns all matches in the order of the text, without words inside another match, such as 人 in 机器人.
fn all<T: Copy>(words: &Words, table: Table<T>) -> Vec<(usize, T)> {
    let mut found: Vec<((usize, usize), T)> =
        table.iter().filter_map(|(value, names)| Some((words.span(names)?, *value))).collect();
    let spans: Vec<(usize, usize)> = found.iter().map(|(span, _)| *span).collect();
    let is_inside = |(start, end): (usize, usize)| {
        spans.iter().any(|(from, to)| *from <= start && end <= *to && to - from > end - start)
    };
    found.retain(|(span, _)| !is_inside(*span));
    found.sort_by_key(|(span, _)| span.0);
    found.into_iter().map(|((place, _), value)| (place, value)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_and_chinese_are_read_alike() {
        for prompt in ["A red boat on the sea at night", "夜晚的海上有一只红色的船"] {
            let (scene_description, _) = SceneDescription::read(prompt);
            assert_eq!(scene_description.place, Some(Place::Sea), "{prompt}");
            assert_eq!(scene_description.time, Time::Night, "{prompt}");
            assert_eq!(
                scene_description.figures,
                [(Subject::Boat, Some(Color::hex(0xd2_3b_2f)))],
                "{prompt}"
            );
        }
    }

    #[test]
    fn a_word_inside_of_another_means_nothing() {
        let figures = |prompt: &str| {
            SceneDescription::read(prompt).0.figures.iter().map(|figure| figure.0).collect::<Vec<_>>()
        };
        assert_eq!(figures("一个机器人"), [Subject::Robot]);
        assert_eq!(figures("一个人和一个机器人"), [Subject::Person, Subject::Robot]);
        assert_eq!(figures("桃花盛开"), [Subject::Flower]);
    }

    #[test]
    fn shades_are_lighter_and_darker() {
        let lightness = |prompt: &str| SceneDescription::read(prompt).0.tints[0].lightness();
        assert!(lightness("pale green hills") > lightness("green hills"));
        assert!(lightness("深蓝的山") < lightness("蓝的山"));
    }

    #[test]
    fn a_colour_belongs_to_the_noun_after_it() {
        let (green, white) = (Color::hex(0x4f_9a_4a), Color::hex(0xf4_f1_ea));
        let (scene_description, _) = SceneDescription::read("a white house on a green hill with flowers");
        assert_eq!(scene_description.figures, [(Subject::House, Some(white)), (Subject::Flower, None)]);
        assert_eq!(scene_description.tints, [green]);
    }
}
