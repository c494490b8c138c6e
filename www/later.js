// Loads the half of Studio that the first screen does without: crates/studio/src/later.rs says what is in it. The build
// puts the names of the two files in; the first half imports this by the name that `wasm_split` gives it.
import { initSync as firstHalf } from "STUDIO";

const address = new URL("LATER", import.meta.url);

/** As it is kept for offline use, without going by the worker: one that still answers for it cannot make way for a newer. */
const kept = () => globalThis.caches?.match(address).catch(() => undefined);

/** Both halves work in one memory, and call each other by one table. */
async function load(ties) {
  const answer = (await kept()) ?? (await fetch(address));
  if (!answer.ok) throw new Error(`${answer.url} answers ${answer.status}`);
  // Whole, and not as a stream: hosts need not know what kind of file it is.
  await WebAssembly.instantiate(await answer.arrayBuffer(), { __wasm_split: ties });
}

export async function __wasm_split_load_later(callback, data) {
  const ties = firstHalf();
  const isLoaded = await load(ties).then(
    () => true,
    (reason) => console.error(reason),
  );
  ties.__indirect_function_table.get(callback)(data, Boolean(isLoaded));
}
