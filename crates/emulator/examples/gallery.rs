//! Draws prompts into files, to be looked at: `cargo run --example gallery --features serve -- FOLDER PROMPT…`

use std::time::Instant;

use tintype_emulator::{FontGlyphs, draw, encode_png};

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().unwrap_or_else(|| "target/gallery".to_owned());
    std::fs::create_dir_all(&folder)?;
    let glyphs = FontGlyphs::with_fonts(None);
    for (index, prompt) in arguments.enumerate() {
        let (width, height) = [(1024, 1024), (1344, 768), (832, 1248)][index % 3];
        let start = Instant::now();
        let picture = draw::draw(&prompt, prompt.len() as u64 * 7919 + index as u64, width, height, &glyphs);
        let drawn = start.elapsed();
        let bytes = encode_png(&picture);
        println!(
            "{prompt}: drawn in {drawn:?}, encoded in {:?}, {} bytes",
            start.elapsed() - drawn,
            bytes.len()
        );
        std::fs::write(format!("{folder}/{index}.png"), bytes)?;
    }
    Ok(())
}
