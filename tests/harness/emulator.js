// The emulator as a separate process, on a free port.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

import { program } from "./environment.js";

/** Starts the emulator and waits until it listens. `close()` ends it. */
export async function startEmulator() {
  const child = spawn(program("TINTYPE_EMULATOR"), ["--port", "0", "--quiet"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  const url = await address(child.stdout);
  if (!url) throw new Error(`the emulator ended with ${(await exited)[0]} before it listened`);
  child.stdout.resume();
  return {
    url,
    async close() {
      child.kill();
      await exited;
    },
  };
}

async function address(output) {
  for await (const line of createInterface({ input: output })) {
    const found = /listening on (http:\/\/\S+)/.exec(line);
    if (found) return found[1];
  }
  return undefined;
}
