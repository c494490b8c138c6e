//! Exports for pages that use this crate as one module, built by `wasm-pack` (the feature `js`). The npm package is
//! separate from them, and adds streams, chats, workers and types for every option with its modules in `npm/`.

use crate::client_options::ClientOptions;
use crate::json::Value;
use crate::{Auth, Client, Error, ErrorKind, GeneratedImage, Generation, ImageInput, RemoteImages, raw};
use serde::{Deserialize, Serialize};
use serde_wasm_bindgen::Serializer;
use std::collections::BTreeMap;
use tintype_images::Composition;
use wasm_bindgen::prelude::*;
use web_sys::{Blob, Url};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** An image to start from. An address may be a `data:` URL. */
export type ImageInput = Blob | string | URL | ArrayBuffer | ArrayBufferView | ImageBitmapSource;

/** The service and the key. */
export interface ClientOptions {
  /** Default: the relay. */
  baseUrl?: string;
  apiKey?: string;
  auth?: "bearer" | "x-goog-api-key" | "query" | "none";
  /** Default: gemini-2.5-flash-image. */
  model?: string;
  /** For one attempt; default five minutes. */
  timeoutMs?: number;
}

/** Options of one call; others of the npm package, such as `seed` or `tools`, are taken too. */
export interface GenerateOptions extends ClientOptions {
  prompt: string;
  images?: ImageInput | ImageInput[];
  /** Such as "16:9". */
  aspectRatio?: string;
  imageSize?: string;
  n?: number;
  [option: string]: unknown;
}

/** An image with its address, which lives until the page ends or `URL.revokeObjectURL(url)` is called. */
export interface GeneratedImage {
  url: string;
  blob: Blob;
  mimeType: string;
  width: number;
  height: number;
  byteLength: number;
}

export interface Generation {
  /** The last image. */
  image?: GeneratedImage;
  images: GeneratedImage[];
  text: string;
  finishReason: string;
  model?: string;
}

export interface ComposeOptions {
  base: ImageInput;
  edit: ImageInput;
  mask: ImageInput;
  featherPx?: number;
  type?: string;
}

export interface ImageInfo {
  mimeType: string;
  width: number;
  height: number;
  byteLength: number;
  /** For a file name, without the dot. */
  extension: string;
}

export interface ModelInfo {
  id: string;
  displayName?: string;
  makesImages: boolean;
}

