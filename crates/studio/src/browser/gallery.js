// The gallery's database. Small data that changes often has a store of its own, and large data is written once:
//
//   pictures { id, facts, picture: Blob, files: Blob[] }   the original, with its metadata at that time
//   facts    { id, facts }                                 the current metadata, as JSON
//   drafts   { id, tab, at, json, blobs: Blob[] }          the unfinished work of a tab
//   thumbnails { id, thumbnail: Blob }                     the scaled picture
//
// Version 1 had only the first store, version 2 the first two, version 3 JSON of schema 0 (`model/schema.rs`), and
// version 4 no thumbnails. Their records are left unchanged and migrated when they are read, and thumbnails are made in
// idle time (`actions/thumbnails.rs`), because an upgrade that copies nothing cannot exceed the quota. A new schema
// needs a new version here, so that an older Studio in another tab does not use the database.
//
// Private windows of WebKit cannot store Blobs. There, each Blob is stored as { bytes: ArrayBuffer, type } until the
// window closes.
//
// Every failure is reported as one of four words: full, newer, blocked, failed.
//
// This module has only what the first screen needs: whether there are records, and the changes of other tabs.
// `records.js`, which is loaded later, reads and writes records.

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
      // Another tab with a newer version must not wait for this one. The next call opens the database again, or fails
      // with "newer". The new version is null when the database is deleted.
      database.onversionchange = ({ newVersion }) => {
        drop(database);
        if (newVersion === null) hear([LOST]);
      };
      // The browser closes the connection when it clears the storage, or when the disk fails.
      database.onclose = () => {
        drop(database);
        hear([LOST]);
      };
      current = database;
      resolve(database);
    };
    request.onerror = () => reject(request.error);
    request.onblocked = () => {
      // The request still succeeds once the other tab is gone. Its caller has stopped waiting by then, and an open
      // connection would block other tabs.
      request.onsuccess = () => request.result.close();
      reject(new DOMException("another tab holds the gallery", "TimeoutError"));
    };
  });

let current;

function drop(database) {
  database?.close();
  if (database === current) opening = undefined;
}

// The errors of a connection that is lost although its database is not. Safari loses it in the background (WebKit
// 197050, 273827), and Chromium when its storage process ends.
const GONE = ["InvalidStateError", "UnknownError", "AbortError", "TransactionInactiveError"];
export const isGone = (reason) => GONE.includes(reason?.name);
const REOPEN_MS = 100;

/** Calls `work(database, isLast)`, and again with a new connection if the first one was lost. */
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

/** Resolves to the result of a request. */
export const answered = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = (event) => {
      // Otherwise an unreadable record would abort the whole transaction, and hide all other records.
      event.preventDefault();
      reject(request.error);
    };
  });

/** Calls `work` with these stores in a read-only transaction. */
export const reading = (names, work) =>
  connected((database, isLast) => {
    const transaction = database.transaction(names);
    return work(...names.map((name) => transaction.objectStore(name)), isLast);
  }).catch(inOneWord);

/** Returns the keys of all records, newest first where the time is known. */
export function listPictures() {
  return reading(GALLERY, async (pictures, current) => {
    const all = new Set(await answered(pictures.getAllKeys()));
    const ages = [];
    const unread = (reason) => {
      if (isGone(reason)) throw reason;
      return [];
    };
    // The Blobs and the records of version 1 are not read, because speed matters more than order.
    for (const { id, facts } of await answered(current.getAll()).catch(unread)) {
      all.delete(id);
      ages.push([age(facts), id]);
    }
    return [...ages.sort(([one], [other]) => other - one).map(([, id]) => id), ...all];
  });
}

// A regular expression is faster than parsing every record completely. Quotation marks inside strings are escaped.
const age = (facts) => Number(/"created_ms":(\d+)/.exec(facts)?.[1] ?? 0);

// Tabs notify each other of changed records; each tab reads the records itself.
export const channel = globalThis.BroadcastChannel && new BroadcastChannel(NAME);
// Represents the loss of all records in a list of keys. No key is a boolean.
const LOST = true;
export const MOST_NAMES = 1_000;
const isName = (name) => typeof name === "number" || (typeof name === "string" && name.length < 100);
let heard = new Set();
let wake;
if (channel) {
  // Any page of this host can post to the channel, so messages are validated.
  channel.onmessage = ({ data }) => Array.isArray(data) && hear(data.slice(0, MOST_NAMES).filter(isName));
}

function hear(names) {
  for (const name of names) heard.add(name);
  if (heard.size > 0) wake?.();
}

/** Waits for changes by other tabs. Returns the keys of the changed records, and `true` among them after a loss. */
export async function changedElsewhere() {
  if (!heard.size) await new Promise((resolve) => (wake = resolve));
  const names = [...heard];
  heard = new Set();
  return names;
}

/** Returns `[used, quota]` of this site's storage, in bytes. */
export async function storageEstimate() {
  const { usage = 0, quota = 0 } = await navigator.storage.estimate();
  return [usage, quota];
}
