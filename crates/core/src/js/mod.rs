//! The exports of the npm package. Each converts in, calls, converts out; classes, errors and object URLs
//! are made by the hand-written modules in `npm/`, which alone are public.

mod options;
mod outcome;
mod reader;
mod signal;

use crate::stream::GenerationStream;
use crate::{Client, Generation, inspect};
use futures_util::StreamExt;
use futures_util::future::{Either, select};
use js_sys::Function;
use signal::Aborted;
use std::pin::pin;
use tintype_protocol::endpoint::Delivery;
use tintype_protocol::error::{Error, ErrorKind};
use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

/// Makes one call. `observe` is told every event; the promise gives a plain record of the outcome, or
/// rejects with a plain record of the error.
#[wasm_bindgen]
pub async fn run(options: JsValue, stream: bool, observe: Function) -> Result<JsValue, JsValue> {
    let mut options = options::read(&options).map_err(|error| outcome::error(&error, None))?;
    options.generate.on_progress = options.on_progress(&observe, stream);
    let client = Client::new(options.client);
    let delivery = if stream { Delivery::Stream } else { Delivery::Unary };
    let work = async {
        match delivery {
            Delivery::Unary => client.generate(options.generate).await,
            Delivery::Stream => drive(client.stream(options.generate), &observe).await,
        }
    };
    let generation = unless_aborted(options.signal, work).await?;
    Ok(outcome::generation(&generation))
}

/// Type and size of an image, by its bytes.
#[wasm_bindgen(js_name = inspect)]
pub async fn inspect_image(input: JsValue) -> Result<JsValue, JsValue> {
    let input = options::image_input(&input).map_err(|error| outcome::error(&error, None))?;
    let info = inspect(input).await.map_err(|error| outcome::error(&error, None))?;
    Ok(outcome::image_info(&info))
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
            Err(outcome::error(&error, Some(&signal.reason())))
        }
        Either::Right((done, _)) => done.map_err(|error| outcome::error(&error, None)),
    }
}
