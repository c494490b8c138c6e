// Receives files from outside the page. The system opens them with the installed Studio (`file_handlers` in the
// manifest), or another app shares them and the service worker stores them in a cache (sw.js). They are dispatched as a
// `drop` event, which the page already handles.

const inboxName = `tintype-inbox ${new URL("./", import.meta.url)}`;

function drop(files) {
  if (files.length === 0) return;
  const dataTransfer = new DataTransfer();
  for (const file of files) dataTransfer.items.add(file);
  dispatchEvent(new DragEvent("drop", { dataTransfer, cancelable: true }));
}

async function takeShared() {
  if (!(await caches.has(inboxName))) return;
  const inbox = await caches.open(inboxName);
  const asFile = async (request) => {
    const blob = await (await inbox.match(request)).blob();
    return new File([blob], new URL(request.url).searchParams.get("name"), { type: blob.type });
  };
  const files = await Promise.all((await inbox.keys()).map(asFile));
  await caches.delete(inboxName);
  drop(files);
}

globalThis.launchQueue?.setConsumer(async ({ files }) => drop(await Promise.all(files.map((handle) => handle.getFile()))));
await takeShared();
