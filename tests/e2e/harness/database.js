// Accesses Studio's database from outside, to inspect its records and to corrupt them.

/**
 * Runs `work(stores, argument)` in one transaction of the database. The function is sent as text, so it cannot use
 * variables of the test. `stores.pictures` and `stores.facts` are the object stores; `stores.all(store)` returns all
 * records of a store.
 */
export function inDatabase(page, work, argument = null) {
  return page.evaluate(`(${run})(${work}, ${JSON.stringify(argument)})`);
}

async function run(work, argument) {
  const answered = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const database = await answered(indexedDB.open("tintype.gallery"));
  try {
    const transaction = database.transaction(["pictures", "facts"], "readwrite");
    const done = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error);
    });
    const [pictures, facts] = ["pictures", "facts"].map((name) => transaction.objectStore(name));
    const outcome = await work({ pictures, facts, all: (store) => answered(store.getAll()) }, argument);
    await done;
    return outcome;
  } finally {
    database.close();
  }
}

/** Keeps a transaction open, so that no write commits until the returned function is called. */
export async function hold(page) {
  const held = inDatabase(page, async ({ facts }) => {
    globalThis.isHeld = true;
    while (globalThis.isHeld) await new Promise((resolve) => (facts.get(0).onsuccess = resolve));
  });
  await page.waitForFunction(() => globalThis.isHeld);
  return async () => {
    await page.evaluate(() => (globalThis.isHeld = false));
    await held;
  };
}

/** Returns the gallery without the bin: each picture's id, its record, and whether its bytes are a Blob. */
export function storedRecords(page) {
  return inDatabase(page, async ({ pictures, facts, all }) => {
    const [whole, current] = [await all(pictures), await all(facts)];
    const read = (json) => {
      try {
        return JSON.parse(json);
      } catch {
        return null;
      }
    };
    const found = whole.map(({ id, picture }) => {
      const now = current.find((record) => record.id === id);
      return { id, facts: read(now?.facts), isBlob: picture instanceof Blob, size: picture.size };
    });
    return found.filter(({ facts }) => !facts?.deleted_ms);
  });
}

/** Waits until `count` pictures are stored, and returns their records. */
export const records = (page, count) => waitForRecords(page, (all) => all.length === count);

