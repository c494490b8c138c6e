//! A button that makes a picture, with Leptos.

use leptos::prelude::*;
use tintype::{Client, Error, GeneratedImage};

async fn draw(prompt: String) -> Result<Option<GeneratedImage>, Error> {
    let client = Client::new("sk-your-key");
    Ok(client.generate(prompt).aspect_ratio("16:9").await?.into_image())
}

#[component]
fn App() -> impl IntoView {
    // Images belong to the page's thread, so the action is a local one.
    let drawing = Action::new_local(|prompt: &String| draw(prompt.clone()));
    let picture = move || match drawing.value().get() {
        Some(Ok(Some(image))) => view! { <img src=image.url().to_owned() alt="A lighthouse"/> }.into_any(),
        Some(Ok(None)) | None => ().into_any(),
        Some(Err(error)) => view! { <p role="alert">{error.to_string()}</p> }.into_any(),
    };
    view! {
        <button on:click=move |_| { drawing.dispatch_local("a lighthouse".to_owned()); }>"Draw"</button>
        {picture}
    }
}

fn main() {
    console_error_panic_hook::set_once();
    mount_to_body(App);
}
