//! Edits as a caller sees them: each changes the picture, and keeps the requested size.

#![allow(missing_docs)]

use tintype_painter::{Input, Picture, PixelGlyphs, edit, understands, variant};

const SIZE: (u32, u32) = (688, 384);

/// Returns a picture with different content in every corner.
fn sample(width: u32, height: u32) -> Picture {
    let mut picture = Picture::new(width, height);
    for y in 0..height {
        for x in 0..width {
            let stripe = if (x / 16 + y / 16) % 2 == 0 { 60 } else { 150 };
            picture.set(x, y, [(x * 255 / width) as u8, stripe, (y * 255 / height) as u8]);
        }
    }
    picture
}

fn edited(instruction: &str, pictures: &[Picture], size: (u32, u32)) -> Picture {
    let images: Vec<Input> = pictures.iter().cloned().map(Input::from).collect();
    edit(&images, instruction, 1, size, &PixelGlyphs)
}

/// Returns the mean difference of two pictures, without the corner of the plate.
fn difference(a: &Picture, b: &Picture) -> f64 {
    assert_eq!((a.width, a.height), (b.width, b.height));
    let skipped = (a.height / 4 * a.width * 3) as usize;
    let pairs = a.rgb[skipped..].iter().zip(&b.rgb[skipped..]);
    let sum: u64 = pairs.map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
    sum as f64 / (a.rgb.len() - skipped) as f64
}

#[test]
fn every_edit_changes_the_picture_and_keeps_its_size() {
    let input = [sample(960, 540)];
    let plain = edited("add the text \"\" please", &input, SIZE);
    let instructions = [
        "Make it black and white",
        "sepia",
        "blur it",
        "sharpen it",
        "brighten",
        "darker",
        "warmer",
        "cooler",
        "rotate it by 90 degrees",
        "rotate 180",
        "flip it",
        "upside down",
        "add a white border",
        "add the text \"Hello\"",
        "change the background to green",
        "put it before a snowy mountain background",
        "make it red",
        "add a cat",
        "make it rain",
        "换成夜晚",
    ];
    for instruction in instructions {
        assert!(understands(instruction), "{instruction}");
        let difference = difference(&plain, &edited(instruction, &input, SIZE));
        assert!(difference > 0.9, "{instruction}: {difference}");
    }
}

#[test]
fn an_unknown_instruction_leaves_a_tint() {
    let input = [sample(960, 540)];
    assert!(!understands("give her a hat"));
    let plain = edited("add the text \"\" please", &input, SIZE);
    assert!(difference(&plain, &edited("give her a hat", &input, SIZE)) > 0.9);
}

#[test]
fn monochrome_is_the_same_picture_without_colour() {
    let grey = edited("black and white", &[sample(512, 512)], (512, 512));
    let [r, g, b] = grey.pixel(450, 450);
    assert!(r.abs_diff(g) <= 1 && g.abs_diff(b) <= 1);
    let around = |x: u32| (280..312).map(|y| u32::from(grey.pixel(x, y)[0])).sum::<u32>();
    assert!(around(500) > around(150), "red rises to the right");
}

#[test]
fn several_pictures_are_set_side_by_side() {
    let flat = |color: [u8; 3]| {
        let mut picture = Picture::new(200, 200);
        picture.map(|_| color);
        picture
    };
    let sheet = edited("put them together", &[flat([200, 0, 0]), flat([0, 0, 200])], SIZE);
    let near = |color: [u8; 3]| {
        let is_near = |pixel: &&[u8]| pixel.iter().zip(color).all(|(a, b)| a.abs_diff(b) < 12);
        sheet.rgb.chunks_exact(3).filter(is_near).count()
    };
    for color in [[200, 0, 0], [0, 0, 200]] {
        assert!(near(color) > (SIZE.0 * SIZE.1 / 6) as usize, "{color:?}");
    }
}

#[test]
fn variants_differ_and_end() {
    let variants: Vec<Picture> = (0..).map_while(|number| variant(sample(64, 64), number)).collect();
    assert_eq!(variants.len(), 9);
    assert!((0..9).all(|at| !variants[at + 1..].contains(&variants[at])));
    let [r, g, b] = variants[0].pixel(40, 40);
    assert!(r == g && g == b);
}
