// Draws photos cropped, rotated, or on a larger canvas. The encoder of an OffscreenCanvas runs off the main thread.

// The highest quality at which a re-encoded JPEG stays near its size. Above it, files grow faster than they improve.
const QUALITY = 0.95;

/**
 * Draws the photo of a Blob through an affine matrix on a canvas of this size. Rejects if the photo cannot be decoded
 * or is too large for a canvas. An exact drawing maps pixels to pixels, so it is not smoothed. `ground` is the
 * background colour; without it, the background is transparent.
 */
export async function drawPhoto(blob, matrix, width, height, isExact, type, ground) {
  const bitmap = await createImageBitmap(blob);
  try {
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext("2d");
    if (ground) {
      context.fillStyle = ground;
      context.fillRect(0, 0, width, height);
    }
    context.imageSmoothingEnabled = !isExact;
    context.imageSmoothingQuality = "high";
    context.setTransform(...matrix);
    context.drawImage(bitmap, 0, 0);
    return await canvas.convertToBlob({ type, quality: QUALITY });
  } finally {
    bitmap.close();
  }
}

/** Draws a mask of this size that is opaque except for one rectangle. */
export async function maskAround(width, height, left, top, inWidth, inHeight) {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, width, height);
  context.clearRect(left, top, inWidth, inHeight);
  return await canvas.convertToBlob({ type: "image/png" });
}
