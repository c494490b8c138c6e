// The address of the worker that init() named. Apart from the start of the worker, which would otherwise be a part of the
// worker itself: Vite 4 bundles each worker with the workers in it, without end.

import { base } from "./address.js";

let named;

export function nameWorker(address) {
  named = new URL(address, base()).href;
}

export const namedWorker = () => named;
