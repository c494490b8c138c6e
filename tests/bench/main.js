// The benchmark, as `cargo xtask bench` starts it: bundles, server, rounds, report.
//
//   node main.js --target <folder> [--filter words] [--runs n] [--write-docs] [--last]

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { bundleContestants, shippedBytes } from "./bundles.js";
import { unfit, writeDocs } from "./docs.js";
import { load, machine, versions } from "./machine.js";
import { failures, report } from "./report.js";
import { runWorks } from "./rounds.js";
import { startServer } from "./server-process.js";
import { CONTESTANTS, WORKS, chosenWorks } from "./works.js";

const DOCS = fileURLToPath(new URL("../../docs/benchmarks.md", import.meta.url));

/** An error that is printed without its stack. */
class Refusal extends Error {}

function refuse(reason) {
  if (reason) throw new Refusal(reason);
}

const OPTIONS = {
  target: { type: "string" },
  filter: { type: "string", default: "" },
  runs: { type: "string", default: "7" },
  "write-docs": { type: "boolean", default: false },
  last: { type: "boolean", default: false },
};

const { values } = parseArgs({ options: OPTIONS });
try {
  await bench({ ...values, runs: Number(values.runs), file: join(values.target, "bench.json") });
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(`error: ${error.message}`);
  process.exitCode = 1;
}

async function bench({ target, filter, runs, last, file, "write-docs": writesDocs }) {
  // Checked before the run, so that minutes of measuring are not wasted on results that the docs do not accept.
  if (writesDocs && !last) refuse(unfit({ filter, runs }));
  const keep = (results) => writeFile(file, `${JSON.stringify(results, null, 1)}\n`);
  const results = last ? await lastResults(file) : await measure(filter, runs, join(target, "bench/bundles"), keep);
  console.log(`\n${report(results)}\nevery number: ${file}`);
  if (writesDocs) {
    refuse(unfit(results));
    await writeDocs(DOCS, results);
    console.log(`written: ${DOCS}`);
  }
  process.exitCode = failures(results).length > 0 ? 1 : 0;
}

async function lastResults(file) {
  const text = await readFile(file, "utf8").catch(() => refuse(`there is no ${file} yet: run the benchmark first`));
  return JSON.parse(text);
}

/** Runs the works. `keep` is called with the results after each work. */
async function measure(filter, runs, bundles, keep) {
  if (!(runs >= 1)) refuse("--runs is a number of at least 1");
  const works = chosenWorks(filter);
  if (works.length === 0) {
    const names = [...new Set(WORKS.flatMap(({ id }) => id.split(" "))), ...Object.keys(CONTESTANTS)];
    refuse(`no work and contestant has all of \`${filter}\`; the words are ${names.join(", ")}`);
  }
  const started = performance.now();
  await bundleContestants(bundles);
  const about = { date: new Date().toISOString(), filter, runs, machine: await machine(), versions: await versions() };
  const shipped = await shippedBytes();
  const server = await startServer(bundles);
  try {
    const resultsOf = (done) => {
      const minutes = Math.ceil((performance.now() - started) / 60_000);
      return { ...about, minutes, loadAtEnd: load(), shipped, isWhole: done.length === WORKS.length, works: done };
    };
    return resultsOf(await runWorks({ works, runs, server, log: console.log, keep: (done) => keep(resultsOf(done)) }));
  } finally {
    await server.close();
  }
}
