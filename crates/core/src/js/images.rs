//! Access to the second module through functions of the page.

use super::host::Host;
use crate::images::{Images, document};
use js_sys::{Array, Reflect};
use tintype_browser::caller::{list, settled};
use tintype_browser::js_error::message_of;
use tintype_images::{PreparedImage, RemoteFiles, Source, Wanted};
use tintype_protocol::error::{Error, ErrorKind};
use tintype_protocol::image::sniff::{ImageInfo, ImageType};
use tintype_protocol::json::{self, Value};
use tintype_protocol::request::options::InputLimits;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Blob;

/// The image operations through functions of the page, which load the second module on first use.
pub struct Loaded<'a>(pub &'a Host);

impl Images for Loaded<'_> {
    type Input = JsValue;

    fn document(&self, input: &JsValue) -> Option<Blob> {
        document(input.dyn_ref::<Blob>()?)
    }

    async fn normalize(
        &self,
        wanted: Vec<Wanted<JsValue>>,
        limits: &InputLimits,
        budget: u64,
    ) -> Result<Vec<PreparedImage>, Error> {
        let (images, mut kinds) = (Array::new(), Vec::with_capacity(wanted.len()));
        for Wanted { source, shares_budget } in wanted {
            let (value, kind) = coded(source);
            images.push(&value);
            kinds.push(kind << 1 | u8::from(shares_budget));
        }
        let promise = self.0.normalize(images, &kinds, &numbers_of(limits, budget));
        let mut normalized = Vec::new();
        for pair in answer(promise).await?.iter() {
            normalized.push(prepared(&pair)?);
        }
        Ok(normalized)
    }

    async fn base64(&self, image: &PreparedImage) -> Result<Blob, Error> {
        match self.0.base64(image.blob()) {
            Ok(promise) => blob(settled(&promise).await.map_err(|thrown| failed(&thrown))?),
            Err(thrown) => Err(failed(&thrown)),
        }
    }

    async fn fetch_remote_images(&self, urls: &[String], base_url: &str, limit_ms: f64) -> RemoteFiles {
        let urls = urls.iter().map(|url| JsValue::from_str(url)).collect();
        match answer(self.0.fetch_remote_images(urls, base_url, limit_ms)).await {
            Ok(answer) => remote_files(&answer).unwrap_or_default(),
            Err(error) => RemoteFiles { files: Vec::new(), failure: Some(error) },
        }
    }
}

/// Encodes a source for `tintype_images` as its value and a code. Codes of 3 and above are ready images of each type.
fn coded(source: Source<JsValue>) -> (JsValue, u8) {
    match source {
        Source::Input(input) => (input, 0),
        Source::Own(input) => (input, 1),
        Source::Restored(blob) => (blob.into(), 2),
        Source::Ready(blob, image_type) => (blob.into(), 3 + image_type as u8),
    }
}

/// Encodes the limits and the budget as numbers; NaN means no limit.
fn numbers_of(limits: &InputLimits, budget: u64) -> [f64; 5] {
    [
        limits.max_bytes.map_or(f64::NAN, |bytes| bytes as f64),
        limits.max_side_px.map_or(f64::NAN, f64::from),
        f64::from(u8::from(limits.convert)),
        f64::from(u8::from(limits.keep_metadata)),
        budget as f64,
    ]
}

async fn answer(promise: Result<JsValue, JsValue>) -> Result<Array, Error> {
    let answer = match promise {
        Ok(promise) => settled(&promise).await,
        Err(thrown) => Err(thrown),
    };
    let answer = answer.map_err(|thrown| failed(&thrown))?;
    list(&answer).ok_or_else(|| failed(&answer))
}

/// Creates an error from a thrown value. It never reaches the caller, because the page throws the original error
/// instead.
fn failed(thrown: &JsValue) -> Error {
    Error::new(ErrorKind::UnsupportedInput, message_of(thrown))
}

fn prepared(pair: &JsValue) -> Result<PreparedImage, Error> {
    let member = |at| Reflect::get_u32(pair, at).unwrap_or(JsValue::UNDEFINED);
    let image_type = member(1).as_string().and_then(|name| ImageType::of_mime_type(&name));
    Ok(PreparedImage::normalized(blob(member(0))?, image_type.unwrap_or(ImageType::Png)))
}

fn blob(value: JsValue) -> Result<Blob, Error> {
    value.dyn_into().map_err(|value| failed(&value))
}

/// Reads the answer of `tintype_images`, which is JSON with the metadata of each file and the last failure, followed by
/// the files.
fn remote_files(answer: &Array) -> Option<RemoteFiles> {
    let text = json::parse(&answer.get(0).as_string()?).ok()?;
    let mut blobs = answer.iter().skip(1);
    let files = text["files"].as_array()?.iter();
    let files = files.map(|info| Some((blobs.next()?.dyn_into().ok()?, info_of(info)?))).collect();
    let failure = text.get("failure").map(|failure| {
        let kind = if failure["code"] == "timeout" { ErrorKind::Timeout } else { ErrorKind::NoImage };
        Error::new(kind, failure["message"].as_str().unwrap_or_default())
    });
    Some(RemoteFiles { files, failure })
}

fn info_of(info: &Value) -> Option<ImageInfo> {
    let side = |name: &str| u32::try_from(info[name].as_u64()?).ok();
    let image_type = ImageType::of_mime_type(info["mimeType"].as_str()?)?;
    Some(ImageInfo::new(image_type, side("width")?, side("height")?, info["byteLength"].as_u64()?))
}
