// Thumbnails of pictures, as small files.

// Browsers decode JPEG at the size that is shown: a fourth of the memory and time of WebP, which is decoded whole first.
const OPAQUE = "image/jpeg";
// An encoder that does not know it (WebKit) gives PNG instead, which has transparency as well.
const TRANSPARENT = "image/webp";
const QUALITY = 0.82;
// At another size, only whole blocks of JPEG are decoded.
const BLOCK = 16;

/**
 * The picture of a Blob, scaled to this size and without the pixels at its edges that fill no block; rejects where it
 * cannot be decoded.
 */
export async function makeThumbnail(blob, width, height) {
  // Scaled while it is decoded, so that the whole picture is let go at once.
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

/** Waits until the page has nothing else to do. */
export const idle = () =>
  new Promise((resolve) => {
    const done = () => resolve([]);
    // WebKit has no idle callbacks.
    globalThis.requestIdleCallback ? requestIdleCallback(done, { timeout: 500 }) : setTimeout(done, 50);
  });
