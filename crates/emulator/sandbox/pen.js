// Letters with the browser's own fonts: every script a visitor can read, and no font to download.

const FAMILY = 'system-ui, -apple-system, "Segoe UI", "Noto Sans", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';

/** What the emulator draws text with, or undefined where there is no canvas (Node). */
export function createPen() {
  if (typeof OffscreenCanvas === "undefined") return undefined;
  const ruler = new OffscreenCanvas(1, 1).getContext("2d");
  if (!ruler) return undefined;
  return {
    width(text, px) {
      ruler.font = `${px}px ${FAMILY}`;
      return ruler.measureText(text).width;
    },
    line(text, px, width, height, baseline) {
      const context = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
      context.font = `${px}px ${FAMILY}`;
      context.fillStyle = "#000";
      context.fillText(text, 1, baseline);
      const pixels = context.getImageData(0, 0, width, height).data;
      const coverage = new Uint8Array(width * height);
      for (let at = 0; at < coverage.length; at += 1) coverage[at] = pixels[at * 4 + 3];
      return coverage;
    },
  };
}
