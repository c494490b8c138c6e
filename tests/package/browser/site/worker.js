// A dedicated worker that makes a picture. Import maps do not reach workers, so the package is named by its path.

import { generate } from "./node_modules/tintype/index.js";

globalThis.onmessage = async ({ data }) => {
  try {
    const { image } = await generate({ prompt: "a lighthouse at dusk", ...data });
    const shown = await createImageBitmap(image.blob);
    postMessage({ shown: [shown.width, shown.height], reported: [image.width, image.height], url: image.url });
  } catch (error) {
    postMessage({ error: `${error.code}: ${error.message}` });
  }
};
