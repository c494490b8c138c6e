//! The exports of the npm package's second module. They accept JavaScript values and return Blobs and JSON text.

use crate::compose::Composition;
use crate::input::ImageInput;
use crate::inspect::inspect;
use crate::prepared::PreparedImage;
use crate::remote::RemoteFiles;
use crate::wanted::{Source, Wanted, normalize};
use crate::{base64, compose, fetch_remote_images, values};
use js_sys::{Array, Promise};
use std::pin::Pin;
use tintype_browser::caller::member;
use tintype_browser::signal::unless_aborted;
use tintype_protocol::error::Error;
use tintype_protocol::image::sniff::ImageType;
use tintype_protocol::json::{Map, Value, array};
use tintype_protocol::request::Problems;
use tintype_protocol::request::options::InputLimits;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;
use web_sys::{AbortSignal, Blob};

// Only the module of the npm package sets an allocator, because a Rust front-end selects its own.
#[cfg(all(target_family = "wasm", not(target_feature = "atomics")))]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// Returns the build of this module, with which the package checks that its files belong together.
#[wasm_bindgen]
#[must_use]
pub fn build() -> String {
    tintype_browser::BUILD.to_owned()
}

/// Returns `true` for a value that can be an input image.
#[wasm_bindgen(js_name = isInput)]
#[must_use]
pub fn is_input(value: &JsValue) -> bool {
    values::input(value).is_ok()
}

/// Normalizes images. `kinds` states the source of each, and `limits` contains four numbers and the byte budget. The
/// promise resolves to a Blob and a media type for each.
#[wasm_bindgen(js_name = normalize)]
pub fn normalize_images(
    images: Array,
    kinds: Vec<u8>,
    limits: Vec<f64>,
    signal: Option<AbortSignal>,
) -> Promise {
    promised(signal, async move {
        let wanted =
            images.iter().zip(kinds).map(|(image, kind)| wanted(image, kind)).collect::<Result<_, _>>()?;
        let number = |at: usize| limits.get(at).copied().filter(|number| !number.is_nan());
        let is = |at| number(at) == Some(1.0);
        let mut input = InputLimits::default().convert(is(2)).keep_metadata(is(3));
        input.max_bytes = number(0).map(|bytes| bytes as u64);
        input.max_side_px = number(1).map(|side| side as u32);
        let normalized = normalize(wanted, &input, number(4).unwrap_or(0.0) as u64).await?;
        let pair = |image: &PreparedImage| Array::of2(image.blob(), &image.image_type().mime_type().into());
        Ok(normalized.iter().map(pair).collect::<Array>().into())
    })
}

fn wanted(image: JsValue, kind: u8) -> Result<Wanted<ImageInput>, Error> {
    let blob = |image: JsValue| image.dyn_into::<Blob>().map_err(|_| values::not_an_input());
    let source = match kind >> 1 {
        0 => Source::Input(values::input(&image)?),
        1 => Source::Own(values::input(&image)?),
        2 => Source::Restored(blob(image)?),
        ready => Source::Ready(
            blob(image)?,
            ImageType::ALL.get(usize::from(ready) - 3).copied().unwrap_or(ImageType::Png),
        ),
    };
    Ok(Wanted { source, shares_budget: kind & 1 == 1 })
}

/// Encodes a Blob as base64, in a new Blob.
#[wasm_bindgen(js_name = base64)]
pub fn base64_of(blob: Blob, signal: Option<AbortSignal>) -> Promise {
    // The type has no effect here.
    let image = PreparedImage::normalized(blob, ImageType::Png);
    promised(signal, async move { Ok(base64(&image).await?.into()) })
}

/// Fetches the files at URLs. The promise resolves to a JSON text with the metadata of each file and the last failure,
/// followed by one Blob for each file.
#[wasm_bindgen(js_name = fetchRemoteImages)]
pub fn follow_addresses(
    urls: Vec<String>,
    base_url: String,
    limit_ms: f64,
    signal: Option<AbortSignal>,
) -> Promise {
    promised(
        signal,
        async move { Ok(answer_of(fetch_remote_images(&urls, &base_url, limit_ms).await).into()) },
    )
}

