// The work on image files that a call may ask for, done by the second module.

import { ask } from "./call.js";

/** The functions of a call's host that need the second module. The first of their errors stays in `failure`. */
export function imageWork(load, signal) {
  const work = {
    fit: (images, kinds, limits) => kept((found) => found.fit(images, kinds, limits, signal)),
    base64: (blob) => kept((found) => found.base64(blob, signal)),
    // Without the images of an address, there may be others.
    follow: (urls, baseUrl, limitMs) => done((found) => found.follow(urls, baseUrl, limitMs, signal)),
  };
  const done = (question) => ask(load(), question, { signal, isLocal: true });
  const kept = (question) =>
    done(question).catch((error) => {
      work.failure ??= error;
      throw error;
    });
  return work;
}
