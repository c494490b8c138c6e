// Draws text with the browser's own fonts. They cover every script that the user reads, and need no download.

const FAMILY = 'system-ui, -apple-system, "Segoe UI", "Noto Sans", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';

/** An unassigned code point, which looks like every character without a glyph. */
const NO_LETTER = "\u0378";

/** Creates the text rasterizer of the emulator, or returns undefined without a canvas (Node). */
export function createTextRasterizer() {
  if (typeof OffscreenCanvas === "undefined") return undefined;
  const ruler = new OffscreenCanvas(1, 1).getContext("2d");
  if (!ruler) return undefined;
  const known = new Map();
  const looks = (letter) => coverage(letter, 16, 32, 24, 18).join();
  return {
    has(letter) {
      if (!known.has(letter)) known.set(letter, looks(letter) !== looks(NO_LETTER));
      return known.get(letter);
    },
    width(text, px) {
      ruler.font = `${px}px ${FAMILY}`;
      return ruler.measureText(text).width;
    },
    line: coverage,
  };
}

/** Returns how much of each pixel the text covers. */
function coverage(text, px, width, height, baseline) {
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true }));
  context.font = `${px}px ${FAMILY}`;
  context.fillStyle = "#00f";
  context.fillText(text, 1, baseline);
  const pixels = context.getImageData(0, 0, width, height).data;
  const covered = new Uint8Array(width * height);
  for (let at = 0; at < covered.length; at += 1) covered[at] = coverageOf(pixels, at * 4);
  return covered;
}

/**
 * Returns the coverage of a pixel. Text is drawn in blue. A glyph with its own colours, such as an emoji, becomes a
 * relief of light and dark.
 */
function coverageOf(pixels, at) {
  const [red, green, blue, alpha] = [pixels[at], pixels[at + 1], pixels[at + 2], pixels[at + 3]];
  // The colours of nearly transparent pixels are rounded too coarsely for the comparison.
  if (alpha < 24 || (red < 32 && green < 32 && blue > 216)) return alpha;
  return alpha * (0.1 + (0.9 * (0.3 * red + 0.6 * green + 0.1 * blue)) / 255);
}
