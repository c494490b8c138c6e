// Decodes a PNG far enough to verify that it is complete: every checksum and every row of pixels. Encodes a plain one.

import assert from "node:assert/strict";
import { crc32, deflateSync, inflateSync } from "node:zlib";

const CHANNELS = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** Returns the width, the height and the inflated rows of a complete PNG. Throws for anything else. */
export function decodePng(bytes) {
  const data = Buffer.from(bytes);
  assert.equal(data.subarray(0, 8).toString("latin1"), "\x89PNG\r\n\x1a\n", "not a PNG");
  const chunks = [...chunksOf(data)];
  const header = chunks[0].body;
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const [depth, colour, , , interlaced] = header.subarray(8);
  assert.equal(interlaced, 0, "interlaced pictures are not decoded here");
  assert.equal(chunks.at(-1).type, "IEND");
  const rows = inflateSync(Buffer.concat(chunks.filter(({ type }) => type === "IDAT").map(({ body }) => body)));
  const rowLength = 1 + Math.ceil((width * CHANNELS[colour] * depth) / 8);
  assert.equal(rows.length, rowLength * height, "the pixels do not fill the picture");
  return { width, height, rows };
}

function* chunksOf(data) {
  for (let at = 8; at < data.length; ) {
    const length = data.readUInt32BE(at);
    const typed = data.subarray(at + 4, at + 8 + length);
    assert.equal(crc32(typed), data.readUInt32BE(at + 8 + length), "a chunk is damaged");
    yield { type: typed.subarray(0, 4).toString("latin1"), body: typed.subarray(4) };
    at += 12 + length;
  }
}

/** The colour types of the format. */
export const [GREY, RGB] = [0, 2];

/** Encodes a PNG of eight bits per channel. Each row begins with the number of its filter. */
export function pngOf({ width, height, colour, rows, level }) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, colour], 8);
  const chunks = [pngChunk("IHDR", header), pngChunk("IDAT", deflateSync(rows, { level })), pngChunk("IEND", Buffer.alloc(0))];
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), ...chunks]);
}

/** Returns a chunk of a PNG, with its length and checksum. */
export function pngChunk(type, body) {
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  const typed = Buffer.concat([Buffer.from(type, "latin1"), body]);
  length.writeUInt32BE(body.length);
  checksum.writeUInt32BE(crc32(typed));
  return Buffer.concat([length, typed, checksum]);
}

/** Encodes a grey PNG of this size. */
export function encodePng(width, height) {
  return pngOf({ width, height, colour: GREY, rows: Buffer.alloc((1 + width) * height) });
}
