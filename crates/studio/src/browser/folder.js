// The user's folder for new pictures, written through Chromium's File System Access API.

const DATABASE = "tintype-folder";
const STORE = "folder";
const KEY = "folder";
const MODE = { mode: "readwrite" };
const MOST_NAMES = 10_000;

let folder;

/** Whether this browser lets pages write into a folder. */
export const canUseFolder = () => "showDirectoryPicker" in globalThis;

/** Lets the user choose a folder. Resolves to its name, or `undefined` if the user cancels. */
export async function chooseFolder() {
  try {
    folder = await showDirectoryPicker({ id: "tintype", startIn: "pictures", ...MODE });
  } catch (error) {
    if (error.name === "AbortError") return undefined;
    throw error;
  }
  await inDatabase("readwrite", (store) => store.put(folder, KEY));
  return folder.name;
}

/** Returns the name of the folder that was chosen before. */
export async function storedFolder() {
  folder ??= await inDatabase("readonly", (store) => store.get(KEY)).catch(() => undefined);
  return folder?.name;
}

/** Forgets the folder. */
export async function forgetFolder() {
  folder = undefined;
  await inDatabase("readwrite", (store) => store.delete(KEY));
}

/** Requests the permission again, because it ends with the visit. Must be called in a click handler. */
export async function askForFolder() {
  if ((await folder?.queryPermission(MODE)) === "prompt") await folder.requestPermission(MODE);
}

/** Writes a picture and its details, under a name that no file of the folder has. */
export async function writeToFolder(stem, extension, picture, json) {
  const free = await freeStem(stem, extension);
  await write(`${free}.${extension}`, picture);
  await write(`${free}.json`, json);
}

async function freeStem(stem, extension) {
  for (let number = 1; number < MOST_NAMES; number += 1) {
    const free = number === 1 ? stem : `${stem}-${number}`;
    if (!(await exists(`${free}.${extension}`)) && !(await exists(`${free}.json`))) return free;
  }
  throw new Error(`${folder.name} has ${MOST_NAMES} files of this name`);
}

async function exists(name) {
  try {
    await folder.getFileHandle(name);
    return true;
  } catch (error) {
    if (error.name === "NotFoundError") return false;
    throw error;
  }
}

// A file appears when its stream is closed, and only with its complete content.
async function write(name, content) {
  const file = await folder.getFileHandle(name, { create: true });
  const writer = await file.createWritable();
  try {
    await writer.write(content);
  } catch (error) {
    await writer.abort().catch(() => {});
    await folder.removeEntry(name).catch(() => {});
    throw error;
  }
  await writer.close();
}

// A separate database, because the handle is not part of the gallery.
async function inDatabase(mode, work) {
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  const database = await answered(opening);
  try {
    return await answered(work(database.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    database.close();
  }
}

const answered = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
