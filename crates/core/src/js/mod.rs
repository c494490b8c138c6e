//! The exports of the npm package. Each converts in, calls, converts out; classes, errors and object URLs
//! are made by the hand-written modules in `npm/`, which alone are public.

mod inputs;
mod options;
mod outcome;
mod reader;
mod signal;
mod turns;
mod values;

use crate::caller::member;
use crate::client::RemoteImages;
use crate::compose::composed;
use crate::stream::GenerationStream;
use crate::{Client, Generation, inspect};
use futures_util::StreamExt;
use futures_util::future::{Either, select};
use js_sys::Function;
use signal::Aborted;
use std::pin::pin;
use tintype_protocol::error::{Error, ErrorKind};
use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

// In the module of the npm package alone: a Rust front-end chooses its own.
#[cfg(all(target_family = "wasm", not(target_feature = "atomics")))]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// Makes one call. `observe` is told every event; the promise gives a plain record of the outcome, or
/// rejects with a plain record of the error.
#[wasm_bindgen]
pub async fn run(options: JsValue, stream: bool, observe: Function) -> Result<JsValue, JsValue> {
    let mut options = options::read(&options).map_err(|error| outcome::error(&error, None))?;
    options.generate.on_progress = options.on_progress(&observe, stream);
    let client = Client::with(options.client);
    // The option `followRemoteImages` is among those of the call.
    let as_asked = RemoteImages::default();
    let work = async {
        match (options.turns, stream) {
            (Some(turns), _) => {
                let reply = client.call_after(&turns, options.generate, as_asked).await?;
                Ok(outcome::reply(&reply).await)
            }
            (None, is_stream) => {
                let generation = match is_stream {
                    true => drive(client.stream(options.generate, as_asked), &observe).await?,
                    false => client.call_after(&[], options.generate, as_asked).await?.generation,
                };
                Ok(outcome::generation(&generation).await.done())
            }
        }
    };
    unless_aborted(options.signal, work).await
}

/// Type and size of an image, by its bytes.
#[wasm_bindgen(js_name = inspect)]
pub async fn inspect_image(input: JsValue) -> Result<JsValue, JsValue> {
    let input = inputs::image_input(&input).map_err(|error| outcome::error(&error, None))?;
    let info = inspect(input).await.map_err(|error| outcome::error(&error, None))?;
    Ok(outcome::image_info(&info))
}

/// Puts an edit into its original where a mask says.
#[wasm_bindgen(js_name = compose)]
pub async fn compose_images(options: JsValue) -> Result<JsValue, JsValue> {
    let (options, signal) = options::read_compose(&options).map_err(|error| outcome::error(&error, None))?;
    unless_aborted(signal, async { Ok(outcome::image(&composed(options).await?)) }).await
}

/// The models of an endpoint.
#[wasm_bindgen(js_name = models)]
pub async fn list_models(options: JsValue) -> Result<JsValue, JsValue> {
    let (options, signal) = options::read_client(&options).map_err(|error| outcome::error(&error, None))?;
    let work = async {
        let models = Client::with(options).models().await?;
        Ok(models.iter().map(outcome::model_info).collect::<js_sys::Array>().into())
    };
    unless_aborted(signal, work).await
}

async fn drive(mut stream: GenerationStream, observe: &Function) -> Result<Generation, Error> {
    while let Some(Ok(event)) = stream.next().await {
        if let Some(event) = outcome::event(&event) {
            // An observer that throws is the page's own affair; the call goes on.
            let _ = observe.call1(&JsValue::UNDEFINED, &event);
        }
    }
    stream.result().await
}

/// Ends `work` as soon as the caller's signal says so.
async fn unless_aborted<T>(
    signal: Option<AbortSignal>,
    work: impl Future<Output = Result<T, Error>>,
) -> Result<T, JsValue> {
    let Some(signal) = signal else {
        return work.await.map_err(|error| outcome::error(&error, None));
    };
    match select(pin!(Aborted::of(&signal)), pin!(work)).await {
        Either::Left(_) => {
            let error = Error::new(ErrorKind::Aborted, "The call was aborted by its signal.");
            Err(outcome::error(&error, Some(&member(&signal, "reason"))))
        }
        Either::Right((done, _)) => done.map_err(|error| outcome::error(&error, None)),
    }
}
