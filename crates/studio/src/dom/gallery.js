// The gallery's database: one record for each picture, its bytes as Blobs.
//
//   { id: number, facts: string (JSON), picture: Blob, files: Blob[] }
//
// Private windows of WebKit keep no Blobs. There each is kept as { bytes: ArrayBuffer, type }, until the window closes.

const NAME = "tintype.gallery";
const STORE = "pictures";

let opening;

function open() {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "id" });
    request.onsuccess = () => {
      const database = request.result;
      // Another tab with a newer version must not wait for this one; the next call opens it again.
      database.onversionchange = () => database.close();
      database.onclose = () => (opening = undefined);
      resolve(database);
    };
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new DOMException("another tab holds the gallery", "TimeoutError"));
  }).catch((reason) => {
    opening = undefined;
    throw reason;
  });
  return opening;
}

const answered = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** Resolves once it is on the disk: a request that succeeded can still be lost with its transaction. */
async function write(work) {
  const database = await open();
  const transaction = database.transaction(STORE, "readwrite", { durability: "strict" });
  const done = new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error ?? new DOMException("not written", "AbortError"));
  });
  try {
    work(transaction.objectStore(STORE));
  } catch (reason) {
    done.catch(() => {});
    throw reason;
  }
  await done;
}

/** Writes one record; rejects with why not. */
export function putPicture(record) {
  const put = (one) => write((store) => store.put(one));
  const putBytes = async (reason) => {
    if (!REFUSALS_OF_BLOBS.includes(reason?.name)) throw reason;
    return put(await inBytes(record));
  };
  return put(record).catch(putBytes).catch((reason) => {
    throw reason?.name === "QuotaExceededError" ? "full" : "failed";
  });
}

const REFUSALS_OF_BLOBS = ["UnknownError", "DataCloneError"];

async function inBytes({ picture, files, ...rest }) {
  const bytesOf = async (blob) => ({ bytes: await blob.arrayBuffer(), type: blob.type });
  return { ...rest, picture: await bytesOf(picture), files: await Promise.all(files.map(bytesOf)) };
}

// A Blob has a `bytes` of its own, which is a function.
const asBlob = (kept) => (kept?.bytes instanceof ArrayBuffer ? new Blob([kept.bytes], { type: kept.type }) : kept);

const inBlobs = (record) => record && { ...record, picture: asBlob(record.picture), files: record.files?.map(asBlob) };

/** Takes records out. */
export function removePictures(ids) {
  return write((store) => ids.forEach((id) => store.delete(id)));
}

/** Every record; in the place of one that cannot be read, its id. One by one, so that a broken one hides no other. */
export async function loadPictures() {
  const database = await open();
  const store = database.transaction(STORE).objectStore(STORE);
  const ids = await answered(store.getAllKeys());
  return Promise.all(ids.map((id) => answered(store.get(id)).then((record) => inBlobs(record) ?? id, () => id)));
}

/** `[used, quota]` of this site's storage, in bytes. */
export async function storageRoom() {
  const { usage = 0, quota = 0 } = await navigator.storage.estimate();
  return [usage, quota];
}
