// Compares the table of options in the Rust sources with the declarations and the documentation.

import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import ts from "typescript";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const DECLARATIONS = fileURLToPath(new URL("../../crates/core/npm/types.d.ts", import.meta.url));

/**
 * @typedef {object} Row one option of the table
 * @property {string} name
 * @property {"string" | "number" | "boolean" | "strings" | "objects" | "object"} kind
 * @property {string} [field] the path in the body of a request
 * @property {Record<string, string[]>} [models] the values of each model
 * @property {string} [otherwise] the rule for a model without values
 * @property {string[]} [values]
 * @property {string} [limits]
 * @property {string} [items] the type of the objects of a list
 */

/** @returns {Promise<Row[]>} */
export async function optionTable() {
  const words = ["run", "--quiet", "--package", "tintype-protocol", "--example", "options"];
  const { stdout } = await promisify(execFile)(process.env.CARGO ?? "cargo", words, { cwd: ROOT });
  return JSON.parse(stdout);
}

/** Returns the declared options by interface and name; `edit` changes the text of each file before it is compiled. */
export function declaredOptions(edit = (text) => text) {
  const options = { strict: true, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler, lib: ["lib.es2022.d.ts"], types: [] };
  const host = ts.createCompilerHost(options);
  const { readFile } = host;
  host.readFile = (path) => (path.includes("/npm/") ? edit(readFile(path)) : readFile(path));
  const program = ts.createProgram([DECLARATIONS], options, host);
  const checker = program.getTypeChecker();
  const { statements } = program.getSourceFile(DECLARATIONS);
  const members = (name) => statements.find((node) => node.name?.text === name).members.map((node) => memberOf(checker, node));
  return { checker, client: new Map(members("ClientOptions")), call: new Map(members("GenerateOptions")) };
}

function memberOf(checker, node) {
  const symbol = checker.getSymbolAtLocation(node.name);
  const type = checker.getNonNullableType(checker.getTypeOfSymbol(symbol));
  const comment = ts.displayPartsToString(symbol.getDocumentationComment(checker));
  const tag = symbol.getJsDocTags(checker).find(({ name }) => name === "default");
  return [symbol.name, { type, comment, byDefault: ts.displayPartsToString(tag?.text) }];
}

/** Returns the differences between the table and the declared types. */
export function typeProblems(table, { checker, client, call }) {
  const problems = table.flatMap((row) => {
    const member = call.get(row.name);
    if (!member) return [`${row.name}: is not declared`];
    const { type, comment } = member;
    if (!isOfKind(checker, type, row)) return [`${row.name}: is declared as ${checker.typeToString(type)}, in the table ${row.kind}`];
    const known = valuesOf(row);
    const named = known ? difference(`${row.name}: the values`, namesOf(checker.isArrayType(type) ? itemOf(checker, type) : type), known) : [];
    return [...named, ...limitProblems(row, comment)];
  });
  return [...problems, ...difference("model: the names", namesOf(client.get("model").type), modelsOf(table))];
}

function limitProblems({ name, limits = "" }, comment) {
  return comment.toLowerCase().includes(limits) ? [] : [`${name}: its comment has to say "${limits}"`];
}