/** The reason of every rejection. */
export interface TintypeError extends Error {
  code: string;
  retryable: boolean;
  status?: number;
}
"#;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Options {
    base_url: Option<String>,
    api_key: Option<String>,
    auth: Option<String>,
    model: Option<String>,
    timeout_ms: Option<f64>,
    prompt: Option<String>,
    #[serde(default, with = "serde_wasm_bindgen::preserve")]
    images: JsValue,
    #[serde(flatten)]
    others: BTreeMap<String, serde_json::Value>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ComposeOptions {
    #[serde(with = "serde_wasm_bindgen::preserve")]
    base: JsValue,
    #[serde(with = "serde_wasm_bindgen::preserve")]
    edit: JsValue,
    #[serde(with = "serde_wasm_bindgen::preserve")]
    mask: JsValue,
    feather_px: Option<u32>,
    r#type: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ImageRecord {
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(with = "serde_wasm_bindgen::preserve")]
    blob: Blob,
    mime_type: &'static str,
    width: u32,
    height: u32,
    byte_length: f64,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct GenerationRecord {
    images: Vec<ImageRecord>,
    text: String,
    finish_reason: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    model: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ModelRecord {
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    display_name: Option<String>,
    makes_images: bool,
}

/// Generates an image, or edits the input images.
#[wasm_bindgen(unchecked_return_type = "Generation")]
pub async fn generate(
    #[wasm_bindgen(unchecked_param_type = "GenerateOptions")] options: JsValue,
) -> Result<JsValue, JsValue> {
    let (client, options) = read(options).map_err(thrown)?;
    let reply = client.call_after(&[], options, RemoteImages::default()).await.map_err(thrown)?;
    written(reply.generation)
}

/// Detects the type and size of an image from its bytes.
#[wasm_bindgen(unchecked_return_type = "ImageInfo")]
pub async fn inspect(
    #[wasm_bindgen(unchecked_param_type = "ImageInput")] image: JsValue,
) -> Result<JsValue, JsValue> {
    let input = ImageInput::from_js(&image).map_err(thrown)?;
    let info = crate::inspect(input).await.map_err(thrown)?;
    record(&serde_json::Value::from(Value::Object(info.to_record())))
}

/// Composites an edit onto its original within a mask.
#[wasm_bindgen(unchecked_return_type = "GeneratedImage")]
pub async fn compose(
    #[wasm_bindgen(unchecked_param_type = "ComposeOptions")] options: JsValue,
) -> Result<JsValue, JsValue> {
    let options: ComposeOptions =
        serde_wasm_bindgen::from_value(options).map_err(unreadable).map_err(thrown)?;
    let image = |value: &JsValue| ImageInput::from_js(value).map_err(thrown);
    let composition = Composition {
        base: image(&options.base)?,
        edit: image(&options.edit)?,
        mask: image(&options.mask)?,
        feather_px: options.feather_px.unwrap_or(0),
        mime_type: options.r#type,
    };
    let (blob, info) = tintype_images::compose(composition).await.map_err(thrown)?;
    record(&image_record(&GeneratedImage::new(blob, info, true)))
}

/// Lists the models of an endpoint.
#[wasm_bindgen(unchecked_return_type = "ModelInfo[]")]
pub async fn models(
    #[wasm_bindgen(unchecked_param_type = "ClientOptions")] options: JsValue,
) -> Result<JsValue, JsValue> {
    let (client, _) = read(options).map_err(thrown)?;
    let models = client.models().await.map_err(thrown)?.into_iter();
    let models = models.map(|model| ModelRecord {
        id: model.id,
        display_name: model.display_name,
        makes_images: model.makes_images,
    });
    record(&models.collect::<Vec<_>>())
}

fn read(options: JsValue) -> Result<(Client, raw::Options), Error> {
    let options: Options = serde_wasm_bindgen::from_value(options).map_err(unreadable)?;
    let defaults = ClientOptions::default();
    let auth = options.auth.as_deref().map(auth_of).transpose()?.unwrap_or_default();
    let client = Client::with(ClientOptions {
        base_url: options.base_url.unwrap_or(defaults.base_url),
        api_key: options.api_key.map(Into::into),
        auth,
        model: options.model.unwrap_or(defaults.model),
        timeout_ms: options.timeout_ms.map_or(defaults.timeout_ms, |ms| ms as u32),
        ..defaults
    });
    let mut call = raw::Options { prompt: options.prompt, ..raw::Options::default() };
    for image in images_in(options.images) {
        call.images.push(raw::InputPart::image(ImageInput::from_js(&image)?));
    }
    for (name, value) in options.others {
        call.set(&name, Value::from(value));
    }
    Ok((client, call))
}

fn images_in(images: JsValue) -> Vec<JsValue> {
    if images.is_undefined() || images.is_null() {
        return Vec::new();
    }
    tintype_browser::caller::list(&images).map_or_else(|| vec![images], |list| list.iter().collect())
}

fn auth_of(name: &str) -> Result<Auth, Error> {
    let known = Auth::NAMES.iter().find(|(known, _)| *known == name).map(|(_, auth)| *auth);
    known.ok_or_else(|| refused("auth: must be \"bearer\", \"x-goog-api-key\", \"query\" or \"none\""))
}

fn unreadable(error: serde_wasm_bindgen::Error) -> Error {
    refused(&error.to_string())
}

fn refused(message: &str) -> Error {
    Error::new(ErrorKind::InvalidOptions, message)
}

fn written(generation: Generation) -> Result<JsValue, JsValue> {
    let value = record(&GenerationRecord {
        images: generation.images.iter().map(image_record).collect(),
        text: generation.text,
        finish_reason: generation.finish_reason,
        model: generation.model,
    })?;
    // `image` is the same object as the last item of `images`.
    let images = js_sys::Array::from(&js_sys::Reflect::get(&value, &"images".into())?);
    js_sys::Reflect::set(&value, &"image".into(), &images.at(-1))?;
    Ok(value)
}

fn image_record(image: &GeneratedImage) -> ImageRecord {
    ImageRecord {
        // A separate object URL, because the URL of the Rust value is revoked when that value is dropped.
        url: Url::create_object_url_with_blob(image.blob()).ok(),
        blob: image.blob().clone(),
        mime_type: image.mime_type(),
        width: image.width(),
        height: image.height(),
        byte_length: image.byte_length() as f64,
    }
}

fn record(value: &impl Serialize) -> Result<JsValue, JsValue> {
    value.serialize(&Serializer::json_compatible()).map_err(JsValue::from)
}

/// Creates a JavaScript `Error` with the code and the details as members.
fn thrown(error: Error) -> JsValue {
    let thrown = js_sys::Error::new(error.message());
    thrown.set_name("TintypeError");
    let details: serde_json::Value = error.to_record().into();
    if let Ok(details) = record(&details) {
        js_sys::Object::assign(&thrown, details.unchecked_ref());
    }
    thrown.into()
}
