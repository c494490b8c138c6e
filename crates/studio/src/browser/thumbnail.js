// Thumbnails of pictures, encoded as small files.

// Browsers decode JPEG at the displayed size. This needs a fourth of the memory and time of WebP, which is decoded
// completely first.
const OPAQUE = "image/jpeg";
// An encoder without WebP (WebKit) returns PNG instead, which supports transparency as well.
const TRANSPARENT = "image/webp";
const QUALITY = 0.82;
// The block size of JPEG. When a JPEG is decoded at another size, only complete blocks are decoded.
const BLOCK = 16;

/**
 * Scales the picture of a Blob to this size, and crops the pixels at its edges that do not fill a block. Rejects if the
 * picture cannot be decoded.
 */
export async function makeThumbnail(blob, width, height) {
  // Scaled during decoding, so that the full-size picture is released immediately.
  const bitmap = await createImageBitmap(blob, { resizeWidth: width, resizeHeight: height, resizeQuality: "medium" });
  try {
    const [wide, high] = [width, height].map((side) => (side < BLOCK ? side : side - (side % BLOCK)));
    const canvas = new OffscreenCanvas(wide, high);
    const context = canvas.getContext("2d", { willReadFrequently: true });
    context.drawImage(bitmap, -Math.floor((width - wide) / 2), -Math.floor((height - high) / 2));
    const type = isOpaque(context.getImageData(0, 0, wide, high).data) ? OPAQUE : TRANSPARENT;
    return await canvas.convertToBlob({ type, quality: QUALITY });
  } finally {
    bitmap.close();
  }
}

function isOpaque(pixels) {
  for (let at = 3; at < pixels.length; at += 4) if (pixels[at] < 255) return false;
  return true;
}

/** Waits until the page is idle. */
export const idle = () =>
  new Promise((resolve) => {
    const done = () => resolve([]);
    // WebKit has no `requestIdleCallback`.
    globalThis.requestIdleCallback ? requestIdleCallback(done, { timeout: 500 }) : setTimeout(done, 50);
  });
