// Starts the benchmark's server in a separate process.

import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/**
 * @param {string} bundles the folder of the bundled contestants
 * @returns its address, the sizes of its pictures in bytes, `marks(call)` and `close()`
 */
export async function startServer(bundles) {
  const child = fork(here("server.js"), [here("page"), bundles]);
  const exited = once(child, "exit");
  const [{ url, pictures }] = await Promise.race([once(child, "message"), exited.then(failed)]);
  return {
    url,
    pictures,
    marks: async (call) => (await fetch(`${url}/marks/${call}`)).json(),
    async close() {
      child.disconnect();
      await exited;
    },
  };
}

function failed([code]) {
  throw new Error(`the benchmark's server ended with ${code} before it listened`);
}
