//! The Rust half of the browser host, which produces the steps that `sandbox/engine.js` executes.

use tintype_painter::{Glyphs, Mask};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::attempts::Attempts;
use crate::demo_painter::DemoPainter;
use crate::http::{Body, Request, Step};
use crate::painter::Painter;
use crate::respond::{Memory, respond_with};

#[wasm_bindgen]
extern "C" {
    /// A text rasterizer with the browser's own fonts (`sandbox/text-rasterizer.js`).
    pub type TextRasterizer;

    #[wasm_bindgen(method)]
    fn has(this: &TextRasterizer, letter: &str) -> bool;

    #[wasm_bindgen(method)]
    fn width(this: &TextRasterizer, text: &str, px: f32) -> f32;

    /// Returns the coverage of each pixel, row by row.
    #[wasm_bindgen(method)]
    fn line(this: &TextRasterizer, text: &str, px: f32, width: u32, height: u32, baseline: f32) -> Vec<u8>;
}

impl Glyphs for TextRasterizer {
    fn has(&self, letter: char) -> bool {
        // The check is slow because it draws the character, and every browser has a font with ASCII.
        letter.is_ascii() || TextRasterizer::has(self, letter.encode_utf8(&mut [0; 4]))
    }

    fn width(&self, text: &str, px: f32) -> f32 {
        TextRasterizer::width(self, text, px)
    }

    fn line(&self, text: &str, px: f32) -> Mask {
        let blank = Mask::blank(TextRasterizer::width(self, text, px), px);
        let coverage = TextRasterizer::line(self, text, px, blank.width, blank.height, px * Mask::BASELINE);
        if coverage.len() == blank.coverage.len() { Mask { coverage, ..blank } } else { blank }
    }
}

/// The emulator of one page.
#[wasm_bindgen]
pub struct Emulator {
    painter: Box<dyn Painter>,
    attempts: Attempts,
    memory: Memory,
}

#[wasm_bindgen]
impl Emulator {
    /// Creates an emulator. Without a rasterizer, text is drawn with pixel glyphs.
    #[wasm_bindgen(constructor)]
    pub fn new(text_rasterizer: Option<TextRasterizer>) -> Self {
        let painter: Box<dyn Painter> = match text_rasterizer {
            Some(text_rasterizer) => Box::new(DemoPainter(text_rasterizer)),
            None => Box::new(DemoPainter::default()),
        };
        Self { painter, attempts: Attempts::default(), memory: Memory::default() }
    }

    /// Answers a request at this time in seconds since 1970. Header names and values alternate.
    pub fn respond(
        &mut self,
        method: &str,
        path: &str,
        query: &str,
        headers: Vec<String>,
        body: Vec<u8>,
        now_s: f64,
    ) -> Reply {
        let headers = headers.chunks_exact(2).map(|pair| (pair[0].clone(), pair[1].clone())).collect();
        let attempt = self.attempts.count(method, path);
        let request = Request {
            method: method.to_owned(),
            path: path.to_owned(),
            query: query.to_owned(),
            headers,
            body,
            attempt,
            now_s: now_s as u64,
        };
        let response = respond_with(&request, &*self.painter, &self.memory);
        let headers =
            response.headers.into_iter().flat_map(|(name, value)| [name.to_owned(), value]).collect();
        Reply { status: response.status, headers, body: response.body, wait_ms: 0 }
    }
}

/// An answer in progress.
#[wasm_bindgen]
pub struct Reply {
    status: u16,
    headers: Vec<String>,
    body: Body,
    wait_ms: u32,
}

/// The next event of a response.
#[wasm_bindgen]
#[derive(Clone, Copy, Debug)]
pub enum Next {
    /// Bytes, which the caller takes from the chunk.
    Chunk,
    /// A pause of [`Reply::wait_ms`].
    Wait,
    /// The connection breaks.
    Break,
    /// No further data, while the connection stays open.
    Hang,
    /// The end of the body.
    End,
}

#[wasm_bindgen]
impl Reply {
    /// Returns the HTTP status.
    #[wasm_bindgen(getter)]
    pub fn status(&self) -> u16 {
        self.status
    }

    /// Returns header names and values alternately.
    #[wasm_bindgen(getter)]
    pub fn headers(&self) -> Vec<String> {
        self.headers.clone()
    }

    /// Returns the duration of the last [`Next::Wait`] in milliseconds.
    #[wasm_bindgen(getter, js_name = waitMs)]
    pub fn wait_ms(&self) -> u32 {
        self.wait_ms
    }

    /// Returns the next event. The bytes of [`Next::Chunk`] are stored in `into`.
    pub fn next(&mut self, into: &mut Chunk) -> Next {
        match self.body.next() {
            None => Next::End,
            Some(Step::Send(bytes)) => {
                into.0 = bytes;
                Next::Chunk
            }
            Some(Step::Wait { ms }) => {
                self.wait_ms = ms;
                Next::Wait
            }
            Some(Step::Cut | Step::Reset) => Next::Break,
            Some(Step::Hang) => Next::Hang,
        }
    }
}

/// The bytes of a step.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct Chunk(Vec<u8>);

#[wasm_bindgen]
impl Chunk {
    /// Creates an empty chunk.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the bytes out of the chunk.
    pub fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.0)
    }
}
