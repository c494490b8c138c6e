//! The exports of the npm package, which accept JSON text and a list of values and return JSON text and Blobs. Only the
//! hand-written modules in `npm/` are public. They serialize the options and convert the outcome to classes.
//!
//! Text costs one call in each direction. Members of objects would cost one call each, and twice the code to read them.

mod host;
mod images;
mod options;
mod outcome;
mod reader;
mod reply;
mod turns;

use crate::client::{CallRequest, Client, RemoteImages, boxed};
use crate::progress::Throttle;
use crate::raw;
use host::Host;
use images::Loaded;
use js_sys::Array;
use options::{JsOptions, Question};
use outcome::Outcome;
use std::rc::Rc;
use tintype_browser::signal::unless_aborted;
use tintype_protocol::error::Error;
use tintype_protocol::request::endpoint::Delivery;
use wasm_bindgen::prelude::*;

// Only for the module of the npm package, because a Rust front-end chooses its own allocator.
#[cfg(all(target_family = "wasm", not(target_feature = "atomics")))]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// Returns the build ID of this module, with which the package checks that its files belong together.
#[wasm_bindgen]
#[must_use]
pub fn build() -> String {
    tintype_browser::BUILD.to_owned()
}

/// Makes one call. `values` are the images that the text of the options refers to by index, and `host` receives every
/// event. The promise resolves with the text of the outcome and its Blobs, or rejects with the text of the error.
#[wasm_bindgen]
pub async fn run(options: String, values: Array, host: Host) -> Result<Array, JsValue> {
    let signal = host.signal();
    let work = async {
        let options = options::read(&options, &values, &host)?;
        match options.question {
            Question::Generation => boxed(generate(options, Rc::new(host))).await,
            Question::Models => boxed(list_models(options)).await,
            Question::Upload => boxed(upload(options, &host)).await,
        }
    };
    unless_aborted(signal, work).await.map_err(|error| error.to_record().text().into())
}

async fn generate(options: JsOptions, host: Rc<Host>) -> Result<Array, Error> {
    let outcome = Outcome::default();
    let is_stream = options.is_stream;
    let throttle = {
        let host = Rc::clone(&host);
        Throttle::new(Some(Rc::new(move |progress| host.emit_progress(&progress))))
    };
    let observe = |event| match event {
        raw::Event::Progress(progress) => throttle.report(progress),
        event if is_stream => outcome.emit(&event, &host),
        _ => {}
    };
    let request = CallRequest {
        turns: &options.turns,
        options: options.generate,
        delivery: if is_stream { Delivery::Stream } else { Delivery::Unary },
        // JavaScript sets `followRemoteImages` in the options of the call instead.
        remote_images: RemoteImages::default(),
    };
    let client = Client::with(options.client);
    let reply = throttle.during(boxed(client.call(request, &Loaded(&host), &observe))).await?;
    Ok(outcome.of_reply(&reply))
}

async fn list_models(options: JsOptions) -> Result<Array, Error> {
    Ok(outcome::of_models(&Client::with(options.client).models().await?))
}

async fn upload(options: JsOptions, host: &Host) -> Result<Array, Error> {
    let JsOptions { client, generate, .. } = options;
    let file = generate.images.into_iter().find_map(|part| part.image).unwrap_or(JsValue::UNDEFINED);
    let uploaded = Client::with(client).upload_with(file, &generate.input, &Loaded(host)).await?;
    Ok(outcome::of_upload(&uploaded))
}
