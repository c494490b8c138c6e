// Studio's database, as a stranger opens it: to see what is kept, and to spoil it.

/**
 * Runs `work(stores, argument)` in one transaction of the database; it is sent as text, and sees nothing of the test
 * around it. `stores.pictures` and `stores.facts` are the object stores, `stores.all(store)` is all of one.
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

/** What is kept now: of each picture its name, its facts, and whether its bytes are a Blob. */
export function kept(page) {
  return inDatabase(page, async ({ pictures, facts, all }) => {
    const [whole, current] = [await all(pictures), await all(facts)];
    const read = (json) => {
      try {
        return JSON.parse(json);
      } catch {
        return null;
      }
    };
    return whole.map(({ id, picture }) => {
      const now = current.find((record) => record.id === id);
      return { id, facts: read(now?.facts), isBlob: picture instanceof Blob, size: picture.size };
    });
  });
}

/** Waits until so many pictures are kept, and gives what is known of them. */
export const records = (page, count) => keptAs(page, (all) => all.length === count);

/** Waits until what is kept is as `test` wants it; says what is there when that does not come about. */
export async function keptAs(page, test) {
  const end = Date.now() + 20_000;
  for (;;) {
    const all = await kept(page);
    if (test(all)) return all;
    if (Date.now() > end) throw new Error(`this is kept instead: ${JSON.stringify(all)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Copies the only picture until there are so many, each under a name and with words of its own. */
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
