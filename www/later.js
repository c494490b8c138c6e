// Loads the half of Studio that the first screen does without: crates/studio/src/lazy.rs says what is in it. The build
// puts the names of its files in; the first half imports this by the name that `wasm_split` gives it.
import { initSync as firstHalf, modules } from "STUDIO";

const address = (name) => new URL(name, import.meta.url);
const code = address("LATER");
const style = address("STYLE");
const scripts = SCRIPTS;

/** As it is kept for offline use, without going by the worker: one that still answers for it cannot make way for a newer. */
const cached = () => globalThis.caches?.match(code).catch(() => undefined);

async function loadCode() {
  const answer = (await cached()) ?? (await fetch(code));
  if (!answer.ok) throw new Error(`${answer.url} answers ${answer.status}`);
  // Whole, and not as a stream: hosts need not know what kind of file it is.
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
  // A browser may remember that a module could not be had, by its address.
  const retry = tries > 1 ? `?${tries}` : "";
  modules[name] ??= await import(address(name) + retry);
}

/** Both halves work in one memory, and call each other by one table. */
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
