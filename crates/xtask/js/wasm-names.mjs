// Lists and renames the imports and exports of a wasm module.

/** The names that wasm-bindgen generates, each with a digest. */
export const LONG = /\b(__wb\w+_[0-9a-f]{16}|wasm_bindgen_[0-9a-f]{16}___\w+)\b/g;

export const shortName = (index) => `$${index.toString(36)}`;

const [IMPORTS, EXPORTS] = [2, 7];
/** Kinds of imports and exports. */
const [FUNCTION, TABLE, MEMORY, GLOBAL] = [0, 1, 2, 3];

/**
 * Returns the module with other names. `imported` maps the two names of an import, that of its module and its own, to
 * new ones. `exported` returns the new name of an export, or nothing to remove it.
 */
export function renamed(bytes, imported, exported) {
  const reader = new Reader(bytes);
  const rewritten = { [IMPORTS]: () => imports(reader, imported), [EXPORTS]: () => exports(reader, exported) };
  const chunks = [bytes.subarray(0, reader.place)];
  while (reader.place < bytes.length) {
    const kind = bytes[reader.place++];
    const length = reader.number();
    const end = reader.place + length;
    const section = rewritten[kind]?.() ?? bytes.subarray(reader.place, end);
    reader.place = end;
    chunks.push(Buffer.from([kind]), written(section.length), section);
  }
  return Buffer.concat(chunks);
}

/** Returns the two names of each import. */
export function importsOf(bytes) {
  const found = [];
  const imported = (...names) => {
    found.push(names);
    return names;
  };
  renamed(bytes, imported, (name) => name);
  return found;
}

function imports(reader, imported) {
  return list(reader, () => {
    const names = imported(reader.text(), reader.text());
    return [...names.map(textWritten), reader.description()];
  });
}

function exports(reader, exported) {
  return list(reader, () => {
    const name = exported(reader.text());
    const start = reader.place++;
    reader.number();
    return name === undefined ? [] : [textWritten(name), reader.from(start)];
  });
}

function list(reader, item) {
  const items = Array.from({ length: reader.number() }, item).filter((chunks) => chunks.length > 0);
  return Buffer.concat([written(items.length), ...items.flat()]);
}

class Reader {
  #bytes;
  /** The offset, which starts after the eight bytes that every module begins with. */
  place = 8;

  constructor(bytes) {
    this.#bytes = bytes;
  }

  /**
   * Reads an unsigned LEB128 number: seven bits per byte, lowest first, and the eighth bit is set if more bytes follow.
   */
  number() {
    for (let value = 0, shift = 0; ; shift += 7) {
      const byte = this.#bytes[this.place++];
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
  }

  text() {
    const length = this.number();
    return this.#bytes.toString("utf8", this.place, (this.place += length));
  }

  from(start) {
    return this.#bytes.subarray(start, this.place);
  }

  /** Returns the descriptor of an import, after its two names. */
  description() {
    const start = this.place;
    const kind = this.number();
    if (kind === FUNCTION) this.number();
    else if (kind === GLOBAL) this.place += 2;
    else if (kind === TABLE || kind === MEMORY) {
      if (kind === TABLE) this.place += 1;
      this.#limits();
    } else throw new Error(`an import of kind ${kind}`);
    return this.from(start);
  }

  #limits() {
    const hasMost = this.number() & 1;
    this.number();
    if (hasMost) this.number();
  }
}

function written(value) {
  const sevens = [];
  for (; value > 127; value = Math.floor(value / 128)) sevens.push((value % 128) + 128);
  return Buffer.from([...sevens, value]);
}

const textWritten = (words) => Buffer.concat([written(Buffer.byteLength(words)), Buffer.from(words)]);
