// The records of the gallery's database, which `gallery.js` opens, and the lists of exported galleries.

import { GALLERY, MOST_NAMES, NAME, answered, channel, connected, inOneWord, isGone, reading } from "./gallery.js";

/** Calls `work` with these stores in one transaction. Resolves once the transaction is on the disk. */
const write = (names, work) =>
  connected(async (database, isLast) => {
    const transaction = database.transaction(names, "readwrite", { durability: "strict" });
    const done = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      // A request that succeeded can still be lost with its transaction.
      transaction.onabort = () => reject(transaction.error ?? new DOMException("not written", "AbortError"));
    });
    done.catch(() => {});
    let outcome;
    try {
      outcome = await work(...names.map((name) => transaction.objectStore(name)), isLast);
    } catch (reason) {
      if (!transaction.error) abort(transaction);
      throw transaction.error ?? reason;
    }
    await done;
    return outcome;
  });

function abort(transaction) {
  try {
    transaction.abort();
  } catch {
    // The transaction has ended with its connection.
  }
}

async function writeGallery(ids, work) {
  const outcome = await write(GALLERY, work);
  for (let at = 0; at < ids.length; at += MOST_NAMES) channel?.postMessage(ids.slice(at, at + MOST_NAMES));
  return outcome;
}

/** Writes complete records in one transaction. */
export function putPictures(all) {
  const ids = all.map(({ id }) => id);
  const puts = ({ id, whole, facts, picture, files, thumbnail }, pictures, current, thumbnails) => {
    // A record that was read from here is put back completely, not shortened.
    const small = { id, facts: whole ?? facts };
    const parts = [pictures.put({ ...small, picture, files }), current.put(small)];
    return (thumbnail ? [...parts, thumbnails.put({ id, thumbnail })] : parts).map(answered);
  };
  const put = (records) => writeGallery(ids, (...stores) => Promise.all(records.flatMap((record) => puts(record, ...stores))));
  return withoutBlobs(all, put);
}

const REFUSALS_OF_BLOBS = ["UnknownError", "DataCloneError"];

// If Blobs are refused, the records are stored again with their bytes.
const withoutBlobs = (all, put) =>
  put(all)
    .catch(async (reason) => {
      if (!REFUSALS_OF_BLOBS.includes(reason?.name)) throw reason;
      return put(await Promise.all(all.map(inBytes)));
    })
    .catch(inOneWord);

/**
 * Merges `changes`, which is JSON, into the current metadata of each record, so that the changes of another tab are
 * preserved. Returns the new metadata. Missing records are skipped.
 */
export function changeMetadata(ids, changes) {
  const work = async (pictures, current, thumbnails, isLast) => {
    const found = (await records(ids, pictures, current, thumbnails, isLast)).filter((record) => record?.first !== undefined);
    const changed = found.flatMap(({ id, whole, first }) => {
      const known = parsed(whole) ?? parsed(first);
      return known ? [{ id, facts: JSON.stringify({ ...known, ...JSON.parse(changes) }) }] : [];
    });
    await Promise.all(changed.map((record) => answered(current.put(record))));
    return changed.map(({ facts }) => light(facts));
  };
  return writeGallery(ids, work).catch(inOneWord);
}

