//! The changes that an instruction describes.

use crate::draw::color::Color;
use crate::draw::kinds::{Subject, Weather};
use crate::draw::scene_description::{colors, names_place, names_time, subjects};
use crate::draw::words::Words;

/// A change to a picture.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum Change {
    Monochrome,
    Sepia,
    Invert,
    Brighter,
    Darker,
    Warmer,
    Cooler,
    MoreContrast,
    MoreColor,
    Night,
    Blur,
    Sharpen,
    Mirror,
    UpsideDown,
    /// A rotation to the right in quarter turns.
    Turn(u8),
    Tint(Color),
    Border(Color),
    Background(Color),
    /// The scenery that these words name, as the new background.
    Scenery(String),
    Letters(String),
    Add(Subject, Color),
    Fall(Weather),
}

type Simple = (Change, &'static [&'static str]);

const SIMPLE: &[Simple] = &[
    (
        Change::Monochrome,
        &[
            "black and white",
            "black-and-white",
            "monochrome",
            "grayscale",
            "greyscale",
            "b&w",
            "desaturate",
            "黑白",
            "灰度",
            "单色",
        ],
    ),
    (Change::Sepia, &["sepia", "vintage", "old photo", "antique", "复古", "怀旧", "老照片"]),
    (Change::Invert, &["invert", "negative", "反色", "负片"]),
    (
        Change::Brighter,
        &[
            "brighten",
            "brighter",
            "lighter",
            "lighten",
            "exposure",
            "变亮",
            "调亮",
            "更亮",
            "提亮",
            "亮一点",
            "亮一些",
        ],
    ),
    (Change::Darker, &["darken", "darker", "dim", "dimmer", "变暗", "调暗", "更暗", "暗一点", "暗一些"]),
    (Change::Warmer, &["warmer", "warm", "sunset", "golden", "更暖", "变暖", "暖色", "暖"]),
    (Change::Cooler, &["cooler", "cool", "cold", "colder", "更冷", "变冷", "冷色", "冷"]),
    (Change::MoreContrast, &["contrast", "dramatic", "对比度", "对比"]),
    (
        Change::MoreColor,
        &["saturate", "saturation", "vivid", "vibrant", "colorful", "colourful", "鲜艳", "饱和"],
    ),
    (Change::Night, &["night", "nighttime", "midnight", "夜晚", "夜景", "晚上"]),
    (Change::Blur, &["blur", "blurry", "blurred", "soften", "bokeh", "模糊", "虚化"]),
    (Change::Sharpen, &["sharpen", "sharper", "sharp", "crisp", "锐化", "清晰"]),
    (
        Change::UpsideDown,
        &["flip vertically", "vertical flip", "upside down", "upside-down", "垂直翻转", "上下翻转", "倒过来"],
    ),
    (Change::Fall(Weather::Snow), &["snow", "snowy", "snowing", "winter", "下雪", "雪"]),
    (Change::Fall(Weather::Rain), &["rain", "rainy", "raining", "下雨", "雨"]),
];

const PAPER: Color = Color::hex(0xf6_f2_e8);

/// Returns every recognized change, in the order in which the changes are applied.
pub fn read(instruction: &str) -> Vec<Change> {
    // Quoted text is drawn on the picture, so its words are not part of the instruction.
    let quoted = quoted(instruction);
    let rest =
        quoted.as_deref().map_or_else(|| instruction.to_owned(), |text| instruction.replace(text, " "));
    let words = Words::of(&rest);
    if let Some(scenery) = scenery(&words, &rest) {
        // The light and weather apply to the background, not to the whole picture.
        return vec![scenery];
    }
    let mut changes: Vec<Change> =
        SIMPLE.iter().filter(|(_, names)| words.has(names)).map(|(change, _)| change.clone()).collect();
    if let Some(turn) = turn(&words, &changes) {
        changes.push(turn);
    }
    changes.extend(added(&words));
    changes.extend(colored(&words, changes.is_empty()));
    changes.extend(letters(&words, &rest, quoted).map(Change::Letters));
    changes
}

fn turn(words: &Words, known: &[Change]) -> Option<Change> {
    let is_known = known.contains(&Change::UpsideDown);
    if !is_known
        && words.has(&["mirror", "mirrored", "flip", "flipped", "reflect", "镜像", "翻转", "水平翻转"])
    {
        return Some(Change::Mirror);
    }
    if !words.has(&["rotate", "rotated", "rotation", "turn it", "旋转", "转"]) {
        return None;
    }
    let quarters = if words.has(&["180", "half"]) {
        2
    } else if words.has(&[
        "270",
        "left",
        "counterclockwise",
        "counter-clockwise",
        "anticlockwise",
        "向左",
        "逆时针",
    ]) {
        3
    } else {
        1
    };
    Some(Change::Turn(quarters))
}

