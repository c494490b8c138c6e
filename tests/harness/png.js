// Decodes a PNG far enough to be sure that it is whole: every checksum, and every row of its pixels.

import assert from "node:assert/strict";
import { crc32, inflateSync } from "node:zlib";

const CHANNELS = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** Width, height and the inflated rows of a whole PNG; throws for anything else. */
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
