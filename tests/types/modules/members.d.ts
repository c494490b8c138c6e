// Members that a constructor copies from its record, which the compiler does not detect.

import type * as declared from "../../../crates/core/npm/types.d.ts";

declare module "../../../crates/core/npm/image.js" {
  interface GeneratedImage extends Omit<declared.GeneratedImage, "dispose"> {}
  interface Generation extends Omit<declared.Generation, "dispose" | "image"> {}
}
declare module "../../../crates/core/npm/error.js" {
  interface TintypeError extends Omit<declared.TintypeError, keyof Error> {}
}
