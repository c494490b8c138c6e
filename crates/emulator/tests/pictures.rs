//! The images of the demo painter in the answers of the pure function.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod client;

use client::*;
use image::GenericImageView;
use serde_json::{Value, json};
use tintype_emulator::{DemoPainter, respond};
use tintype_painter::PixelGlyphs;

const DEMO: DemoPainter<PixelGlyphs> = DemoPainter(PixelGlyphs);

fn text(answer: &Value) -> &str {
    answer["candidates"][0]["content"]["parts"][0]["text"].as_str().unwrap()
}

#[test]
fn an_answer_has_the_drawing_of_its_prompt_and_seed() {
    let drawing = |text: &str, seed: i64| {
        picture_with(
            &DEMO,
            SMALL,
            &prompt(text, json!({ "seed": seed, "imageConfig": { "imageSize": "512" } })),
        )
        .2
    };
    let first = drawing("A house by the sea", 1);
    assert_eq!(first, drawing("A house by the sea", 1));
    assert_ne!(first, drawing("A house by the sea", 2));
    assert_ne!(first, drawing("A house on a hill", 1));
}

#[test]
fn an_edit_without_pictures_of_its_own_acts_on_the_newest_of_the_history() {
    let first =
        picture_with(&DEMO, FLASH, &prompt("Hills", json!({ "imageConfig": { "aspectRatio": "16:9" } }))).2;
    let body = json!({ "contents": [
        { "role": "user", "parts": [{ "text": "Hills" }] },
        { "role": "model", "parts": [{ "text": "Here." }, inline(&first, "image/png")] },
        { "role": "user", "parts": [{ "text": "black and white" }] }
    ] });
    let (_, second, _) = picture_with(&DEMO, FLASH, &body);
    assert_eq!(second.dimensions(), (1344, 768));
    let [r, g, b, _] = second.get_pixel(700, 300).0;
    assert!(r == g && g == b);
}

#[test]
fn heic_is_taken_and_stood_in_for() {
    let ispe =
        [&[0, 0, 0, 20][..], b"ispe", &[0; 4], &600_u32.to_be_bytes(), &400_u32.to_be_bytes()].concat();
    let heic = [&[0, 0, 0, 16][..], b"ftypheic", &[0; 4], &ispe].concat();
    let body = json!({ "contents": [{ "parts": [{ "text": "sepia" }, inline(&heic, "image/heic")] }] });
    let (status, answer) = generate_with(&DEMO, FLASH, &body);
    assert_eq!(status, 200, "{answer}");
    assert!(text(&answer).contains("HEIC"));
    assert_eq!(image::load_from_memory(&blob(&answer).1).unwrap().dimensions(), (1248, 832));
}

#[test]
fn an_unknown_edit_is_explained() {
    let input = image::DynamicImage::new_rgb8(64, 64);
    let mut png = std::io::Cursor::new(Vec::new());
    input.write_to(&mut png, image::ImageFormat::Png).unwrap();
    let words = |instruction: &str| {
        let parts = json!([{ "text": instruction }, inline(png.get_ref(), "image/png")]);
        let (_, answer) = generate_with(&DEMO, FLASH, &json!({ "contents": [{ "parts": parts }] }));
        text(&answer).to_owned()
    };
    assert!(words("sepia").starts_with("Here is your picture, edited"));
    assert!(words("give her a hat").contains("knows only simple edits"));
}

#[test]
fn letters_without_a_font_are_named_in_the_words() {
    let names_chinese = |prompt_text: &str| {
        let (_, answer) = generate_with(&DEMO, FLASH, &prompt(prompt_text, json!({})));
        text(&answer).contains("No font here for Chinese")
    };
    assert!(names_chinese("雨夜"));
    assert!(!names_chinese("rain at night"));
}

#[test]
fn a_heavy_picture_has_the_bytes_of_the_services() {
    let path = format!("/scenario/heavy+as-png/v1beta/models/{SMALL}:generateContent");
    let body = prompt("Hills", json!({ "imageConfig": { "imageSize": "512" } }));
    let response = respond(&request(&path, &body), &DEMO);
    let (_, file) = blob(&serde_json::from_slice(&response.body.into_bytes()).unwrap());
    let (width, height) = image::load_from_memory(&file).unwrap().dimensions();
    let bytes_per_pixel = file.len() as f64 / f64::from(width * height);
    assert!((1.8..2.0).contains(&bytes_per_pixel), "{bytes_per_pixel}");
}
