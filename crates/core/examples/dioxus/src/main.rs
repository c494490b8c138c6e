//! A button that makes a picture, with Dioxus.

use dioxus::prelude::*;
use tintype::{Client, Error, GeneratedImage};

async fn draw() -> Result<Option<GeneratedImage>, Error> {
    let client = Client::new("sk-your-key");
    Ok(client.generate("a lighthouse").aspect_ratio("16:9").await?.into_image())
}

#[component]
fn App() -> Element {
    let mut drawn = use_signal(|| None::<Result<Option<GeneratedImage>, Error>>);
    rsx! {
        button { onclick: move |_| async move { drawn.set(Some(draw().await)) }, "Draw" }
        if let Some(Ok(Some(image))) = &*drawn.read() {
            img { src: image.url(), alt: "A lighthouse" }
        }
        if let Some(Err(error)) = &*drawn.read() {
            p { role: "alert", "{error}" }
        }
    }
}

fn main() {
    dioxus::launch(App);
}
