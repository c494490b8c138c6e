// Builds ZIP files as other programs do, valid and corrupt ones.

import { crc32, deflateRawSync } from "node:zlib";

/**
 * Builds a ZIP of `files`, `{ name, bytes }` each, stored or compressed with `deflate`. Further members of a file
 * override its true header values: `crc`, `size`, `packed` (bytes), `flags`.
 */
export function zip(files, { deflate = false } = {}) {
  const parts = [];
  const list = [];
  let offset = 0;
  for (const { name, bytes, ...claims } of files) {
    const packed = claims.packed ?? (deflate ? deflateRawSync(bytes) : bytes);
    const encoded = Buffer.from(name);
    const header = Buffer.alloc(26);
    header.writeUInt16LE(20, 0);
    header.writeUInt16LE(claims.flags ?? 0x800, 2);
    header.writeUInt16LE(deflate ? 8 : 0, 4);
    header.writeUInt32LE(claims.crc ?? crc32(bytes), 10);
    header.writeUInt32LE(packed.length, 14);
    header.writeUInt32LE(claims.size ?? bytes.length, 18);
    header.writeUInt16LE(encoded.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    list.push(Buffer.from("PK\x01\x02\x14\x00", "latin1"), header, place, encoded);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), header, encoded, packed]);
    parts.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(list);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(files.length % 65536, 8);
  end.writeUInt16LE(files.length % 65536, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, directory, end]);
}

/** Builds an exported gallery of these pictures, each `{ id, prompt, bytes }` with optional further metadata. */
export function gallery(pictures) {
  const name = (id) => `pictures/${id}.png`;
  const listed = pictures.map(({ bytes, ...facts }) => ({ facts: { ...ZIP_DEFAULTS, ...facts, byte_length: bytes.length }, picture: name(facts.id) }));
  const list = JSON.stringify({ format: "tintype-gallery", pictures: listed });
  return [
    ...pictures.map(({ id, bytes }) => ({ name: name(id), bytes })),
    { name: "gallery.json", bytes: Buffer.from(list) },
  ];
}

const ZIP_DEFAULTS = {
  width: 64,
  height: 64,
  mime_type: "image/png",
  extension: "png",
  model: "gemini-2.5-flash-image",
  elapsed_ms: 5_000,
  created_ms: 1_700_000_000_000,
  tokens: null,
  cost_usd: null,
};
