// Gives what a wasm module imports of its JavaScript short names: wasm-bindgen's have a digest in each, twice, and
// digests are what no compressor makes smaller. Indentation goes as well.
//
//   node short-names.mjs <folder> <name>
//
// works on <name>.js and <name>_bg.wasm, as wasm-bindgen has left them.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [folder, name] = process.argv.slice(2);
const [js, wasm] = [`${name}.js`, `${name}_bg.wasm`].map((file) => join(folder, file));

const LONG = /\b__wb\w+_[0-9a-f]{16}\b/g;
const IMPORTS = 2;
/** Kinds of imports. */
const [FUNCTION, TABLE, MEMORY, GLOBAL] = [0, 1, 2, 3];

const script = readFileSync(js, "utf8");
const short = new Map([...new Set(script.match(LONG))].map((long, index) => [long, `$${index.toString(36)}`]));
writeFileSync(js, script.replace(LONG, (long) => short.get(long)).replace(/^[ \t]+/gm, ""));

const bytes = readFileSync(wasm);
let place = 8;

/** Numbers are written in sevens of bits, the last first; the eighth says whether there are more. */
function number() {
  for (let value = 0, shift = 0; ; shift += 7) {
    const byte = bytes[place++];
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) return value;
  }
}

function written(value) {
  const sevens = [];
  for (; value > 127; value = Math.floor(value / 128)) sevens.push((value % 128) + 128);
  return Buffer.from([...sevens, value]);
}

function text() {
  const length = number();
  return bytes.toString("utf8", place, (place += length));
}

const textWritten = (words) => Buffer.concat([written(Buffer.byteLength(words)), Buffer.from(words)]);

function limits() {
  const hasMost = number() & 1;
  number();
  if (hasMost) number();
}

/** The bytes that say what is imported, after its two names. */
function description() {
  const start = place;
  const kind = number();
  if (kind === FUNCTION) number();
  else if (kind === GLOBAL) place += 2;
  else if (kind === TABLE || kind === MEMORY) {
    if (kind === TABLE) place += 1;
    limits();
  } else throw new Error(`an import of kind ${kind}`);
  return bytes.subarray(start, place);
}

function imports() {
  const count = number();
  const all = Array.from({ length: count }, () => {
    const [module, field] = [text(), text()];
    return [textWritten(module), textWritten(short.get(field) ?? field), description()];
  });
  return Buffer.concat([written(count), ...all.flat()]);
}

const pieces = [bytes.subarray(0, place)];
while (place < bytes.length) {
  const kind = bytes[place++];
  const length = number();
  const end = place + length;
  const section = kind === IMPORTS ? imports() : bytes.subarray(place, end);
  place = end;
  pieces.push(Buffer.from([kind]), written(section.length), section);
}
writeFileSync(wasm, Buffer.concat(pieces));
