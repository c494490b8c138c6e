// Runs the works. Each round starts a fresh browser and measures every contestant of the work in turn.

import { setTimeout as sleep } from "node:timers/promises";

import { chromium } from "./measure-chromium.js";
import { firefox } from "./measure-firefox.js";
import { CONTESTANTS, inOrderOf } from "./works.js";

const BROWSERS = { chromium, firefox };

/**
 * @param {{ works: object[], runs: number, server: object, log: (line: string) => void, keep?: Keep }} options
 * @callback Keep is called with the finished works after each work, so that an interrupted run leaves results
 * @returns the works, each with `samples`: contestant → one record of figures per round
 */
export async function runWorks({ works, runs, server, log, keep = () => {} }) {
  const done = [];
  for (const [place, work] of works.entries()) {
    log(`${place + 1}/${works.length} ${work.id}`);
    const samples = Object.fromEntries(work.contestants.map((name) => [name, []]));
    for (let round = 0; round < runs; round++) {
      for (const [name, sample] of await oneRound(work, round, server)) samples[name].push(sample);
    }
    const { id, title, browser, answer, task } = work;
    done.push({ id, title, browser, kind: task.kind, pictureBytes: server.pictures[answer.size], samples });
    await keep(done);
  }
  return done;
}

async function oneRound(work, round, server) {
  const browser = await BROWSERS[work.browser]();
  const samples = [];
  try {
    for (const name of inOrderOf(round, work.contestants)) {
      const call = `${work.id}-${name}-${round}`.replaceAll(" ", "-");
      samples.push([name, await measured(browser, server, work, name, call)]);
    }
  } finally {
    await browser.close();
  }
  return samples;
}

/** Takes one measurement. Returns errors in place of the figures, so that one failure does not end the run. */
async function measured(browser, server, work, name, call) {
  try {
    const times = await Promise.race([browser.measure(planOf(work, name, server.url, call)), tooLong()]);
    return { ...times, ...betweenPageAndServer(times, await server.marks(call)) };
  } catch (error) {
    return { error: String(error.stack ?? error) };
  }
}

/** The timeout of a measurement, far above the duration of any work on a busy machine. */
const LIMIT_MS = 120_000;

async function tooLong() {
  await sleep(LIMIT_MS, undefined, { ref: false });
  throw new Error(`not done after ${LIMIT_MS / 1000} s`);
}

function planOf({ answer: { size, speed }, task }, name, url, call) {
  const bundle = `${url}/bundles/${CONTESTANTS[name].bundle}/contestant.js`;
  const inputs = task.inputs?.map((input) => `${url}/pictures/${input}.png`);
  return {
    pageUrl: `${url}/page/index.html`,
    contestant: { bundle, name },
    warmUp: task.kind === "first" ? undefined : warmUpOf(task, url),
    task: { ...task, inputs, base: `${url}/api/${speed}/${size}/${call}` },
  };
}

/**
 * Builds a warm-up of the same kind with a tiny picture, so that connections are open, code is compiled and workers
 * run.
 */
function warmUpOf(task, url) {
  const inputs = task.inputs && [`${url}/pictures/tiny.png`];
  return { ...task, count: 1, inputs, base: `${url}/api/full/tiny/warm-up` };
}

/** Computes the figures that combine times of the page and of the server. */
export function betweenPageAndServer({ startedAt, urlAt }, marks) {
  if (startedAt === undefined || marks.length === 0) return {};
  const last = Math.max(...marks.map(({ lastByteAt }) => lastByteAt));
  return {
    onItsWayMs: marks[0].headersAt - startedAt,
    arrivedMs: Math.max(...marks.map(({ arrivedAt }) => arrivedAt)) - startedAt,
    lastByteToUrlMs: urlAt - last,
    requestBytes: marks.reduce((sum, { requestBytes }) => sum + requestBytes, 0),
  };
}
