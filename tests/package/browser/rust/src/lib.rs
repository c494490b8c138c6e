//! A minimal external front-end that generates pictures for a page with the crate `tintype`.

use futures_util::StreamExt;
use tintype::{Client, Error, Event, GenerateBuilder, GeneratedImage, Retry};
use wasm_bindgen::prelude::*;

/// A picture that the page holds. Dropping it revokes its URL.
#[wasm_bindgen]
pub struct Picture(GeneratedImage);

#[wasm_bindgen]
impl Picture {
    /// The picture's `blob:` URL.
    #[wasm_bindgen(getter)]
    pub fn url(&self) -> String {
        self.0.url().to_owned()
    }

    /// The width in pixels.
    #[wasm_bindgen(getter)]
    pub fn width(&self) -> u32 {
        self.0.width()
    }

    /// The height in pixels.
    #[wasm_bindgen(getter)]
    pub fn height(&self) -> u32 {
        self.0.height()
    }
}

/// The service that generates the pictures.
#[wasm_bindgen]
pub struct Service(Client);

#[wasm_bindgen]
impl Service {
    /// Creates a client of the service at `base_url`. Failed requests are not retried.
    #[wasm_bindgen(constructor)]
    pub fn new(base_url: String, key: String) -> Result<Self, Failure> {
        Ok(Self(Client::builder().base_url(base_url).api_key(key).retry(Retry::NEVER).build()?))
    }

    /// Generates a picture with this aspect ratio.
    pub async fn generate(&self, prompt: String, aspect_ratio: String) -> Result<Picture, Failure> {
        draw(self.0.generate(prompt).aspect_ratio(aspect_ratio)).await
    }

    /// Generates an edited version of a picture.
    pub async fn edit(&self, picture: &Picture, prompt: String) -> Result<Picture, Failure> {
        draw(self.0.generate(prompt).image(&picture.0)).await
    }

    /// Returns the number of pictures that a stream yields before it ends.
    pub async fn stream(&self, prompt: String) -> Result<usize, Failure> {
        let mut events = self.0.generate(prompt).stream();
        let mut pictures = 0;
        while let Some(event) = events.next().await {
            pictures += usize::from(matches!(event?, Event::Image(_)));
        }
        Ok(pictures)
    }
}

async fn draw(call: GenerateBuilder) -> Result<Picture, Failure> {
    let image = call.await?.into_image().ok_or_else(|| Failure("an answer without a picture".to_owned()))?;
    Ok(Picture(image))
}

/// The code of an error, as thrown to the page.
pub struct Failure(String);

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self(error.code().to_owned())
    }
}

impl From<Failure> for JsValue {
    fn from(Failure(code): Failure) -> Self {
        Self::from_str(&code)
    }
}
