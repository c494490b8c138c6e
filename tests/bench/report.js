// Formats the results as Markdown that is also readable in a terminal.

import { bars } from "./bars.js";
import { FIGURES, rounded, valuesOf } from "./figures.js";
import { ratios, summary } from "./statistics.js";
import { CONTESTANTS } from "./works.js";

/** Formats the whole report: the bars, the bytes shipped, a table for each work, and the failures. */
export function report(results) {
  const parts = [
    ["The bars", barsTable(results)],
    ["Bytes shipped by one call", shippedTable(results.shipped)],
    ...results.works.map((work) => [work.title, workTable(work)]),
  ];
  const failed = failures(results);
  if (failed.length > 0) parts.push(["Failed", failed.map((line) => `- ${line}`).join("\n")]);
  return parts.map(([title, body]) => `### ${title}\n\n${body}\n`).join("\n");
}

function barsTable(results) {
  const rows = bars(results).map(({ figure, bar, measured, met }) => [
    figure,
    `≤ ${bar.limit}${bar.unit}`,
    measured ? `${rounded(measured.median)}${bar.unit}${range(measured)}` : "",
    met === undefined ? "not measured" : met ? "met" : "missed",
  ]);
  return table(["figure", "bar", "measured", ""], rows);
}

/** Formats the quartiles if there is more than one value. */
function range({ low, high, count }) {
  return count > 1 ? ` (${rounded(low)}–${rounded(high)})` : "";
}

function shippedTable(shipped) {
  const kb = (bytes) => rounded(bytes / 1000);
  const rows = Object.entries(shipped).map(([name, { raw, gzip, brotli }]) => [name, kb(raw), kb(gzip), kb(brotli)]);
  return table(["library", "raw, KB", "gzip -9, KB", "brotli 11, KB"], rows);
}

/** Formats the medians ± half the interquartile range, and their ratio to the first contestant's median. */
function workTable(work) {
  const names = Object.keys(work.samples);
  const figures = FIGURES.filter(({ key, kinds }) => {
    return kinds.includes(work.kind) && names.some((name) => summary(valuesOf(work, name, key)));
  });
  const rows = names.map((name) => [
    CONTESTANTS[name].label,
    ...figures.map((figure) =>
      cell(valuesOf(work, name, figure.key), valuesOf(work, names[0], figure.key), figure, name === names[0]),
    ),
  ]);
  return table([`× ${CONTESTANTS[names[0]].label}`, ...figures.map(({ label, unit }) => `${label}, ${unit}`)], rows);
}

/** The smallest value of the first contestant, in ms or MB, for which ratios are shown. */
const LEAST_BASE = 5;

function cell(values, firsts, { per }, isFirst) {
  const found = summary(values);
  if (!found) return "";
  const spread = found.count > 1 ? ` ±${rounded((found.high - found.low) / 2 / per)}` : "";
  const ratio = isFirst ? undefined : summary(ratios(values, firsts));
  // The ratio to such a small value is meaningless.
  const isSmall = Math.abs((summary(firsts)?.median ?? 0) / per) < LEAST_BASE;
  return `${rounded(found.median / per)}${spread}${ratio && !isSmall ? ` · ${rounded(ratio.median)}×` : ""}`;
}

/** Formats a line for each contestant that failed in a work: how often, and the first error. */
export function failures({ works }) {
  return works.flatMap(({ id, samples }) =>
    Object.entries(samples).flatMap(([name, rounds]) => {
      const failed = rounds.filter(({ error }) => error);
      return failed.length
        ? [`${id}, ${name}: ${failed.length} of ${rounds.length}: ${failed[0].error.split("\n")[0]}`]
        : [];
    }),
  );
}

/** Formats a Markdown table with aligned columns and right-aligned numbers. */
export function table(header, rows) {
  const widths = header.map((_, column) => Math.max(3, ...[header, ...rows].map((row) => row[column].length)));
  const padded = (text, column) => (column === 0 ? text.padEnd(widths[column]) : text.padStart(widths[column]));
  const line = (row) => `| ${row.map(padded).join(" | ")} |`;
  const dashes = widths.map((width) => "-".repeat(width + 1));
  const rule = `|${dashes.map((dash, column) => (column === 0 ? `:${dash}` : `${dash}:`)).join("|")}|`;
  return [line(header), rule, ...rows.map(line)].join("\n");
}
