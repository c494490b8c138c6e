// The URLs of the wasm files, beside this script. Each URL occurs in the package once, because bundlers emit a file for
// every occurrence. The files are in this folder so that they are beside the bundle if a bundler keeps the URLs.
// The functions have a body because @vercel/nft, with which Nuxt and Vercel copy server files, does not follow a URL
// that is the whole body of an arrow function.

export function coreFile() {
  return new URL("./tintype_bg.wasm", import.meta.url);
}

export function imagesFile() {
  return new URL("./tintype-images_bg.wasm", import.meta.url);
}

/** Returns the URL of this script, which a CommonJS bundle does not have. */
export const here = () => import.meta.url;
