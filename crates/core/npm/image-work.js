// The work on image files that a call may need, done by the second module.

import { callModule } from "./call.js";

/** The functions of a call's host that need the second module. The first of their errors stays in `failure`. */
export function imageWork(load, signal) {
  const work = {
    normalize: (inputs, kinds, limits) => kept((images) => images.normalize(inputs, kinds, limits, signal)),
    base64: (blob) => kept((images) => images.base64(blob, signal)),
    // A remote image that cannot be fetched is no error of the call: there may be other images.
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
