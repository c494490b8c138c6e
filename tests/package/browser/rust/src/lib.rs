//! A front-end of someone else's, as small as it gets: pictures for a page, made with the crate `tintype`.

use futures_util::StreamExt;
use tintype::{
    ApiKey, Client, ClientOptions, Error, Event, GenerateOptions, GeneratedImage, ImageInput, Retry,
};
use wasm_bindgen::prelude::*;

/// A picture that the page holds: its address lives as long as this.
#[wasm_bindgen]
pub struct Picture(GeneratedImage);

#[wasm_bindgen]
impl Picture {
    /// A `blob:` address.
    #[wasm_bindgen(getter)]
    pub fn url(&self) -> String {
        self.0.url().to_owned()
    }

    /// In pixels.
    #[wasm_bindgen(getter)]
    pub fn width(&self) -> u32 {
        self.0.width()
    }

    /// In pixels.
    #[wasm_bindgen(getter)]
    pub fn height(&self) -> u32 {
        self.0.height()
    }
}

/// Where pictures come from.
#[wasm_bindgen]
pub struct Service(Client);

#[wasm_bindgen]
impl Service {
    /// A service at an address. Failures are not tried again.
    #[wasm_bindgen(constructor)]
    pub fn new(base_url: String, key: &str) -> Self {
        let api_key = Some(ApiKey::from(key));
        let retry = Retry { attempts: 1, ..Default::default() };
        Self(Client::new(ClientOptions { base_url, api_key, retry, ..Default::default() }))
    }

    /// A picture of this shape.
    pub async fn generate(&self, prompt: String, aspect_ratio: String) -> Result<Picture, Failure> {
        let aspect_ratio = Some(aspect_ratio);
        draw(self, GenerateOptions { prompt: Some(prompt), aspect_ratio, ..Default::default() }).await
    }

    /// The picture, changed.
    pub async fn edit(&self, picture: &Picture, prompt: String) -> Result<Picture, Failure> {
        let images = vec![ImageInput::from(&picture.0)];
        draw(self, GenerateOptions { prompt: Some(prompt), images, ..Default::default() }).await
    }

    /// How many pictures a stream brings before it ends.
    pub async fn stream(&self, prompt: String) -> Result<usize, Failure> {
        let mut events = self.0.stream(GenerateOptions { prompt: Some(prompt), ..Default::default() });
        let mut pictures = 0;
        while let Some(event) = events.next().await {
            pictures += usize::from(matches!(event?, Event::Image(_)));
        }
        Ok(pictures)
    }
}

async fn draw(service: &Service, options: GenerateOptions) -> Result<Picture, Failure> {
    let mut generation = service.0.generate(options).await?;
    let image = generation.images.pop().ok_or_else(|| Failure("an answer without a picture".to_owned()))?;
    Ok(Picture(image))
}

/// What the page is told of an error: its code.
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
