// Files by their `file:` address, which fetch does not read in Node and in most browsers.

/** Reads a file: by Node's own functions where there are any, else as pages of files do, such as those of Electron. */
export async function readFile(address) {
  const [files, urls] = [await builtin("node:fs/promises"), await builtin("node:url")];
  return files && urls ? files.readFile(urls.fileURLToPath(address)) : requested(address);
}

/**
 * A module of Node; undefined where there is none. A page of Electron may have Node's globals, but `import()` is Chromium's
 * there. The name is a variable, so that bundlers for browsers leave it alone.
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