/** Waits until the stored records satisfy `test`. On a timeout, the error contains the stored records. */
export async function waitForRecords(page, test) {
  const end = Date.now() + 60_000;
  for (;;) {
    const all = await storedRecords(page);
    if (await test(all)) return all;
    if (Date.now() > end) throw new Error(`this is stored instead: ${JSON.stringify(all)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Copies the only picture `count` times, each with its own id and prompt. */
export function multiply(page, count) {
  const work = async ({ pictures, facts, all }, count) => {
    const [one] = await all(pictures);
    for (let id = 1; id < count; id += 1) {
      const copy = { ...JSON.parse(one.facts), id, prompt: `picture ${id}`, created_ms: id };
      const record = { id, facts: JSON.stringify(copy) };
      pictures.put({ ...one, ...record });
      facts.put(record);
    }
  };
  return inDatabase(page, work, count);
}

/** Adds seven unreadable records around the picture with this prompt, which stays intact. */
export function spoil(page, words) {
  const work = async ({ pictures, facts, all }, words) => {
    const whole = (await all(pictures)).find((record) => record.facts.includes(words));
    const put = (id, change) => {
      const known = JSON.stringify({ ...JSON.parse(whole.facts), id });
      pictures.put({ ...whole, id, facts: known, ...change });
      facts.put({ id, facts: change.facts ?? known });
    };
    put(1, { facts: "{" });
    put(2, { picture: undefined });
    put(3, { picture: "not bytes" });
    put(4, { picture: whole.picture.slice(0, 999) });
    put(5, { files: "none" });
    put("a word", {});
    facts.put({ id: 7, facts: "{}" });
    // The original value in the other store is still read.
    facts.put({ id: whole.id, facts: "{" });
  };
  return inDatabase(page, work, words);
}

/** Creates a database of this version with "an old pear", as the first Studio did, and keeps it open. */
export function makeDatabase(page, version, png) {
  const work = async ({ version, bytes }) => {
    const opening = indexedDB.open("tintype.gallery", version);
    opening.onupgradeneeded = () => opening.result.createObjectStore("pictures", { keyPath: "id" });
    const database = await new Promise((resolve) => (opening.onsuccess = () => resolve(opening.result)));
    const facts = { id: 5, prompt: "an old pear", width: 64, height: 64, mime_type: "image/png", extension: "png" };
    const more = { byte_length: bytes.length, model: "m", elapsed_ms: 1, created_ms: 1, tokens: null, cost_usd: null };
    const transaction = database.transaction("pictures", "readwrite");
    const record = { id: 5, facts: JSON.stringify({ ...facts, ...more }), files: [] };
    transaction.objectStore("pictures").put({ ...record, picture: new Blob([new Uint8Array(bytes)], { type: "image/png" }) });
    await new Promise((resolve) => (transaction.oncomplete = resolve));
    // Simulates a tab that does not close its connection on `versionchange`.
    globalThis.held = database;
  };
  return page.evaluate(work, { version, bytes: [...png] });
}

/**
 * Creates a database of version 2 with these records, as Studio wrote them before there was a bin. Each text is in both
 * stores; only `facts` has the current favourite and hidden flags. The connection closes on `versionchange`, as in that
 * Studio; `held.reopen()` opens it again.
 */
export function makeSecondDatabase(page, facts, png) {
  const work = async ({ facts, bytes }) => {
    const answered = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const opening = indexedDB.open("tintype.gallery", 2);
    opening.onupgradeneeded = () => {
      for (const name of ["pictures", "facts"]) opening.result.createObjectStore(name, { keyPath: "id" });
    };
    const database = await answered(opening);
    const blob = () => new Blob([new Uint8Array(bytes)], { type: "image/png" });
    const transaction = database.transaction(["pictures", "facts"], "readwrite", { durability: "strict" });
    for (const now of facts) {
      const { id, sources } = JSON.parse(now);
      const first = now.replace('"favourite":true', '"favourite":false').replace('"is_hidden":true', '"is_hidden":false');
      const files = sources.filter((source) => source.File).map(blob);
      transaction.objectStore("pictures").put({ id, facts: first, picture: blob(), files });
      transaction.objectStore("facts").put({ id, facts: now });
    }
    await new Promise((resolve) => (transaction.oncomplete = resolve));
    database.onversionchange = () => database.close();
    globalThis.held = { reopen: () => answered(indexedDB.open("tintype.gallery", 2)).then(() => "opened", ({ name }) => name) };
  };
  return page.evaluate(work, { facts, bytes: [...png] });
}

/** Returns the deletion time of each picture in the bin, by its id. */
export function binned(page) {
  return inDatabase(page, async ({ facts, all }) => {
    const known = (await all(facts)).map(({ id, facts }) => [id, JSON.parse(facts).deleted_ms]);
    return Object.fromEntries(known.filter(([, deleted]) => deleted));
  });
}

/**
 * Creates Studio's database from `dump`: its version, and every record of every store, with Blobs as `{ blob: base64,
 * type }`. Sets the deletion time of pictures in the bin to now, because they would have expired.
 */
export function restoreDatabase(page, dump) {
  const work = async ({ version, stores, session }) => {
    const answered = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const revive = (value) => {
      if (Array.isArray(value)) return value.map(revive);
      if (typeof value === "string") return value.replace(/"deleted_ms":\d+/, `"deleted_ms":${Date.now()}`);
      if (typeof value?.blob === "string") return new Blob([Uint8Array.from(atob(value.blob), (character) => character.charCodeAt(0))], { type: value.type });
      if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, revive(member)]));
      return value;
    };
    const opening = indexedDB.open("tintype.gallery", version);
    opening.onupgradeneeded = () => {
      for (const name of Object.keys(stores)) opening.result.createObjectStore(name, { keyPath: "id" });
    };
    const database = await answered(opening);
    const transaction = database.transaction(Object.keys(stores), "readwrite");
    for (const [name, records] of Object.entries(stores)) for (const record of records) transaction.objectStore(name).put(revive(record));
    await new Promise((resolve) => (transaction.oncomplete = resolve));
    database.close();
    for (const [name, value] of Object.entries(session)) sessionStorage.setItem(name, value);
  };
  return page.evaluate(work, dump);
}
