// Renders the icons of the manifest from the single SVG drawing.
//
//   TINTYPE_ICONS=write node --test e2e/icons.test.js     draws them into www/

import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const WWW = fileURLToPath(new URL("../../../www/", import.meta.url));

/** Returns the path of an icon. */
export const fileOf = (name) => `${WWW}${name}`;

/**
 * By file name: the side in pixels, and the fraction that the drawing covers. Systems crop maskable icons to any shape.
 */
export const ICONS = {
  "icon-192.png": { side: 192, part: 1, ground: "transparent" },
  "icon-512.png": { side: 512, part: 1, ground: "transparent" },
  "icon-maskable.png": { side: 512, part: 0.62, ground: "#100f0e" },
};

/** Renders one icon as a PNG. */
export async function drawIcon(page, { side, part, ground }) {
  const svg = await readFile(fileOf("icon.svg"), "utf8");
  await page.setViewportSize({ width: side, height: side });
  await page.setContent(`<style>
    body { margin: 0; display: grid; place-content: center; height: ${side}px; background: ${ground} }
    svg { display: block; width: ${Math.round(side * part)}px; height: ${Math.round(side * part)}px }
  </style>${svg}`);
  return page.screenshot({ omitBackground: true });
}

/** Computes the difference of two PNGs: the mean difference per channel, from 0 to 255. */
export function distance(page, one, other) {
  return page.evaluate(async (files) => {
    const [first, second] = await Promise.all(
      files.map(async (file) => {
        const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${file}`)).blob());
        const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
        context.drawImage(bitmap, 0, 0);
        return context.getImageData(0, 0, bitmap.width, bitmap.height).data;
      }),
    );
    if (first.length !== second.length) return Infinity;
    return first.reduce((sum, value, place) => sum + Math.abs(value - second[place]), 0) / first.length;
  }, [one.toString("base64"), other.toString("base64")]);
}
