// Loads the lazy half of Studio, which the first screen does not need (see crates/studio/src/lazy.rs). The build
// inserts the names of its files; the first half imports this module under the name that `wasm_split` expects.
import { initSync as firstHalf, modules } from "STUDIO";

const address = (name) => new URL(name, import.meta.url);
const code = address("LATER");
const style = address("STYLE");
const scripts = SCRIPTS;

/**
 * Reads the offline cache directly. A request that passes through the service worker would keep an old worker from
 * being replaced.
 */
const cached = () => globalThis.caches?.match(code).catch(() => undefined);

async function loadCode() {
  const answer = (await cached()) ?? (await fetch(code));
  if (!answer.ok) throw new Error(`${answer.url} answers ${answer.status}`);
  // Read the whole body instead of streaming it, because streaming requires the host to send the MIME type of wasm.
  return answer.arrayBuffer();
}

let styled;

const loadStyle = () =>
  (styled ??= new Promise((resolve, reject) => {
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: style });
    link.onload = resolve;
    link.onerror = () => {
      link.remove();
      styled = undefined;
      reject(new Error(`${style} cannot be loaded`));
    };
    document.head.append(link);
  }));

let tries = 0;

async function loadScript(name) {
  // A browser may remember a failed module import by its URL, so a retry needs another one.
  const retry = tries > 1 ? `?${tries}` : "";
  modules[name] ??= await import(address(name) + retry);
}

/** Instantiates the lazy half, which shares memory and function table with the first half. */
async function load(ties) {
  tries += 1;
  const [bytes] = await Promise.all([loadCode(), loadStyle(), ...scripts.map(loadScript)]);
  await WebAssembly.instantiate(bytes, { __wasm_split: ties });
}

export async function __wasm_split_load_later(callback, data) {
  const ties = firstHalf();
  const isLoaded = await load(ties).then(
    () => true,
    (reason) => console.error(reason),
  );
  ties.__indirect_function_table.get(callback)(data, Boolean(isLoaded));
}
