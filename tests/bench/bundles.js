// Bundles and minifies the contestants with esbuild, each library into its own folder, and measures the bytes that one
// call of each library ships.

import { copyFile, mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

import { build } from "esbuild";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const PACKAGE = here("../../crates/core/pkg/");
const WASM = join(PACKAGE, "wasm/tintype_bg.wasm");
/** The second module, which a page loads with its first input image. */
const IMAGES_WASM = join(PACKAGE, "wasm/tintype-images_bg.wasm");

const OPTIONS = {
  bundle: true,
  minify: true,
  format: "esm",
  platform: "browser",
  logLevel: "error",
  alias: { tintype: join(PACKAGE, "index.js") },
};

/** Bundles every contestant into `folder/{library}/contestant.js`. */
export async function bundleContestants(folder) {
  for (const library of ["plain", "tintype", "google-genai", "ai-sdk"]) {
    const entryPoints = [{ in: here(`contestants/${library}.js`), out: "contestant" }];
    if (library === "tintype") entryPoints.push({ in: join(PACKAGE, "worker.js"), out: "worker" });
    await build({ ...OPTIONS, entryPoints, splitting: true, outdir: join(folder, library) });
  }
  await mkdir(join(folder, "tintype"), { recursive: true });
  await copyFile(WASM, join(folder, "tintype/tintype_bg.wasm"));
  await copyFile(IMAGES_WASM, join(folder, "tintype/tintype-images_bg.wasm"));
}

/** One call that generates a picture, as short as each library allows. */
const CALLS = {
  tintype: `
    import { generate } from "tintype";
    const { image } = await generate({ apiKey, prompt });
    document.images[0].src = image.url;`,
  "@google/genai": `
    import { GoogleGenAI } from "@google/genai";
    const response = await new GoogleGenAI({ apiKey }).models.generateContent({ model, contents: prompt });
    const { mimeType, data } = response.candidates[0].content.parts.find((part) => part.inlineData).inlineData;
    document.images[0].src = "data:" + mimeType + ";base64," + data;`,
  "ai + @ai-sdk/google": `
    import { createGoogleGenerativeAI } from "@ai-sdk/google";
    import { generateText } from "ai";
    const { files } = await generateText({ model: createGoogleGenerativeAI({ apiKey })(model), prompt });
    document.images[0].src = "data:" + files[0].mediaType + ";base64," + files[0].base64;`,
};

/** The table's label for the second WebAssembly module. */
export const IMAGE_MODULE = "tintype, image module besides";

/** Measures the download of a page with one call, wasm and JS together: library → raw bytes, gzip -9 and brotli. */
export async function shippedBytes(brotliQuality = 11) {
  const shipped = {};
  for (const [library, contents] of Object.entries(CALLS)) {
    const stdin = { contents, resolveDir: here("."), loader: "js" };
    const { outputFiles } = await build({ ...OPTIONS, stdin, write: false });
    const files = outputFiles.map((file) => file.contents);
    if (library === "tintype") files.push(await readFile(WASM));
    shipped[library] = sizes(files, brotliQuality);
  }
  // A page downloads this module in addition, with its first input image.
  shipped[IMAGE_MODULE] = sizes([await readFile(IMAGES_WASM)], brotliQuality);
  return shipped;
}

/** Compresses each file separately, as servers do. */
function sizes(files, brotliQuality) {
  const total = (sizeOf) => files.reduce((sum, file) => sum + sizeOf(file), 0);
  const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: brotliQuality } };
  return {
    raw: total((file) => file.length),
    gzip: total((file) => gzipSync(file, { level: 9 }).length),
    brotli: total((file) => brotliCompressSync(file, brotli).length),
  };
}
