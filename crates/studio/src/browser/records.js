// The records of the gallery's database, which `gallery.js` opens: read, written, changed, taken out; and the lists of
// saved galleries.

import { GALLERY, MOST_NAMES, NAME, answered, channel, connected, inOneWord, isGone, reading } from "./gallery.js";

/** Does `work` with these stores in one transaction, all of it or nothing. Resolves once it is on the disk. */
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
    // It has ended with its connection.
  }
}

async function writeGallery(ids, work) {
  const outcome = await write(GALLERY, work);
  for (let at = 0; at < ids.length; at += MOST_NAMES) channel?.postMessage(ids.slice(at, at + MOST_NAMES));
  return outcome;
}

/** Writes whole records, all of them or nothing. */
export function putPictures(all) {
  const ids = all.map(({ id }) => id);
  const puts = ({ id, whole, facts, picture, files, thumbnail }, pictures, current, thumbnails) => {
    // A record that was read from here is put back whole, not shortened.
    const small = { id, facts: whole ?? facts };
    const parts = [pictures.put({ ...small, picture, files }), current.put(small)];
    return (thumbnail ? [...parts, thumbnails.put({ id, thumbnail })] : parts).map(answered);
  };
  const put = (records) => writeGallery(ids, (...stores) => Promise.all(records.flatMap((record) => puts(record, ...stores))));
  return withoutBlobs(all, put);
}

const REFUSALS_OF_BLOBS = ["UnknownError", "DataCloneError"];

// Where Blobs are refused, the records are put again with their bytes.
const withoutBlobs = (all, put) =>
  put(all)
    .catch(async (reason) => {
      if (!REFUSALS_OF_BLOBS.includes(reason?.name)) throw reason;
      return put(await Promise.all(all.map(inBytes)));
    })
    .catch(inOneWord);

/**
 * Merges `changes`, which is JSON, into the metadata of each of these records as it is now, so that changes of another tab
 * are kept. Returns the new metadata; missing records are skipped.
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

// A Blob has a `bytes` of its own, which is a function.
const asBlob = (kept) => (kept?.bytes instanceof ArrayBuffer ? new Blob([kept.bytes], { type: kept.type }) : kept);

/** Takes records out. */
export function removePictures(ids) {
  const work = (...stores) => Promise.all(ids.flatMap((id) => stores.slice(0, GALLERY.length).map((store) => answered(store.delete(id)))));
  return writeGallery(ids, work).catch(inOneWord);
}

/** Writes the thumbnail of a picture that is there. Other tabs need not hear of it: what they show is the same. */
export function putThumbnail(id, thumbnail) {
  const put = ([record]) =>
    write(GALLERY, async (pictures, current, thumbnails) => {
      if ((await answered(pictures.getKey(id))) !== undefined) await answered(thumbnails.put(record));
    });
  return withoutBlobs([{ id, thumbnail }], put);
}

/** The thumbnail of a picture, if there is one. */
export function readThumbnail(id) {
  return reading(["thumbnails"], async (thumbnails) => asBlob((await answered(thumbnails.get(id)))?.thumbnail));
}

/** A record; one that cannot be read is empty, unless the connection may be to blame. */
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

/** These records, with undefined for each that is not there; what cannot be read of one is missing in it. */
export function readPictures(ids) {
  return reading(GALLERY, (...stores) => records(ids, ...stores));
}

// A text of more units is cut, and a list of more elements: what is stored may come from an older Studio, which kept
// whatever a service said. See model/bound.rs.
const MOST_TEXT = 100_000;
const MOST_SIGNATURE = 4 << 20;
const MOST_ELEMENTS = 1_000;

/** Removes overlong values from the JSON of a record; returns an empty text where it is no JSON. */
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
  // Half a signature is none.
  if (name === "signature") return value.length > MOST_SIGNATURE ? null : value;
  return value.length > MOST_TEXT ? `${value.slice(0, MOST_TEXT)}…` : value;
}

/** The pictures of a saved gallery's list, or nothing where it is of another format. */
export async function readList(blob, format) {
  const list = parsed(await blob.text());
  if (list?.format !== format || !Array.isArray(list.pictures)) throw "foreign";
  return list.pictures;
}

/** An element as JSON, without what is too long to be looked at. */
export function asJson(list, index) {
  try {
    return JSON.stringify(list[index], shortened) ?? "";
  } catch {
    // It is nested more deeply than any record.
    return "";
  }
}

/** Lets the page do other things for a moment. Not by a timer, which would take a second in a hidden page. */
export const pause = () =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve([]);
    };
    port2.postMessage(0);
  });

/** Asks that the browser clears nothing here on its own. Some ask the person, and some decide by themselves. */
export async function askToPersist() {
  if (!(await navigator.storage.persisted())) await navigator.storage.persist();
}

/** Writes what a tab has not finished yet. */
export function putDraft(record) {
  const put = ([whole]) => write(["drafts"], (drafts) => answered(drafts.put(whole)));
  return withoutBlobs([record], put).then(() => []);
}

/** All that is unfinished, of any tab. */
export function readDrafts() {
  const whole = ({ json, blobs, ...rest }) => ({ ...rest, json: light(json), blobs: blobs?.map?.(asBlob) ?? [] });
  return reading(["drafts"], async (drafts) => (await answered(drafts.getAll())).map(whole));
}

/**
 * Has the browser update its storage estimate. Chromium does so when a write has succeeded; until then neither its quota nor its
 * estimate knows of bytes that were deleted before, and a write over the quota changes nothing of that.
 */
export function recount() {
  const NOTHING = "room";
  const touch = (drafts) => {
    const record = { id: NOTHING, tab: "", at: 0, json: "", blobs: [] };
    return Promise.all([drafts.put(record), drafts.delete(NOTHING)].map(answered));
  };
  return write(["drafts"], touch).catch(() => []);
}

/** Takes it out. */
export function removeDrafts(ids) {
  return write(["drafts"], (drafts) => Promise.all(ids.map((id) => answered(drafts.delete(id))))).catch(inOneWord);
}

// The page that is reloaded may hold its name for a moment longer.
const CLAIM_MS = 1_500;

/**
 * Claims a name for this tab until it ends, and resolves with the names of all tabs that are open. A tab that was
 * duplicated has the name of another one: then its own name is not among them.
 */
export async function claimTab(tab) {
  const { locks } = navigator;
  // Only a page of a secure origin has them; elsewhere every tab is taken for the only one.
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
