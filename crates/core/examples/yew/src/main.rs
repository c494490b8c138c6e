//! A button that makes a picture, with Yew.

use tintype::{Client, Error, GeneratedImage};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

async fn draw() -> Result<Option<GeneratedImage>, Error> {
    let client = Client::new("sk-your-key");
    Ok(client.generate("a lighthouse").aspect_ratio("16:9").await?.into_image())
}

#[component]
fn App() -> Html {
    let drawn = use_state(|| None::<Result<Option<GeneratedImage>, Error>>);
    let onclick = {
        let drawn = drawn.clone();
        move |_| {
            let drawn = drawn.clone();
            spawn_local(async move { drawn.set(Some(draw().await)) });
        }
    };
    html! {
        <>
            <button {onclick}>{ "Draw" }</button>
            if let Some(Ok(Some(image))) = &*drawn {
                <img src={image.url().to_owned()} alt="A lighthouse" />
            }
            if let Some(Err(error)) = &*drawn {
                <p role="alert">{ error.to_string() }</p>
            }
        </>
    }
}

fn main() {
    yew::Renderer::<App>::new().render();
}
