// Files that are uploaded once and then referenced by their URI, with the package's sandbox as the service.

import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

import { installPackage } from "../../harness/install.js";

let installed, tintype, sandboxFetch;
before(async () => {
  installed = await installPackage();
  const consumer = join(installed.folder, "files-consumer.js");
  await writeFile(consumer, 'export * from "tintype";\nexport { sandboxFetch } from "tintype/sandbox";\n');
  ({ sandboxFetch, ...tintype } = await import(pathToFileURL(consumer).href));
});
after(() => installed?.remove());

const GOOGLE = "https://generativelanguage.googleapis.com";

/** Creates a client of the sandbox and records all requests that it sends. */
function watched(options = {}) {
  const requests = [];
  const answer = sandboxFetch();
  const fetch = async (request) => {
    requests.push({ url: request.url, headers: new Headers(request.headers), bytes: (await request.clone().arrayBuffer()).byteLength, body: request.clone() });
    return answer(request);
  };
  const client = new tintype.Client({ baseUrl: GOOGLE, apiKey: "sandbox", auth: "x-goog-api-key", fetch, retry: false, ...options });
  return { client, requests };
}

const isUpload = ({ url }) => url.includes("/upload/");
const drawn = async (client) => (await client.generate({ prompt: "a fox" })).image;

test("a file is sent once and edited by its address", async () => {
  const { client, requests } = watched();
  const file = await client.upload(await drawn(client));
  assert.equal(file.mimeType, "image/png");
  assert.match(file.uri, /^https:\/\/generativelanguage\.googleapis\.com\/v1beta\/files\/\w+$/);
  assert.ok(Date.parse(file.expiresAt) - Date.now() > 47 * 3600_000);
  const { image } = await client.generate({ prompt: "make it black and white", images: [file] });
  assert.equal(image.mimeType, "image/png");
  const { contents } = await requests.at(-1).body.json();
  assert.deepEqual(contents[0].parts, [{ text: "make it black and white" }, { fileData: { mimeType: "image/png", fileUri: file.uri } }]);
  const [begin, bytes] = requests.filter(isUpload);
  assert.equal(begin.headers.get("x-goog-upload-command"), "start");
  assert.equal(Number(begin.headers.get("x-goog-upload-header-content-length")), bytes.bytes);
  assert.deepEqual([begin.headers.get("x-goog-api-key"), bytes.headers.get("x-goog-api-key")], ["sandbox", null]);
});

test("an address of elsewhere stands in its place among the images", async () => {
  const { client, requests } = watched();
  const image = await drawn(client);
  const uri = "https://images.example/fox.jpg?signature=7";
  await client.generate({ prompt: "both", images: [{ uri }, image, { uri, mimeType: "image/jpeg" }] });
  const [{ parts }] = (await requests.at(-1).body.json()).contents;
  assert.deepEqual(parts.map((part) => Object.keys(part)[0]), ["text", "fileData", "inlineData", "fileData"]);
  assert.deepEqual([parts[1].fileData, parts[3].fileData], [{ fileUri: uri }, { mimeType: "image/jpeg", fileUri: uri }]);
});

test("a file that is no image is refused before sending, a PDF is sent unchanged", async () => {
  const { client, requests } = watched();
  await assert.rejects(client.upload(new Blob(["words"], { type: "text/plain" })), { code: "unsupported-input" });
  await assert.rejects(client.upload(7), { code: "invalid-options" });
  assert.equal(requests.length, 0);
  const file = await client.upload(new Blob(["%PDF-1.7 …"], { type: "application/pdf" }));
  assert.equal(file.mimeType, "application/pdf");
});

test("without XMLHttpRequest, progress is the beginning and the end, and a failed upload has none", async () => {
  const { client } = watched();
  const reports = [];
  const blob = new Blob(["%PDF-1.7 …"], { type: "application/pdf" });
  await client.upload(blob, { onProgress: (progress) => reports.push(progress) });
  assert.deepEqual(reports, [0, blob.size].map((sentBytes) => ({ sentBytes, totalBytes: blob.size })));
  reports.length = 0;
  const { client: refused } = watched({ apiKey: "sk-bad" });
  await assert.rejects(refused.upload(blob, { onProgress: (progress) => reports.push(progress) }), { code: "auth" });
  assert.deepEqual(reports, []);
});

test("a chat with uploads reports the progress of its calls, not of its files", async () => {
  const { client } = watched();
  const reports = [];
  const chat = client.chat({ uploads: true, onProgress: (progress) => reports.push(progress) });
  await chat.send({ prompt: "a fox" });
  await chat.send({ prompt: "make it sepia" });
  assert.ok(reports.length > 0 && reports.every(({ phase }) => typeof phase === "string"), JSON.stringify(reports));
});

test("a service without files says so, and a bad key is a bad key", async () => {
  const answers = { 404: "<html>no such page</html>", 501: '{"error":{"message":"not implemented"}}', 200: "{}" };
  for (const [status, text] of Object.entries(answers)) {
    const { client } = watched({ fetch: async () => new Response(text, { status: Number(status) }) });
    await assert.rejects(client.upload(new Blob(["%PDF"], { type: "application/pdf" })), { code: "not-the-api", message: /Google's own host/ }, status);
  }
  const { client } = watched({ apiKey: "sk-bad" });
  await assert.rejects(client.upload(new Blob(["%PDF"], { type: "application/pdf" })), { code: "auth" });
});

test("bytes go to no other host than the one that was asked", async () => {
  const urls = [];
  const fetch = async (request) => {
    urls.push(request.url);
    return new Response("", { headers: { "x-goog-upload-url": "https://elsewhere.example/upload" } });
  };
  const { client } = watched({ fetch });
  await assert.rejects(client.upload(new Blob(["%PDF"], { type: "application/pdf" })), { code: "not-the-api" });
  assert.deepEqual(urls, [`${GOOGLE}/upload/v1beta/files`]);
});

test("a conversation with uploads sends each image once, and a fork does not send it again", async () => {
  const sent = async (uploads) => {
    const { client, requests } = watched();
    const chat = client.chat({ uploads });
    for (const prompt of ["a fox", "make it sepia", "blur it", "rotate it", "add a border"]) await chat.send({ prompt });
    await chat.fork(2).send({ prompt: "flip it" });
    return { bytes: requests.reduce((sum, { bytes }) => sum + bytes, 0), uploads: requests.filter(isUpload).length, last: await requests.at(-2).body.json().catch(() => ({})) };
  };
  const [inline, byAddress] = [await sent(false), await sent(true)];
  // Four images are uploaded, each in two requests.
  assert.deepEqual([inline.uploads, byAddress.uploads], [0, 8]);
  assert.ok(byAddress.bytes < inline.bytes / 2, `${byAddress.bytes} of ${inline.bytes}`);
});

test("a file that is about to be forgotten is sent again", async () => {
  const { client, requests } = watched();
  const chat = client.chat({ uploads: true });
  await chat.send({ prompt: "a fox" });
  await chat.send({ prompt: "make it sepia" });
  const before = requests.filter(isUpload).length;
  const { now } = Date;
  try {
    Date.now = () => now() + 47.9 * 3600_000;
    await chat.send({ prompt: "blur it" });
  } finally {
    Date.now = now;
  }
  assert.deepEqual([before, requests.filter(isUpload).length], [2, 6]);
});
