// Names of runtimes that the libraries of the compiler do not declare.

/** Of newer engines: the modules ask before they call. */
interface Uint8Array {
  toBase64?(): string;
}
interface Uint8ArrayConstructor {
  fromBase64?(text: string): Uint8Array<ArrayBuffer>;
}

/** Required by Node for a body that streams. */
interface RequestInit {
  duplex?: "half";
}

/** Of Node, Deno and Bun. */
declare var process: { versions?: { node?: string }; type?: string; getBuiltinModule?(name: string): any } | undefined;

/** The function of a worker, which takes no origin. */
declare function postMessage(message: unknown, transfer: Transferable[]): void;

/** Of the package's worker: `crates/images` draws by it. */
declare var tintypeDrawInPage: ((blob: Blob, maxSide: number, maxPixels: number) => Promise<unknown>) | undefined;

/** The imports of edge runtimes. */
declare module "*.wasm?module" {
  const module: WebAssembly.Module;
  export default module;
}
