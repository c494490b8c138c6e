// The gallery's database. What changes often is small and has a store of its own; what is large is written once:
//
//   pictures { id, facts, picture: Blob, files: Blob[] }   as it came, with its facts as they were then
//   facts    { id, facts }                                 the same JSON as it is now
//   drafts   { id, tab, at, json, blobs: Blob[] }          what a tab has not finished yet
//   thumbnails { id, thumbnail: Blob }                     the picture on a small scale
//
// Version 1 had the first store alone, version 2 the first two, version 3 JSON of schema 0 (`model/schema.rs`), version 4
// no thumbnails. Their records are left as they are and migrated when they are read, and thumbnails are made in idle time
// (`actions/thumbnails.rs`): an upgrade that copies nothing cannot fail for lack of quota. A new schema needs a new version here, so that an older Studio in another tab leaves the database alone.
//
// Private windows of WebKit keep no Blobs. There each is kept as { bytes: ArrayBuffer, type }, until the window closes.
//
// Every failure is one of four words: full, newer, blocked, failed.
//
// Here is what the first screen needs: whether there is anything, and what other tabs do. Records are read and written
// by `records.js`, which is loaded later.

export const NAME = "tintype.gallery";
const VERSION = 5;
export const GALLERY = ["pictures", "facts", "thumbnails"];
const STORES = [...GALLERY, "drafts"];

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
      // Another tab with a newer version must not wait for this one; the next call opens it again, or says "newer".
      // Without a new version, the database is being deleted.
      database.onversionchange = ({ newVersion }) => {
        drop(database);
        if (newVersion === null) hear([LOST]);
      };
      // The browser closes it on its own when it clears the storage, or when its disk fails.
      database.onclose = () => {
        drop(database);
        hear([LOST]);
      };
      current = database;
      resolve(database);
    };
    request.onerror = () => reject(request.error);
    request.onblocked = () => {
      // It still opens once the other tab is gone. Nobody waits for it by then, and it must not block others in turn.
      request.onsuccess = () => request.result.close();
      reject(new DOMException("another tab holds the gallery", "TimeoutError"));
    };
  });

let current;

function drop(database) {
  database?.close();
  if (database === current) opening = undefined;
}

// The errors of a connection that is lost while its database is not. Safari loses it in the background (WebKit 197050,
// 273827), Chromium when the process of its storage ends.
const GONE = ["InvalidStateError", "UnknownError", "AbortError", "TransactionInactiveError"];
export const isGone = (reason) => GONE.includes(reason?.name);
const REOPEN_MS = 100;

/** Does `work(database, isLast)`; once more with a new connection, where the first one turns out to be gone. */
export async function connected(work) {
  let database;
  try {
    database = await open();
    return await work(database, false);
  } catch (reason) {
    if (!isGone(reason)) throw reason;
  }
  drop(database);
  await new Promise((resolve) => setTimeout(resolve, REOPEN_MS));
  return work(await open(), true);
}

const WORDS = { QuotaExceededError: "full", VersionError: "newer", TimeoutError: "blocked" };

export const inOneWord = (reason) => {
  throw WORDS[reason?.name] ?? "failed";
};

/** The result of a request. */
export const answered = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = (event) => {
      // Or else one record that cannot be read would end the whole transaction, and hide all others.
      event.preventDefault();
      reject(request.error);
    };
  });

/** Reads these stores. */
export const reading = (names, work) =>
  connected((database, isLast) => {
    const transaction = database.transaction(names);
    return work(...names.map((name) => transaction.objectStore(name)), isLast);
  }).catch(inOneWord);

/** The names of all records, the newest first where the time is known. */
export function listPictures() {
  return reading(GALLERY, async (pictures, current) => {
    const all = new Set(await answered(pictures.getAllKeys()));
    const ages = [];
    const unread = (reason) => {
      if (isGone(reason)) throw reason;
      return [];
    };
    // Without their bytes, and without those of version 1: order matters less than time.
    for (const { id, facts } of await answered(current.getAll()).catch(unread)) {
      all.delete(id);
      ages.push([age(facts), id]);
    }
    return [...ages.sort(([one], [other]) => other - one).map(([, id]) => id), ...all];
  });
}

// Not by JSON.parse, which would read every word of every record. Inside of a text, its quotation marks are escaped.
const age = (facts) => Number(/"created_ms":(\d+)/.exec(facts)?.[1] ?? 0);

// Tabs notify each other of changed records; each tab reads the records itself.
export const channel = globalThis.BroadcastChannel && new BroadcastChannel(NAME);
// Stands among names for all of them: no key of a database is true or false.
const LOST = true;
export const MOST_NAMES = 1_000;
const isName = (name) => typeof name === "number" || (typeof name === "string" && name.length < 100);
let heard = new Set();
let wake;
if (channel) {
  // Any page of this host can write to it, whatever it likes.
  channel.onmessage = ({ data }) => Array.isArray(data) && hear(data.slice(0, MOST_NAMES).filter(isName));
}

function hear(names) {
  for (const name of names) heard.add(name);
  if (heard.size > 0) wake?.();
}

/** Waits until other tabs have written something, and gives the names of it; among them `true` after a loss. */
export async function changedElsewhere() {
  if (!heard.size) await new Promise((resolve) => (wake = resolve));
  const names = [...heard];
  heard = new Set();
  return names;
}

/** `[used, quota]` of this site's storage, in bytes. */
export async function storageEstimate() {
  const { usage = 0, quota = 0 } = await navigator.storage.estimate();
  return [usage, quota];
}
