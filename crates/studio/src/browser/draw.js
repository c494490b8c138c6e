// Draws photos again: cropped, rotated, or on a larger canvas. The encoder of an OffscreenCanvas runs beside the page.

// The best that keeps a JPEG near its size: above it, files grow faster than they get better.
const QUALITY = 0.95;

/**
 * The photo of a Blob, drawn by an affine matrix on a canvas of this size; rejects where it cannot be decoded or is too
 * large for a canvas. An exact drawing maps pixels to pixels, so that none is blended with another. `ground` is the colour
 * below it; without one, it is transparent.
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

/** A mask of this size: opaque everywhere but in one rectangle. */
export async function maskAround(width, height, left, top, inWidth, inHeight) {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, width, height);
  context.clearRect(left, top, inWidth, inHeight);
  return await canvas.convertToBlob({ type: "image/png" });
}
