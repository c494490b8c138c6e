// Files that come from outside the page: the system opens them with the installed Studio (`file_handlers` in the manifest), or
// another app shares them, and the service worker has put them into a cache (www/sw.js).

const inboxName = () => `tintype-inbox ${new URL("./", document.baseURI)}`;

async function shared() {
  const name = inboxName();
  if (!(await caches.has(name))) return [];
  const inbox = await caches.open(name);
  const requests = await inbox.keys();
  const files = await Promise.all(
    requests.map(async (request) => {
      const blob = await (await inbox.match(request)).blob();
      return new File([blob], new URL(request.url).searchParams.get("name"), { type: blob.type });
    }),
  );
  await caches.delete(name);
  return files;
}

function incoming() {
  return new ReadableStream({
    start(controller) {
      const enqueue = (files) => files.length > 0 && controller.enqueue(files);
      globalThis.launchQueue?.setConsumer(async ({ files }) => enqueue(await Promise.all(files.map((handle) => handle.getFile()))));
      // There is no cache in some private windows.
      shared().then(enqueue, () => {});
    },
  });
}

let reader;

/** Resolves to the next files that arrive, one or more. */
export async function nextFiles() {
  reader ??= incoming().getReader();
  return (await reader.read()).value;
}
