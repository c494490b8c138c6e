//! Draws prompts into files for visual review, and applies every kind of edit to the first of them:
//! `cargo run --release -p tintype-painter --features fonts --example gallery -- FOLDER PROMPT…`

use std::path::{Path, PathBuf};
use std::time::Instant;
use std::{env, fs, io};

use tintype_painter::{FontGlyphs, Format, Input, Picture, draw, edit};

/// The sizes that the prompts use in turn: square, wide, tall, very wide and very tall.
const SIZES: [(u32, u32); 5] = [(1024, 1024), (1344, 768), (832, 1248), (1536, 672), (512, 2048)];

const EDITS: &[&str] = &[
    "black and white",
    "sepia",
    "blur it",
    "sharpen it",
    "brighter",
    "darker",
    "warmer",
    "cooler",
    "more contrast",
    "more vivid colours",
    "make it night",
    "make it snow",
    "rotate it by 90 degrees",
    "mirror it",
    "add a white border",
    "change the background to pale green",
    "remove the background",
    "put it before a snowy mountain background",
    "make it blue",
    "add the text \"Open all summer\"",
    "写上“夏日海边”",
    "add a red balloon",
    "give it the feel of a dream",
];

fn main() -> io::Result<()> {
    let mut arguments = env::args().skip(1);
    let folder = PathBuf::from(arguments.next().unwrap_or_else(|| "target/gallery".to_owned()));
    fs::create_dir_all(&folder)?;
    let glyphs = FontGlyphs::with_fonts(None);
    let mut images: Vec<Input> = Vec::new();
    for (index, prompt) in arguments.enumerate() {
        let start = Instant::now();
        let picture = draw(&prompt, index as u64, SIZES[index % SIZES.len()], &glyphs);
        println!("{index}: {prompt}: {:?}", start.elapsed());
        save(&folder, &format!("{index}"), &picture)?;
        images.push(picture.into());
    }
    let edited = |image: &Input, instruction: &str| {
        let size = (image.picture.width, image.picture.height);
        edit(std::slice::from_ref(image), instruction, 1, size, &glyphs)
    };
    let Some(first) = images.first() else { return Ok(()) };
    for (index, instruction) in EDITS.iter().enumerate() {
        save(&folder, &format!("edit-{index:02}"), &edited(first, instruction))?;
    }
    for (index, image) in images.iter().enumerate() {
        let picture = edited(image, "change the background to pale yellow");
        save(&folder, &format!("background-{index}"), &picture)?;
    }
    for count in 2..=images.len().min(5) {
        let together = edit(&images[..count], "put them together", 1, (1344, 768), &glyphs);
        save(&folder, &format!("together-{count}"), &together)?;
    }
    Ok(())
}

fn save(folder: &Path, name: &str, picture: &Picture) -> io::Result<()> {
    fs::write(folder.join(format!("{name}.png")), picture.encode(Format::Png))
}
