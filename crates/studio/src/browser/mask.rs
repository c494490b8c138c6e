//! Brush strokes on a canvas: shown over the picture while the user paints, and encoded as a mask for the library.

use js_sys::Promise;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, CanvasRenderingContext2d, HtmlCanvasElement, MouseEvent, OffscreenCanvas,
    OffscreenCanvasRenderingContext2d,
};

use crate::model::mask::{Stroke, Tool};
use crate::model::zoom::Point;

/// Draws strokes on either kind of canvas, whose contexts have the same methods.
macro_rules! draw_strokes {
    ($context:expr, $strokes:expr, $colour:expr, ($width:expr, $height:expr)) => {{
        let context = $context;
        context.set_line_cap("round");
        context.set_line_join("round");
        context.set_stroke_style_str($colour);
        context.set_fill_style_str($colour);
        for stroke in $strokes {
            let operation = match stroke.tool {
                Tool::Eraser => "destination-out",
                // Paints the empty area, and erases the painted one.
                Tool::Invert => "source-out",
                _ => "source-over",
            };
            // Every browser supports these operations.
            let _ = context.set_global_composite_operation(operation);
            match (stroke.tool, stroke.points.as_slice()) {
                (Tool::Rectangle, [from, .., to]) => {
                    context.fill_rect(from.0, from.1, to.0 - from.0, to.1 - from.1);
                }
                (Tool::Clear, _) => context.clear_rect(0.0, 0.0, $width, $height),
                (Tool::Invert, _) => context.fill_rect(0.0, 0.0, $width, $height),
                (Tool::Rectangle, _) | (_, []) => {}
                (_, [first, rest @ ..]) => {
                    context.set_line_width(stroke.size);
                    context.begin_path();
                    context.move_to(first.0, first.1);
                    // A line of zero length is not drawn, but one of nearly zero length is a dot.
                    context.line_to(first.0 + 0.01, first.1);
                    rest.iter().for_each(|point| context.line_to(point.0, point.1));
                    context.stroke();
                }
            }
        }
    }};
}

/// Draws the strokes on the canvas over the picture.
pub fn show(canvas: &HtmlCanvasElement, strokes: &[Stroke], colour: &str) -> Option<()> {
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    context.set_global_composite_operation("source-over").ok()?;
    let (width, height) = (f64::from(canvas.width()), f64::from(canvas.height()));
    context.clear_rect(0.0, 0.0, width, height);
    draw_strokes!(&context, strokes, colour, (width, height));
    Some(())
}

/// Encodes the strokes as an image of this size, opaque where they are.
pub async fn to_file(strokes: &[Stroke], width: u32, height: u32) -> Option<Blob> {
    let canvas = OffscreenCanvas::new(width, height).ok()?;
    let context: OffscreenCanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    // White, because a mask without any transparency is read by its brightness.
    draw_strokes!(&context, strokes, "#fff", (f64::from(width), f64::from(height)));
    let encoded: Promise = canvas.convert_to_blob().ok()?;
    JsFuture::from(encoded).await.ok()?.dyn_into().ok()
}

/// Returns the position of the pointer on the picture under the canvas, in pixels of the picture.
pub fn point_on(canvas: &HtmlCanvasElement, event: &MouseEvent) -> Point {
    let bounds = canvas.get_bounding_client_rect();
    let part = |at: i32, start: f64, side: f64| (f64::from(at) - start) / side.max(1.0);
    (
        part(event.client_x(), bounds.x(), bounds.width()) * f64::from(canvas.width()),
        part(event.client_y(), bounds.y(), bounds.height()) * f64::from(canvas.height()),
    )
}
