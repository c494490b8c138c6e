// The image operations of a call, which the second wasm module performs.

import { callModule } from "./call.js";

/** Creates the host functions that need the second module. Their first error is stored in `failure`. */
export function imageWork(load, signal) {
  const work = {
    normalize: (inputs, kinds, limits) => kept((images) => images.normalize(inputs, kinds, limits, signal)),
    base64: (blob) => kept((images) => images.base64(blob, signal)),
    // A failed fetch of a remote image does not fail the call, because there may be other images.
    fetchRemoteImages: (urls, baseUrl, limitMs) => done((images) => images.fetchRemoteImages(urls, baseUrl, limitMs, signal)),
  };
  const done = (operation) => callModule(load(), operation, { signal, isLocal: true });
  const kept = (operation) =>
    done(operation).catch((error) => {
      work.failure ??= error;
      throw error;
    });
  return work;
}
