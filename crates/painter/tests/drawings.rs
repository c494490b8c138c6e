//! Drawings as a caller sees them: their size, their dependence on the inputs, and their label.

#![allow(missing_docs)]

use tintype_painter::{Picture, PixelGlyphs, add_sensor_noise, draw};

fn drawing(prompt: &str, seed: u64) -> Picture {
    draw(prompt, seed, (512, 512), &PixelGlyphs)
}

/// Returns the mean of each channel in 16 × 16 blocks.
fn thumbnail(picture: &Picture) -> Vec<u8> {
    let side = picture.width / 16;
    let mean = |left: u32, top: u32, channel: usize| {
        let pixels = (top..top + side).flat_map(|y| (left..left + side).map(move |x| (x, y)));
        let sum: u32 = pixels.map(|(x, y)| u32::from(picture.pixel(x, y)[channel])).sum();
        (sum / (side * side)) as u8
    };
    let blocks = (0..16).flat_map(|row| (0..16).map(move |column| (column * side, row * side)));
    blocks.flat_map(|(left, top)| [0, 1, 2].map(|channel| mean(left, top, channel))).collect()
}

#[test]
fn the_same_words_and_seed_draw_the_same_and_others_do_not() {
    let first = drawing("A house by the sea", 1);
    assert_eq!(first, drawing("A house by the sea", 1));
    for (prompt, seed) in
        [("A house by the sea", 2), ("A house by the sea at night", 1), ("城市", 1), ("", 1)]
    {
        let (one, other) = (thumbnail(&first), thumbnail(&drawing(prompt, seed)));
        let difference: u32 = one.iter().zip(&other).map(|(a, b)| u32::from(a.abs_diff(*b))).sum();
        assert!(difference > 16 * 16 * 3 * 8, "{prompt} {seed}: {difference}");
    }
}

#[test]
fn a_drawing_has_the_requested_size() {
    for size in [(1, 1), (64, 1024), (1536, 672)] {
        let picture = draw("A fox in the snow", 3, size, &PixelGlyphs);
        assert_eq!((picture.width, picture.height), size);
    }
}

#[test]
fn letters_without_a_font_are_named_below_the_prompt() {
    let picture = draw("雨夜", 1, (1024, 1024), &PixelGlyphs);
    // The note below the boxes has the amber of the label, so the lower half of the plate contains amber.
    let is_amber = |x: u32, y: u32| {
        let [r, g, b] = picture.pixel(x, y);
        r > 200 && (120..200).contains(&g) && b < 110
    };
    let amber = (50..400).filter(|x| (950..988).any(|y| is_amber(*x, y))).count();
    assert!(amber > 60, "{amber}");
}

#[test]
fn sensor_noise_changes_each_channel_by_itself() {
    let mut picture = Picture { width: 64, height: 64, rgb: vec![128; 64 * 64 * 3] };
    add_sensor_noise(&mut picture, 1);
    let is_grey = |pixel: &&[u8]| pixel[0] == pixel[1] && pixel[1] == pixel[2];
    assert!(picture.rgb.chunks_exact(3).filter(is_grey).count() < 64 * 64 / 8);
    assert!(picture.rgb.iter().all(|value| value.abs_diff(128) < 16));
}
