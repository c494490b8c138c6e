// Globals of runtimes that the compiler's libraries do not declare.

/** Available in newer engines only; the modules check before they call these. */
interface Uint8Array {
  toBase64?(): string;
}
interface Uint8ArrayConstructor {
  fromBase64?(text: string): Uint8Array<ArrayBuffer>;
}

/** Required by Node for a streaming body. */
interface RequestInit {
  duplex?: "half";
}

/** Available in Node, Deno and Bun. */
declare var process: { versions?: { node?: string }; type?: string; getBuiltinModule?(name: string): any } | undefined;

/** The worker's function, which has no parameter for an origin. */
declare function postMessage(message: unknown, transfer: Transferable[]): void;

/** Defined in the package's worker; `crates/images` calls it to draw in the page. */
declare var tintypeDrawInPage: ((blob: Blob, maxSide: number, maxPixels: number) => Promise<unknown>) | undefined;

/** The wasm imports of edge runtimes. */
declare module "*.wasm?module" {
  const module: WebAssembly.Module;
  export default module;
}
