// Files by their `file:` URL, which `fetch` does not support in Node and in most browsers.

/**
 * Reads a file with Node's own functions, or with XMLHttpRequest in pages loaded from files, such as those of Electron.
 */
export async function readFile(address) {
  const [files, urls] = [await builtin("node:fs/promises"), await builtin("node:url")];
  return files && urls ? files.readFile(urls.fileURLToPath(address)) : requested(address);
}

/**
 * Returns a module of Node, or undefined if there is none. A page of Electron may have Node's globals, but there
 * `import()` is Chromium's. The name is a variable, so that bundlers for browsers ignore the import.
 */
async function builtin(name) {
  const { process } = globalThis;
  if (!process?.versions?.node) return undefined;
  if (process.getBuiltinModule) return process.getBuiltinModule(name);
  return process.type === "renderer" ? undefined : import(/* webpackIgnore: true */ /* turbopackIgnore: true */ /* @vite-ignore */ name);
}

function requested(address) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("GET", address);
    request.responseType = "arraybuffer";
    request.onload = () => resolve(request.response);
    request.onerror = () => reject(new TypeError(`${address} could not be fetched.`));
    request.send();
  });
}
