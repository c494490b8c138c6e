// The places of files that belong beside their script, where the script was taken elsewhere without them.

/**
 * Vite's dev servers up to version 7 join scripts in a folder of their own and leave the other files behind. Vite 8 rewrites
 * the addresses, so that none of them is in that folder.
 */
const JOINED = /^(https?:\/\/.*\/node_modules\/)(?:\.vite|\.cache)(?:\/.+?)?\/deps(?:_\w+)?\//;

/**
 * The address of a file that was left behind; undefined for one that lies where its script says.
 * @param {string | URL} address of a file of the package, as the script has it
 * @param {string} path of the wanted file within the package
 */
export function leftBehind(address, path) {
  const [, modules] = JOINED.exec(String(address)) ?? [];
  return modules && `${modules}tintype/${path}`;
}

/**
 * Starts a module worker from another origin, such as a CDN: browsers refuse its address, but a worker of the page's own may
 * import it, where `worker-src` of the page's policy allows `blob:`.
 */
export function workerByImport(address) {
  const text = `import ${JSON.stringify(String(address))};`;
  const own = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  const worker = new Worker(own, { type: "module" });
  // The script was asked for already, and nothing else needs the address once that has come.
  worker.addEventListener("message", () => URL.revokeObjectURL(own), { once: true });
  return worker;
}
