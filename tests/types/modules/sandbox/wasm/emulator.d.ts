// The script of the emulator's wasm module, which wasm-bindgen makes.

export default function init(source: { module_or_path: unknown }): Promise<unknown>;

export class Emulator {
  constructor(textRasterizer: object | undefined);
  respond(...request: unknown[]): Reply;
}

export class Chunk {
  take(): Uint8Array<ArrayBuffer>;
  free(): void;
}

export const Next: { readonly Chunk: 0; readonly Wait: 1; readonly Break: 2; readonly Hang: 3; readonly End: 4 };

interface Reply {
  readonly status: number;
  readonly headers: string[];
  readonly waitMs: number;
  next(chunk: Chunk): 0 | 1 | 2 | 3 | 4;
  free(): void;
}
