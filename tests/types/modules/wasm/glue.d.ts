// The exports of both wasm modules, as declared by the glue script that the build generates.

/** The result of a call: the text of its record and its Blobs. */
type Answer = [text: string, ...blobs: Blob[]];

interface Questions {
  start(module: WebAssembly.Module): Promise<unknown>;
  build(): string;
  run(options: string, values: unknown[], host: object): Promise<Answer>;
  isInput(value: unknown): boolean;
  normalize(images: unknown[], kinds: unknown, limits: unknown, signal?: AbortSignal): Promise<unknown>;
  base64(blob: Blob, signal?: AbortSignal): Promise<unknown>;
  fetchRemoteImages(urls: unknown, baseUrl: unknown, limitMs: number, signal?: AbortSignal): Promise<unknown>;
  inspect(input: unknown): Promise<string>;
  compose(images: unknown[], featherPx: unknown, type: unknown, signal?: AbortSignal): Promise<[text: string, blob: Blob]>;
}

export default function instance(guard: (exports: WebAssembly.Exports) => object, controllers: typeof AbortController): Questions;