function parsed(json) {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

async function inBytes({ picture, thumbnail, files = [], blobs = [], ...rest }) {
  const bytesOf = async (blob) => (blob instanceof Blob ? { bytes: await blob.arrayBuffer(), type: blob.type } : blob);
  const [main, small, ...others] = await Promise.all([picture, thumbnail, ...files].map(bytesOf));
  return { ...rest, picture: main, thumbnail: small, files: others, blobs: await Promise.all(blobs.map(bytesOf)) };
}

// The type is checked as well, because the `bytes` of a Blob is a function.
const asBlob = (kept) => (kept?.bytes instanceof ArrayBuffer ? new Blob([kept.bytes], { type: kept.type }) : kept);

/** Removes records. */
export function removePictures(ids) {
  const work = (...stores) => Promise.all(ids.flatMap((id) => stores.slice(0, GALLERY.length).map((store) => answered(store.delete(id)))));
  return writeGallery(ids, work).catch(inOneWord);
}

/** Stores the thumbnail of an existing picture. Other tabs are not notified, because their view does not change. */
export function putThumbnail(id, thumbnail) {
  const put = ([record]) =>
    write(GALLERY, async (pictures, current, thumbnails) => {
      if ((await answered(pictures.getKey(id))) !== undefined) await answered(thumbnails.put(record));
    });
  return withoutBlobs([{ id, thumbnail }], put);
}

/** Returns the thumbnail of a picture, if there is one. */
export function readThumbnail(id) {
  return reading(["thumbnails"], async (thumbnails) => asBlob((await answered(thumbnails.get(id)))?.thumbnail));
}

/** Reads a record. An unreadable record is empty, unless the connection may be the cause. */
async function record(id, pictures, current, thumbnails, isLast) {
  const unread = (reason) => {
    if (isGone(reason) && !(isLast && reason.name === "UnknownError")) throw reason;
    return {};
  };
  const all = [pictures, current, thumbnails].map((store) => answered(store.get(id)).catch(unread));
  const [whole, now, small] = await Promise.all(all);
  if (!whole && !now) return undefined;
  const { facts: first, picture, files } = whole ?? {};
  const facts = now?.facts ?? first;
  const blobs = { picture: asBlob(picture), files: files?.map?.(asBlob) ?? files, thumbnail: asBlob(small?.thumbnail) };
  return { id, whole: facts, facts: light(facts), first: first === facts ? light(facts) : light(first), ...blobs };
}

const records = (ids, ...stores) => Promise.all(ids.map((id) => record(id, ...stores)));

/** Reads these records. A missing record is undefined, and the unreadable parts of a record are missing. */
export function readPictures(ids) {
  return reading(GALLERY, (...stores) => records(ids, ...stores));
}

// Limits in UTF-16 units and in elements, above which a value is truncated. Stored values may come from an older
// Studio, which stored the service's output without limits. See model/bound.rs.
const MOST_TEXT = 100_000;
const MOST_SIGNATURE = 4 << 20;
const MOST_ELEMENTS = 1_000;

/** Truncates long values in the JSON of a record. Returns an empty string if the JSON is invalid. */
function light(json) {
  if (typeof json !== "string" || json.length <= MOST_TEXT) return json;
  try {
    return JSON.stringify(JSON.parse(json, shortened));
  } catch {
    return "";
  }
}

function shortened(name, value) {
  if (Array.isArray(value)) return value.length > MOST_ELEMENTS ? value.slice(0, MOST_ELEMENTS) : value;
  if (typeof value !== "string") return value;
  // A truncated signature is invalid.
  if (name === "signature") return value.length > MOST_SIGNATURE ? null : value;
  return value.length > MOST_TEXT ? `${value.slice(0, MOST_TEXT)}…` : value;
}

/** Returns the pictures of an exported gallery's list. Throws if the list has another format. */
export async function readList(blob, format) {
  const list = parsed(await blob.text());
  if (list?.format !== format || !Array.isArray(list.pictures)) throw "foreign";
  return list.pictures;
}

/** Returns an element as JSON, with long values truncated. */
export function asJson(list, index) {
  try {
    return JSON.stringify(list[index], shortened) ?? "";
  } catch {
    // The element is nested more deeply than any record.
    return "";
  }
}

/** Yields to the event loop. Uses a message, because a timer would take a second in a hidden page. */
export const pause = () =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve([]);
    };
    port2.postMessage(0);
  });

/** Requests persistent storage. Some browsers ask the user, and some decide on their own. */
export async function askToPersist() {
  if (!(await navigator.storage.persisted())) await navigator.storage.persist();
}

/** Stores a draft. */
export function putDraft(record) {
  const put = ([whole]) => write(["drafts"], (drafts) => answered(drafts.put(whole)));
  return withoutBlobs([record], put).then(() => []);
}

/** Reads the drafts of all tabs. */
export function readDrafts() {
  const whole = ({ json, blobs, ...rest }) => ({ ...rest, json: light(json), blobs: blobs?.map?.(asBlob) ?? [] });
  return reading(["drafts"], async (drafts) => (await answered(drafts.getAll())).map(whole));
}

/**
 * Makes the browser update its storage estimate. Chromium does so after a successful write. Until then, neither its
 * quota nor its estimate reflects deleted bytes, and a write that exceeds the quota does not change that.
 */
export function recount() {
  const NOTHING = "room";
  const touch = (drafts) => {
    const record = { id: NOTHING, tab: "", at: 0, json: "", blobs: [] };
    return Promise.all([drafts.put(record), drafts.delete(NOTHING)].map(answered));
  };
  return write(["drafts"], touch).catch(() => []);
}

/** Removes drafts. */
export function removeDrafts(ids) {
  return write(["drafts"], (drafts) => Promise.all(ids.map((id) => answered(drafts.delete(id))))).catch(inOneWord);
}

// The previous instance of a reloaded page may hold the name for a moment longer.
const CLAIM_MS = 1_500;

/**
 * Claims a name for this tab until it is closed, and resolves to the names of all open tabs. A duplicated tab has the
 * name of another one, which is then excluded.
 */
export async function claimTab(tab) {
  const { locks } = navigator;
  // Web Locks need a secure context. Without them, every tab counts as the only one.
  if (!locks) return [tab];
  const name = (of) => `${NAME}.${of}`;
  const signal = AbortSignal.timeout(CLAIM_MS);
  const mine = await new Promise((resolve) => {
    const hold = () => new Promise(() => resolve(true));
    locks.request(name(tab), { signal }, hold).catch(() => resolve(false));
  });
  const { held = [] } = await locks.query();
  const present = held.map((lock) => lock.name).filter((of) => of.startsWith(name(""))).map((of) => of.slice(name("").length));
  return mine ? present : present.filter((of) => of !== tab);
}
