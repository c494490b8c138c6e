// The examples of the relay's own page in curl, JavaScript and Python, run unmodified except for the host.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { after, before, test } from "node:test";
import { promisify } from "node:util";

import { startEmulator } from "../harness/emulator.js";
import { ENDINGS, REFUSALS } from "./failures.js";
import { MODEL, isGreyBelow, partsOf, pictureAmong } from "./parts.js";
import { CURL, CURL_WITHOUT_KEY, HOST, JAVASCRIPT, PYTHON } from "./relay-examples.js";

const run = promisify(execFile);
const isThere = (program, ...words) => run(program, words).then(() => true, () => false);
const withCurl = { skip: !(await isThere("curl", "--version")) && "needs curl" };
const options = { maxBuffer: 64 * 1024 * 1024 };

let emulator;
before(async () => (emulator = await startEmulator()));
after(() => emulator?.close());

const here = (example) => example.replace(HOST, emulator.url);
/** Adds the path of a scenario to an example's base URL. */
const at = (example, scenario) => example.replace(HOST, `${HOST}/scenario/${scenario}/curl`);

async function shell(example, key = "sk-test") {
  const env = { ...process.env, TOKAIFY_API_KEY: key };
  const { stdout } = await run("sh", ["-c", `${here(example)} --silent`], { ...options, env });
  return stdout;
}

/** Posts contents that are too long for a command line. */
function post(path, contents) {
  return new Promise((resolve, reject) => {
    const words = ["-s", "-H", "Authorization: Bearer sk-test", "--data-binary", "@-", emulator.url + path];
    const child = execFile("curl", words, options, (error, stdout) => (error ? reject(error) : resolve(stdout)));
    child.stdin.end(JSON.stringify({ contents }));
  });
}

function isTheCover(answer) {
  const parts = partsOf(answer);
  assert.equal(parts.length, 1, "only a picture was asked for");
  const { width, height } = pictureAmong(parts);
  assert.deepEqual([width, height], [1344, 768]);
  assert.equal(answer.candidates[0].finishReason, "STOP");
  assert.equal(answer.usageMetadata.candidatesTokenCount, 1290);
}

test("curl gets the cover", withCurl, async () => isTheCover(JSON.parse(await shell(CURL))));

test("curl with a bad key gets the relay's refusal", withCurl, async () => {
  const { error } = JSON.parse(await shell(CURL, "sk-bad"));
  assert.deepEqual([error.type, error.code], ["new_api_error", ""]);
  assert.match(error.message, /^Invalid token \(request id: \d+\)$/);
});

test("the example without a key gets that error, and works with one", withCurl, async () => {
  assert.match(JSON.parse(await shell(CURL_WITHOUT_KEY)).error.message, /^No token provided/);
  const answer = JSON.parse(await shell(`${CURL_WITHOUT_KEY} -H "Authorization: Bearer $TOKAIFY_API_KEY"`));
  assert.equal(pictureAmong(partsOf(answer)).width, 1024);
});

test("curl gets every refusal with its status and its body", withCurl, async () => {
  for (const [scenario, status, words] of REFUSALS) {
    const output = await shell(`${at(CURL, scenario)} --write-out "\n%{http_code}"`);
    assert.ok(output.endsWith(`\n${status}`) && output.includes(words), `${scenario}: ${output.slice(0, 300)}`);
  }
});

test("curl reports how a connection broke", withCurl, async () => {
  const exits = { close: 52, reset: 56, cut: 18, "reset-in-body": 56, hang: 28 };
  for (const [scenario, code] of Object.entries(exits)) {
    await assert.rejects(shell(`${at(CURL, scenario)} --max-time ${scenario === "hang" ? 1 : 60}`), { code }, scenario);
  }
});

test("curl gets answers without a picture as the service ends them", withCurl, async () => {
  for (const [scenario, reason] of ENDINGS) {
    const { candidates } = JSON.parse(await shell(at(CURL, scenario)));
    assert.equal(candidates[0].finishReason, reason, scenario);
  }
  const { promptFeedback } = JSON.parse(await shell(at(CURL, "prompt-blocked")));
  assert.equal(promptFeedback.blockReason, "PROHIBITED_CONTENT");
});

test("a conversation of three turns over curl hands the pictures back", withCurl, async () => {
  const contents = [];
  const pictures = [];
  for (const text of ["a red fox", "now in black and white", "mirror it"]) {
    contents.push({ role: "user", parts: [{ text }] });
    const answer = JSON.parse(await post(`/v1beta/models/${MODEL}:generateContent`, contents));
    contents.push(answer.candidates[0].content);
    pictures.push(pictureAmong(partsOf(answer)));
  }
  assert.deepEqual(pictures.map(isGreyBelow), [false, true, true]);
  assert.equal(pictures[1].rows.equals(pictures[2].rows), false);
});

test("curl sends a picture in snake_case, reads the stream and lists the models", withCurl, async () => {
  const drawn = partsOf(JSON.parse(await shell(CURL)))[0].inlineData;
  const edit = [{ text: "sepia" }, { inline_data: { mime_type: drawn.mimeType, data: drawn.data } }];
  const edited = JSON.parse(await post(`/v1beta/models/${MODEL}:generateContent`, [{ parts: edit }]));
  assert.equal(pictureAmong(partsOf(edited)).width, 1344);
  const events = await post(`/v1beta/models/${MODEL}:streamGenerateContent?alt=sse`, [{ parts: [{ text: "a boat" }] }]);
  const documents = events.trimEnd().split("\r\n\r\n");
  const parts = documents.flatMap((event) => partsOf(JSON.parse(event.replace(/^data: /, ""))));
  assert.equal(pictureAmong(parts).width, 1024);
  const listed = JSON.parse(await shell(`curl "${HOST}/v1beta/models?key=$TOKAIFY_API_KEY"`));
  assert.ok(listed.models.some(({ name }) => name === `models/${MODEL}`));
});

test("the JavaScript of the page runs", async () => {
  const code = here(JAVASCRIPT).replace("console.log(await response.json())", "export default await response.json()");
  process.env.TOKAIFY_API_KEY = "sk-test";
  isTheCover((await import(`data:text/javascript,${encodeURIComponent(code)}`)).default);
});

test("the Python of the page runs", async (context) => {
  if (!(await isThere("python3", "-c", "import requests"))) return context.skip("needs python3 with requests");
  const code = here(PYTHON).replace("YOUR_TOKAIFY_API_KEY", "sk-test").replace("response.json()", "response.text");
  const { stdout } = await run("python3", ["-c", code], options);
  isTheCover(JSON.parse(stdout));
});
