// Writes the results of a full run into docs/benchmarks.md, between two marker lines.

import { readFile, writeFile } from "node:fs/promises";

import { report } from "./report.js";

const START = "<!-- from here on written by `cargo xtask bench --write-docs` -->";
const END = "<!-- up to here -->";
const LEAST_RUNS = 7;

/** Returns why these results must not be written to the docs, or `undefined`. */
export function unfit({ filter, runs, isWhole = true }) {
  if (filter) return "a filtered run says too little for docs/benchmarks.md: leave --filter out";
  if (!isWhole) return "the run was interrupted: docs/benchmarks.md wants a whole one";
  return runs < LEAST_RUNS ? `docs/benchmarks.md wants the median of at least ${LEAST_RUNS} runs` : undefined;
}

export async function writeDocs(file, results) {
  await writeFile(file, withResults(await readFile(file, "utf8"), results));
}

export function withResults(text, results) {
  const [start, end] = [text.indexOf(START), text.indexOf(END)];
  if (start < 0 || end < start) throw new Error(`docs/benchmarks.md lacks the line ${start < 0 ? START : END}`);
  return `${text.slice(0, start)}${START}\n\n${generated(results)}\n${text.slice(end)}`;
}

function generated(results) {
  const { machine, versions, date, runs, minutes, loadAtEnd } = results;
  const lines = [
    `${date.slice(0, 10)}, ${runs} runs, ${minutes} minutes`,
    `${machine.processor}, ${machine.cores} cores, ${machine.memoryGb} GB of memory`,
    `${machine.system}, ${machine.kernel}`,
    `load of the machine at the start ${machine.load}, at the end, with the benchmark's own, ${loadAtEnd}`,
    Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(", "),
  ];
  return `${lines.map((line) => `- ${line}`).join("\n")}\n\n${report(results)}`;
}
