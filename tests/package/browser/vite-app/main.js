// The two calls of a small app that Vite bundles.

import { Client, generate } from "tintype";

async function measure(image) {
  const shown = new Image();
  shown.src = image.url;
  await shown.decode();
  return { shown: [shown.naturalWidth, shown.naturalHeight], reported: [image.width, image.height], url: image.url };
}

globalThis.cases = {
  async generated(options) {
    const result = await generate({ prompt: "a lighthouse at dusk", ...options });
    return measure(result.image);
  },
  async generatedByWorker(options) {
    const client = new Client({ ...options, worker: true });
    const result = await client.generate({ prompt: "a lighthouse at dusk" });
    const measured = await measure(result.image);
    client.dispose();
    return measured;
  },
  async sandboxed() {
    const { sandboxFetch } = await import("tintype/sandbox");
    const client = new Client({ fetch: sandboxFetch({ latencyMs: 0 }), apiKey: "sandbox" });
    const result = await client.generate({ prompt: "a lighthouse at dusk" });
    return measure(result.image);
  },
};
