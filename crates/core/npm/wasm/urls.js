// The addresses of the wasm files, beside this script. Each stands in the package once, because bundlers write a file for
// each. They are in this folder so that a bundler which leaves them as they are has them beside its bundle.
// These are functions with a body because @vercel/nft, by which Nuxt and Vercel copy the files of servers, follows no address
// that is the whole of an arrow function.

export function coreFile() {
  return new URL("./tintype_bg.wasm", import.meta.url);
}

export function imagesFile() {
  return new URL("./tintype-images_bg.wasm", import.meta.url);
}

/** The address of this script; a bundle in CommonJS has none. */
export const here = () => import.meta.url;