fn answer_of(remote_files: RemoteFiles) -> Array {
    let (mut record, blobs) = (Map::new(), Array::new());
    let files = remote_files.files.into_iter().map(|file| match file {
        Some((blob, info)) => {
            blobs.push(&blob);
            Value::Object(info.to_record())
        }
        None => {
            blobs.push(&JsValue::UNDEFINED);
            Value::Null
        }
    });
    record.push("files", array(files));
    if let Some(failure) = remote_files.failure {
        record.push("failure", failure.to_record());
    }
    Array::of1(&JsValue::from(record.text())).concat(&blobs)
}

/// Returns a promise of an image's metadata as JSON text.
#[wasm_bindgen(js_name = inspect)]
pub fn inspect_value(value: JsValue) -> Promise {
    promised(None, async move { Ok(inspect(values::input(&value)?).await?.to_record().text().into()) })
}

/// Blends an edit into its original by a mask. The promise resolves to the metadata of the image as JSON text, and its
/// Blob.
#[wasm_bindgen(js_name = compose)]
pub fn compose_values(images: Array, feather_px: JsValue, mime_type: JsValue, signal: JsValue) -> Promise {
    // A signal of a polyfill or another realm is not an instance of our class, but works as well.
    let is_signal = member(&signal, "aborted").as_bool().is_some();
    let read = composition(&images, &feather_px, &mime_type, !is_absent(&signal) && !is_signal);
    let listened = (is_signal && read.is_ok()).then(|| signal.unchecked_into());
    promised(listened, async move {
        let (blob, info) = compose(read?).await?;
        let mut record = info.to_record();
        record.push("final", true);
        Ok(Array::of2(&JsValue::from(record.text()), &blob).into())
    })
}

type Work = Pin<Box<dyn Future<Output = Result<JsValue, Error>>>>;

/// Returns the promise of some work, which rejects with the error as JSON text. All exports share one task function,
/// because each asynchronous export would add its own to the module.
fn promised(
    signal: Option<AbortSignal>,
    work: impl Future<Output = Result<JsValue, Error>> + 'static,
) -> Promise {
    task(signal, Box::pin(work))
}

fn task(signal: Option<AbortSignal>, work: Work) -> Promise {
    future_to_promise(async {
        let done = unless_aborted(signal, work).await;
        done.map_err(|error| error.to_record().text().into())
    })
}

/// Reads the options of `compose`, and reports all problems together.
fn composition(
    images: &Array,
    feather_px: &JsValue,
    mime_type: &JsValue,
    is_no_signal: bool,
) -> Result<Composition, Error> {
    let mut problems = Problems::default();
    let mut image = |at, name| {
        let value = images.get(at);
        let found = if is_absent(&value) {
            Err("is missing".to_owned())
        } else {
            values::input(&value).map_err(|error| error.message().to_owned())
        };
        found.map_err(|problem| problems.add(name, problem)).ok()
    };
    let (base, edit, mask) = (image(0, "base"), image(1, "edit"), image(2, "mask"));
    let feather = match feather_px.as_f64() {
        _ if is_absent(feather_px) => 0.0,
        Some(px) if px < 0.0 => {
            problems.add("featherPx", "must not be negative");
            0.0
        }
        Some(px) if !px.is_nan() => px,
        _ => {
            problems.add("featherPx", "must be a number");
            0.0
        }
    };
    if !is_absent(mime_type) && !mime_type.is_string() {
        problems.add("type", "must be a string");
    }
    if is_no_signal {
        problems.add("signal", "must be an AbortSignal");
    }
    problems.into_result()?;
    match (base, edit, mask) {
        (Some(base), Some(edit), Some(mask)) => {
            let (feather_px, mime_type) = (feather as u32, mime_type.as_string());
            Ok(Composition { base, edit, mask, feather_px, mime_type })
        }
        _ => Err(values::not_an_input()),
    }
}

fn is_absent(value: &JsValue) -> bool {
    value.is_undefined() || value.is_null()
}
