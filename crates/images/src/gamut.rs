//! Detection of colours outside sRGB, and of the browser's ability to preserve them.

use crate::canvas::{Canvas, WIDE, has_wide_canvas};
use crate::picture::Picture;
use crate::read::read_into;
use js_sys::{Array, Function, Object, Reflect, Uint8Array};
use std::ops::Range;
use tintype_browser::bytes;
use tintype_browser::caller::{member, settled};
use tintype_browser::clock::yield_if_due;
use tintype_protocol::error::Error;
use tintype_protocol::image::metadata::{Profile, is_wide_primaries, is_wide_profile};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::Blob;

/// The length of the beginning of a profile, which contains the primaries.
const MAX_PROFILE_PREFIX: u64 = 64 << 10;
/// The maximum number of bytes of a compressed profile that are unpacked.
const MAX_UNPACKED: usize = 16 << 10;

/// Returns `true` if the file's colours need a wider canvas and the runtime has one. A profile that cannot be read
/// counts as none, so that the picture is converted to sRGB.
pub async fn is_kept_wide(blob: &Blob, profile: Option<&Profile>) -> bool {
    match profile {
        None => false,
        Some(_) if !has_wide_canvas() => false,
        Some(&Profile::Coded(primaries, _)) => is_wide_primaries(primaries),
        Some(Profile::Icc(range)) => {
            prefix_of(blob, range).await.is_some_and(|prefix| is_wide_profile(&prefix))
        }
        Some(Profile::Deflated(range)) => {
            let Some(prefix) = prefix_of(blob, range).await else { return false };
            unpacked(&prefix).await.is_some_and(|profile| is_wide_profile(&profile))
        }
    }
}

/// The maximum number of pixels that are compared at a time.
const MAX_BAND: u32 = 1 << 18;
/// The largest difference of a channel, weighted by opacity, that may be due to rounding. Converting to sRGB and back
/// changes a channel by 2 at most.
const MAX_ROUNDING: u32 = 4;

/// Draws a picture of the caller on a canvas in the colour space that it needs. `ImageData` reports its colour space.
/// Other sources are drawn in both spaces. Image elements and bitmaps do not report theirs, and a canvas reports it
/// only through its context, which the query would create if there is none. sRGB stays sRGB, because 8 bits of Display
/// P3 represent fewer of its colours.
pub async fn canvas_of(picture: &Picture, drawable: &Object) -> Result<Canvas, Error> {
    let (width, height) = (picture.width(), picture.height());
    let draw = |is_wide| Canvas::showing(picture, width, height, is_wide);
    if !has_wide_canvas() {
        return draw(false);
    }
    if let Some(space) = member(drawable, "colorSpace").as_string() {
        return draw(space == WIDE);
    }
    let (plain, wide) = (draw(false)?, draw(true)?);
    let count = (MAX_BAND / width.max(1)).max(1);
    for top in (0..height).step_by(count as usize) {
        let count = count.min(height - top);
        if are_different(&plain.wide_rows(top, count)?, &wide.wide_rows(top, count)?) {
            return Ok(wide);
        }
        yield_if_due().await;
    }
    Ok(plain)
}

/// Returns `true` if two ranges of pixels differ visibly.
fn are_different(one: &[u8], other: &[u8]) -> bool {
    one.chunks_exact(4).zip(other.chunks_exact(4)).any(|(one, other)| {
        let opacity = u32::from(one[3]);
        (0..3).any(|at| u32::from(one[at].abs_diff(other[at])) * opacity > MAX_ROUNDING * 255)
    })
}

async fn prefix_of(blob: &Blob, range: &Range<u64>) -> Option<Vec<u8>> {
    let mut prefix = Vec::new();
    read_into(blob, range.start, range.end.min(range.start + MAX_PROFILE_PREFIX), &mut prefix).await.ok()?;
    Some(prefix)
}

/// Decompresses the beginning of a PNG's zlib-compressed profile, which follows a name and a compression method.
async fn unpacked(body: &[u8]) -> Option<Vec<u8>> {
    let name = body.iter().position(|&byte| byte == 0)?;
    let packed = bytes::copied(body.get(name + 2..)?).ok()?;
    let constructor = Reflect::get(&js_sys::global(), &"DecompressionStream".into()).ok()?;
    let stream =
        Reflect::construct(constructor.dyn_ref::<Function>()?, &Array::of1(&"deflate".into())).ok()?;
    let writer = call(&Reflect::get(&stream, &"writable".into()).ok()?, "getWriter", None)?;
    // Neither promise is awaited, because truncated data fails at its end, long after the beginning has arrived.
    for (method, argument) in [("write", Some(packed.as_ref())), ("close", None)] {
        let done = settled(&call(&writer, method, argument)?);
        spawn_local(async { drop(done.await) });
    }
    let reader = call(&Reflect::get(&stream, &"readable".into()).ok()?, "getReader", None)?;
    let mut unpacked = Vec::new();
    while unpacked.len() < MAX_UNPACKED {
        let Ok(read) = settled(&call(&reader, "read", None)?).await else { break };
        let Ok(chunk) = Reflect::get(&read, &"value".into()).ok()?.dyn_into::<Uint8Array>() else { break };
        let part = bytes::part(&chunk, 0, MAX_UNPACKED as u32).ok()?;
        let mut copied = Vec::new();
        bytes::read(&part, &mut copied).ok()?;
        unpacked.extend(copied);
    }
    Some(unpacked)
}

fn call(object: &JsValue, method: &str, argument: Option<&JsValue>) -> Option<JsValue> {
    let method: Function = Reflect::get(object, &method.into()).ok()?.dyn_into().ok()?;
    match argument {
        Some(argument) => method.call1(object, argument),
        None => method.call0(object),
    }
    .ok()
}