fn added(words: &Words) -> Vec<Change> {
    if !words.has(&["add", "put", "place", "insert", "include", "with a", "加", "添加", "放"]) {
        return Vec::new();
    }
    let color = colors(words).first().copied().unwrap_or(Color::hex(0xd9_5f_3b));
    subjects(words).into_iter().take(2).map(|subject| Change::Add(subject, color)).collect()
}

const BEHIND: &[&str] = &["background", "backdrop", "背景"];

/// Reads a background that is a place, or a light without a colour.
fn scenery(words: &Words, rest: &str) -> Option<Change> {
    let is_meant = words.has(BEHIND)
        && (names_place(words) || (names_time(words) && colors(words).is_empty()))
        && !words.has(&["blur", "blurry", "blurred", "bokeh", "模糊", "虚化"]);
    is_meant.then(|| Change::Scenery(rest.to_owned()))
}

/// Reads borders and backgrounds. A colour that belongs to neither tints the whole picture.
fn colored(words: &Words, is_alone: bool) -> Option<Change> {
    let color = colors(words).first().copied();
    if words.has(&["border", "frame", "framed", "passepartout", "边框", "相框", "画框"]) {
        return Some(Change::Border(color.unwrap_or(PAPER)));
    }
    if words.has(BEHIND) {
        let is_gone = words.has(&["remove", "delete", "transparent", "去除", "去掉", "移除"]);
        return color.or(is_gone.then_some(PAPER)).map(Change::Background);
    }
    color.filter(|_| is_alone).map(Change::Tint)
}

fn letters(words: &Words, rest: &str, quoted: Option<String>) -> Option<String> {
    let is_meant = words.has(&[
        "text", "write", "caption", "title", "say", "says", "saying", "word", "headline", "label", "letter",
        "文字", "写", "标题", "字",
    ]);
    if !is_meant {
        return None;
    }
    let after = |mark: &str| rest.find(mark).map(|at| rest[at + mark.len()..].trim().to_owned());
    let marks =
        ["that says ", "saying ", "caption: ", "text: ", "write ", "text ", "title ", "文字", "写上", "写"];
    quoted.or_else(|| marks.iter().find_map(|mark| after(mark))).filter(|text| !text.is_empty())
}

/// Returns the first text in quotation marks.
fn quoted(text: &str) -> Option<String> {
    const PAIRS: [(char, char); 6] = [
        ('"', '"'),
        ('\u{201c}', '\u{201d}'),
        ('\u{2018}', '\u{2019}'),
        ('\u{300c}', '\u{300d}'),
        ('\u{300a}', '\u{300b}'),
        ('\u{ab}', '\u{bb}'),
    ];
    PAIRS.iter().find_map(|(open, close)| {
        let start = text.find(*open)? + open.len_utf8();
        let length = text[start..].find(*close)?;
        Some(text[start..start + length].to_owned()).filter(|inner| !inner.trim().is_empty())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instructions_of_both_languages_are_read() {
        let cases = [
            ("Make it black and white", vec![Change::Monochrome]),
            ("变成黑白", vec![Change::Monochrome]),
            ("Rotate it 90 degrees to the left", vec![Change::Turn(3)]),
            ("flip it vertically, upside down", vec![Change::UpsideDown]),
            ("mirror the picture", vec![Change::Mirror]),
            ("Make it blue", vec![Change::Tint(Color::hex(0x2f_6f_d0))]),
            ("Add a red border", vec![Change::Border(Color::hex(0xd2_3b_2f))]),
            ("change the background to green", vec![Change::Background(Color::hex(0x4f_9a_4a))]),
            (
                "replace the background with a beach at sunset",
                vec![Change::Scenery("replace the background with a beach at sunset".into())],
            ),
            ("把背景换成森林", vec![Change::Scenery("把背景换成森林".into())]),
            ("blur the background", vec![Change::Blur]),
            ("Add the text \"Make it blue\"", vec![Change::Letters("Make it blue".into())]),
            ("add a cat", vec![Change::Add(Subject::Cat, Color::hex(0xd9_5f_3b))]),
            ("warmer and sharper", vec![Change::Warmer, Change::Sharpen]),
            ("give her a hat", vec![]),
        ];
        for (instruction, changes) in cases {
            assert_eq!(read(instruction), changes, "{instruction}");
        }
    }
}