/** Matches a method of the Rust builder that sets an option: its comment and the option's name. */
const METHOD = /((?: +\/\/\/.*\n)+) +pub fn .*\{\n +self\.with\("(\w+)"/g;

/** Returns the differences between the table and the source text of the builder. */
export function builderProblems(source, table) {
  const comments = new Map([...source.matchAll(METHOD)].map(([, comment, name]) => [name, comment]));
  const names = difference("the methods", [...comments.keys()], table.map(({ name }) => name));
  return [...names, ...table.flatMap((row) => limitProblems(row, comments.get(row.name) ?? row.limits ?? ""))];
}

const modelsOf = (table) => [...new Set(table.flatMap(({ models = {} }) => Object.keys(models)))];
const valuesOf = ({ values, models }) => values ?? (models && [...new Set(Object.values(models).flat())]);
const itemOf = (checker, type) => checker.getTypeArguments(type)[0];
const namesOf = (type) => (type.isUnion() ? type.types : [type]).filter((one) => one.isStringLiteral()).map(({ value }) => value);

function isOfKind(checker, type, { kind, values }) {
  const isList = checker.isArrayType(type) && type.symbol.name === "ReadonlyArray";
  const fits = (one, other) => checker.isTypeAssignableTo(one, other);
  const is = (other) => fits(type, other) && fits(other, type);
  switch (kind) {
    case "string": return is(checker.getStringType());
    case "number": return is(checker.getNumberType());
    case "boolean": return is(checker.getBooleanType());
    case "object": return isRecord(type) && !checker.isArrayType(type);
    case "objects": return isList && isRecord(itemOf(checker, type));
    // Either a list of any strings, or of the named values only.
    case "strings": return isList && fits(itemOf(checker, type), checker.getStringType()) && Boolean(values) !== fits(checker.getStringType(), itemOf(checker, type));
    default: throw new Error(`the table has a new kind, ${kind}: say here how it is declared`);
  }
}

const isRecord = (type) => Boolean(type.flags & ts.TypeFlags.Object) && type.getCallSignatures().length === 0;

/** Returns the differences between a page's tables, the option table and the declarations. */
export function pageProblems(page, table, { client, call }) {
  const calls = rowsBelow(page, "Options of a call");
  return [
    ...defaultProblems(rowsBelow(page, "Options of a client"), client),
    ...defaultProblems(calls, call),
    ...table.flatMap((row) => cellProblems(calls, row.name, { values: valuesCell(row), field: row.field ? code(row.field) : "–" })),
    ...modelProblems(rowsBelow(page, "Ratios and sizes of the models"), table),
  ];
}

function defaultProblems(rows, members) {
  const names = difference("the options of the page", rows.map(({ option }) => plain(option)), [...members.keys()]);
  const defaults = rows.flatMap(({ option, default: given }) => {
    const { byDefault } = members.get(plain(option)) ?? {};
    return byDefault === undefined || plain(given) === byDefault ? [] : [`${option}: the default is ${byDefault}, on the page ${given}`];
  });
  return [...names, ...defaults];
}

function cellProblems(rows, name, expected) {
  const row = rows.find(({ option }) => option === code(name)) ?? {};
  const wrong = Object.entries(expected).filter(([column, cell]) => row[column] !== cell);
  return wrong.map(([column, cell]) => `${name}: the cell "${column}" has to be: ${cell}`);
}

function valuesCell({ kind, models, values, limits, items }) {
  if (models) return "[by model](#ratios-and-sizes-of-the-models)";
  if (kind === "objects") return `list of ${items}`;
  if (kind === "strings") return [`list of ${values ? listed(values) : "strings"}`, limits].filter(Boolean).join(", ");
  return limits ?? kind;
}

function modelProblems(rows, table) {
  const bound = table.filter(({ models }) => models);
  const cells = (id) => bound.map(({ name, models, otherwise }) => [code(name), listed(models[id]) || otherwise]);
  const expected = modelsOf(table).map((id) => JSON.stringify(Object.fromEntries([["model", code(id)], ...cells(id)])));
  return difference("the models of the page", rows.map((row) => JSON.stringify(row)), expected);
}

/** Parses the first table below a heading into rows, each an object by column name. */
function rowsBelow(page, heading) {
  const [, section = ""] = page.split(`\n## ${heading}\n`);
  const lines = section.split("\n## ")[0].split("\n").filter((line) => line.startsWith("|"));
  const [columns = [], , ...rows] = lines.map((line) => line.split(/(?<!\\)\|/).slice(1, -1).map((cell) => cell.trim()));
  return rows.map((row) => Object.fromEntries(columns.map((column, at) => [column, row[at]])));
}

const code = (text) => `\`${text}\``;
const listed = (values) => values.map((value) => code(`"${value}"`)).join(", ");
const plain = (cell) => cell.replaceAll("`", "");

function difference(what, found, expected) {
  const missing = expected.filter((one) => !found.includes(one)).map((one) => `${what} lack ${one}`);
  return [...missing, ...found.filter((one) => !expected.includes(one)).map((one) => `${what} have ${one}, which is none`)];
}
