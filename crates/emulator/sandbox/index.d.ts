/** How the sandbox behaves. */
export interface SandboxOptions {
  /**
   * A misbehaviour to play instead of a good answer, such as `"cut"`, or several: `"slow+text-only"` plays both,
   * `"overloaded,ok"` one after the other, `"cut;at=40%"` with an option.
   * The emulator's README lists them. Default: none.
   */
  scenario?: string;
  /**
   * How long the first byte takes, in milliseconds; the body takes half as long again.
   * `0` answers as fast as the picture is drawn. Default: 1200.
   */
  latencyMs?: number;
}

/**
 * A `fetch` that never leaves the page. It answers as the Gemini image API does, with pictures it draws itself;
 * no model is asked, and every picture says so. Takes the key `"sandbox"` and any that begins with `sk-`.
 *
 * Nothing is loaded before the first call. Drawing runs in a worker where there are workers.
 *
 * ```js
 * const client = new Client({ fetch: sandboxFetch(), apiKey: "sandbox" });
 * ```
 */
export function sandboxFetch(options?: SandboxOptions): typeof fetch;
