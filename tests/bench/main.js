// The benchmark, as `cargo xtask bench` starts it: bundles, server, rounds, report.
//
//   node main.js --target <folder> [--filter words] [--runs n] [--write-docs] [--last]

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { bundleContestants, shippedBytes } from "./bundles.js";
import { unfit, writeDocs } from "./docs.js";
import { load, machine, versions } from "./machine.js";
import { failures, report } from "./report.js";
import { runWorks } from "./rounds.js";
import { startServer } from "./server-process.js";
import { chosenWorks } from "./works.js";

const DOCS = fileURLToPath(new URL("../../docs/benchmarks.md", import.meta.url));

const { values } = parseArgs({
  options: {
    target: { type: "string" },
    filter: { type: "string", default: "" },
    runs: { type: "string", default: "7" },
    "write-docs": { type: "boolean", default: false },
    last: { type: "boolean", default: false },
  },
});
const file = join(values.target, "bench.json");
const results = values.last ? JSON.parse(await readFile(file, "utf8")) : await measure(values.filter, Number(values.runs));
console.log(`\n${report(results)}`);
if (values["write-docs"]) {
  const reason = unfit(results);
  if (reason) throw new Error(reason);
  await writeDocs(DOCS, results);
  console.log(`written: ${DOCS}`);
}
process.exitCode = failures(results).length > 0 ? 1 : 0;

async function measure(filter, runs) {
  const works = chosenWorks(filter);
  if (works.length === 0) throw new Error(`no work and no contestant is named \`${filter}\``);
  if (values["write-docs"] && unfit({ filter, runs })) throw new Error(unfit({ filter, runs }));
  const started = performance.now();
  const bundles = join(values.target, "bench/bundles");
  await bundleContestants(bundles);
  const about = { date: new Date().toISOString(), filter, runs, machine: await machine(), versions: await versions() };
  const shipped = await shippedBytes();
  const server = await startServer(bundles);
  try {
    const done = await runWorks({ works, runs, server, say: console.log });
    const minutes = Math.ceil((performance.now() - started) / 60_000);
    const found = { ...about, minutes, loadAtEnd: load(), shipped, works: done };
    await mkdir(values.target, { recursive: true });
    await writeFile(file, `${JSON.stringify(found, null, 1)}\n`);
    console.log(`\nevery number: ${file}`);
    return found;
  } finally {
    await server.close();
  }
}
