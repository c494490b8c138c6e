// The wasm modules of edge runtimes, which compile wasm when they are deployed and never while they run: wrangler, Next.js
// and Vercel give a compiled module for such an import. The paths are those of the joined file, beside package.json.

import core from "./wasm/tintype_bg.wasm?module";
import images from "./wasm/tintype-images_bg.wasm?module";

export const coreFile = () => core;
export const imagesFile = () => images;
export const here = () => undefined;
