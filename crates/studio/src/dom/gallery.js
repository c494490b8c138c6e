// The gallery's database. What changes often is small and has a store of its own; what is large is written once:
//
//   pictures { id, facts, picture: Blob, files: Blob[] }   as it came, with its facts as they were then
//   facts    { id, facts }                                 the same JSON as it is now
//
// Version 1 had the first store alone. Its records are left as they are, and read as before: an upgrade that copies
// nothing cannot fail for want of room.
//
// Private windows of WebKit keep no Blobs. There each is kept as { bytes: ArrayBuffer, type }, until the window closes.
//
// Every failure is one of four words: full, newer, blocked, failed.

const NAME = "tintype.gallery";
const VERSION = 2;
const STORES = ["pictures", "facts"];

let opening;

function open() {
  opening ??= connect().catch((reason) => {
    opening = undefined;
    throw reason;
  });
  return opening;
}

const connect = () =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      const there = request.result.objectStoreNames;
      for (const name of STORES) if (!there.contains(name)) request.result.createObjectStore(name, { keyPath: "id" });
    };
    request.onsuccess = () => {
      const database = request.result;
      const lose = () => (opening = undefined);
      // Another tab with a newer version must not wait for this one; the next call opens it again, or says "newer".
      database.onversionchange = () => {
        database.close();
        lose();
      };
      database.onclose = lose;
      resolve(database);
    };
    request.onerror = () => reject(request.error);
    request.onblocked = () => {
      // It still opens once the other tab is gone. Nobody waits for it by then, and it must not block others in turn.
      request.onsuccess = () => request.result.close();
      reject(new DOMException("another tab holds the gallery", "TimeoutError"));
    };
  });

const WORDS = { QuotaExceededError: "full", VersionError: "newer", TimeoutError: "blocked" };

const inOneWord = (reason) => {
  throw WORDS[reason?.name] ?? "failed";
};

const answered = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = (event) => {
      // Or else one record that cannot be read would end the whole transaction, and hide all others.
      event.preventDefault();
      reject(request.error);
    };
  });

/** What a transaction does with both stores, all of it or nothing. Resolves once it is on the disk. */
async function write(ids, work) {
  const database = await open();
  const transaction = database.transaction(STORES, "readwrite", { durability: "strict" });
  const done = new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    // A request that succeeded can still be lost with its transaction.
    transaction.onabort = () => reject(transaction.error ?? new DOMException("not written", "AbortError"));
  });
  done.catch(() => {});
  let outcome;
  try {
    outcome = await work(...STORES.map((name) => transaction.objectStore(name)));
  } catch (reason) {
    if (!transaction.error) transaction.abort();
    throw transaction.error ?? reason;
  }
  await done;
  channel?.postMessage(ids);
  return outcome;
}

/** Writes a whole record, or nothing of it. */
export function putPicture(record) {
  const { id, facts } = record;
  const put = (whole) =>
    write([id], (pictures, current) => Promise.all([pictures.put(whole), current.put({ id, facts })].map(answered)));
  const putBytes = async (reason) => {
    if (!REFUSALS_OF_BLOBS.includes(reason?.name)) throw reason;
    return put(await inBytes(record));
  };
  return put(record).catch(putBytes).catch(inOneWord);
}

/** Changes one fact and leaves the others as they are now, whoever changed them. `[facts]`, or `[]` without a record. */
export function changeFact(id, name, value) {
  const work = async (pictures, current) => {
    const [{ facts, first } = {}] = await records([id], pictures, current);
    if (first === undefined) return [];
    const changed = JSON.stringify({ ...JSON.parse(facts), [name]: value });
    await answered(current.put({ id, facts: changed }));
    return [changed];
  };
  return write([id], work).catch(inOneWord);
}

const REFUSALS_OF_BLOBS = ["UnknownError", "DataCloneError"];

async function inBytes({ picture, files, ...rest }) {
  const bytesOf = async (blob) => ({ bytes: await blob.arrayBuffer(), type: blob.type });
  return { ...rest, picture: await bytesOf(picture), files: await Promise.all(files.map(bytesOf)) };
}

// A Blob has a `bytes` of its own, which is a function.
const asBlob = (kept) => (kept?.bytes instanceof ArrayBuffer ? new Blob([kept.bytes], { type: kept.type }) : kept);

/** Takes records out. */
export function removePictures(ids) {
  const work = (...stores) => Promise.all(stores.flatMap((store) => ids.map((id) => answered(store.delete(id)))));
  return write(ids, work).catch(inOneWord);
}

async function record(id, pictures, current) {
  const read = (store) => answered(store.get(id)).catch(() => ({}));
  const [whole, now] = await Promise.all([read(pictures), read(current)]);
  const { facts: first, picture, files } = whole ?? {};
  const blobs = { picture: asBlob(picture), files: files?.map?.(asBlob) ?? files };
  return whole || now ? { id, facts: now?.facts ?? first, first, ...blobs } : undefined;
}

const records = (ids, pictures, current) => Promise.all(ids.map((id) => record(id, pictures, current)));

async function reading() {
  const transaction = (await open()).transaction(STORES);
  return STORES.map((name) => transaction.objectStore(name));
}

/** These records, with undefined for each that is not there; what cannot be read of one is missing in it. */
export async function readPictures(ids) {
  try {
    return await records(ids, ...(await reading()));
  } catch (reason) {
    return inOneWord(reason);
  }
}

/** The names of all records, the newest first as far as that can be told. */
export async function listPictures() {
  try {
    const [pictures, current] = await reading();
    const all = new Set(await answered(pictures.getAllKeys()));
    const ages = [];
    // Without their bytes, and without those of version 1: order matters less than time.
    for (const { id, facts } of await answered(current.getAll()).catch(() => [])) {
      all.delete(id);
      ages.push([age(facts), id]);
    }
    return [...ages.sort(([one], [other]) => other - one).map(([, id]) => id), ...all];
  } catch (reason) {
    return inOneWord(reason);
  }
}

function age(facts) {
  try {
    return JSON.parse(facts).created_ms || 0;
  } catch {
    return 0;
  }
}

// Tabs tell each other what they have written; what it is then, each reads for itself.
const channel = globalThis.BroadcastChannel && new BroadcastChannel(NAME);
let heard = [];
let wake;
if (channel) {
  channel.onmessage = ({ data }) => {
    heard.push(...data);
    wake?.();
  };
}

/** Waits until other tabs have written something, and gives the names of it. */
export async function changedElsewhere() {
  if (!heard.length) await new Promise((resolve) => (wake = resolve));
  const ids = new Set(heard);
  heard = [];
  return [...ids];
}

/** `[used, quota]` of this site's storage, in bytes. */
export async function storageRoom() {
  const { usage = 0, quota = 0 } = await navigator.storage.estimate();
  return [usage, quota];
}

/** Asks that the browser clears nothing here on its own. Some ask the person, and some decide by themselves. */
export async function askToPersist() {
  if (!(await navigator.storage.persisted())) await navigator.storage.persist();
}
