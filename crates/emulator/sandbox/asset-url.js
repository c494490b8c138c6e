// URLs of assets beside their script, and their replacements if a bundler moves the script alone.

/**
 * The folder in which the dev servers of Vite 4 to 7 bundle dependencies, without their assets. Vite 8 rewrites the URLs of
 * assets, so none of them is in that folder.
 */
const BUNDLED = /^(https?:\/\/.*\/node_modules\/)(?:\.vite|\.cache)(?:\/.+?)?\/deps(?:_\w+)?\//;

/**
 * Returns the URL of an asset in the package if the script was moved without it, undefined otherwise.
 * @param {string | URL} address URL of a file of the package, as the script resolves it
 * @param {string} path path of the asset in the package
 */
export function originalUrl(address, path) {
  const [, modules] = BUNDLED.exec(String(address)) ?? [];
  return modules && `${modules}tintype/${path}`;
}

/**
 * Starts a module worker from another origin, such as a CDN. Browsers refuse a cross-origin worker URL, but a worker of
 * the same origin may import the script if `worker-src` of the page's policy allows `blob:`.
 */
export function workerByImport(address) {
  const text = `import ${JSON.stringify(String(address))};`;
  const own = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  const worker = new Worker(own, { type: "module" });
  // The first message proves that the script has loaded, so the Blob URL is not needed any more.
  worker.addEventListener("message", () => URL.revokeObjectURL(own), { once: true });
  return worker;
}
