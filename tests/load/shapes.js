// Responses by shape. Each is generated at a given size, and the cost of reading it must be linear in that size.

const MARK = "%";
const GIF = Buffer.from("GIF89a\x01\x00\x01\x00\x00\x00\x00;", "latin1").toString("base64");
const PNG_HEADER = Buffer.from("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0", "latin1");

const times = (token, size) => token.repeat(Math.max(1, Math.floor(size / token.length)));
const json = (body) => ({ type: "application/json", body });
const events = (body) => ({ type: "text/event-stream", body });

/** Fills the marked position of a document with repetitions of a token. */
const within = (frame, token) => (size) => {
  const [before, after] = frame.split(MARK);
  return json(before + times(token, size) + after);
};

const PARTS = `{"candidates":[{"content":{"role":"model","parts":[${MARK}{"text":"."}]},"finishReason":"STOP"}]}`;
const TEXT = `{"candidates":[{"content":{"role":"model","parts":[{"text":"${MARK}"}]},"finishReason":"STOP"}]}`;
const IMAGE = `{"candidates":[{"content":{"role":"model","parts":[{"inlineData":{"mimeType":"image/png","data":"${MARK}"}}]},"finishReason":"STOP"}]}`;
const UNKNOWN = `{"candidates":[],"x":${MARK}}`;

const text = (token) => within(TEXT, token);
const parts = (token) => within(PARTS, `${token},`);
const unknown = (before, token, after) => within(UNKNOWN.replace(MARK, () => before + MARK + after), token);
const stream = (token) => (size) => events(times(token, size));
const event = (part) => stream(`data: {"candidates":[{"content":{"parts":[${part}]}}]}\n\n`);
const inline = (bytes, type = "image/png") => JSON.stringify({ inlineData: { mimeType: type, data: Buffer.from(bytes).toString("base64") } });

/** Builds one image of a given size, whose base64 is written by `spell`. */
const image = (make, spell = (data) => data) => (size) => json(IMAGE.replace(MARK, () => spell(make(Math.floor(size * 0.7)).toString("base64"))));
const filled = (head, token) => (size) => Buffer.concat([head, Buffer.from(times(token, size), "latin1")]);
const png = filled(PNG_HEADER, "\0\x01\x02\x03");
const box = (type, content) => Buffer.concat([u32(8 + content.length), Buffer.from(type), content]);
const u32 = (number) => Buffer.from([number >>> 24, number >>> 16, number >>> 8, number]);
const HEIF_HEADER = box("ftyp", Buffer.from("heic\0\0\0\0mif1heic"));

/** Builds a HEIF file with many small property boxes. */
const heif = (size) => {
  const property = box("abcd", Buffer.alloc(4));
  const properties = box("iprp", box("ipco", Buffer.concat(Array(Math.max(1, Math.floor(size / 12))).fill(property))));
  return Buffer.concat([HEIF_HEADER, box("meta", Buffer.concat([Buffer.alloc(4), properties]))]);
};

/** Functions that build a response of about the given number of bytes. `status` is 200 by default. */
export const SHAPES = {
  "one long text": text("a"),
  "letters beyond ASCII": text("图"),
  "escaped letters": text("\\u0041"),
  "escaped line ends": text("\\n"),
  "escaped surrogates": text("\\ud83d\\ude00"),
  "NULs": text("\\u0000"),
  "backslashes": text("\\\\"),
  "brackets": text("]"),
  "heads of data URLs": text("data:image/png;base64,"),
  "data URLs of a letter": text("data:image/png;base64,A "),
  "data URLs that begin as pictures": text("data:image/png;base64,iVBORw0KGgo "),
  "data URLs that are excerpts": text(`data:image/png;base64,${"QUJD".repeat(100)}... `),
  "forged marks": text("data:image/png;base64,\\u00000\\u0000"),
  "Markdown that opens": text("![]("),
  "Markdown that is empty": text("![]() "),
  "Markdown with titles": text('![](http://h/ \\"'),
  "Markdown addresses": text("![x](https://h.invalid/i.png) "),
  "parentheses of an address": text("("),
  "words that may be data URLs": text("data:image/png;"),
  "tiny strings": unknown("[", '"",', '""]'),
  "tiny objects": unknown("[", "{},", "{}]"),
  "members of one object": (size) => json(UNKNOWN.replace(MARK, () => `{${Array.from({ length: Math.floor(size / 12) }, (_, at) => `"${at}":0`).join()}}`)),
  "nesting that opens and shuts": unknown("[", `${"[".repeat(50)}${"]".repeat(50)},`, "0]"),
  "one long number": unknown("1", "1", ".0"),
  "many long numbers": unknown("[", "1234567890.12345678901234567890e-300,", "0]"),
  "one long key": unknown('{"', "k", '":0}'),
  "blanks": (size) => json(times(" ", size) + PARTS.replace(MARK, "")),
  "documents one after the other": (size) => json(times("{}", size / 4)),
  "an array of documents": (size) => json(`[${times('{"candidates":[]},', size)}{}]`),
  "many small parts": parts('{"text":"a"}'),
  "many thoughts": parts('{"text":"a","thought":true}'),
  "many signatures": parts('{"text":"","thoughtSignature":"c2ln"}'),
  "many calls of functions": parts('{"functionCall":{"name":"x","args":{"data":"QUJD","text":"x"}}}'),
  "many images without bytes": parts('{"inlineData":{"mimeType":"image/png","data":""}}'),
  "many addresses": parts('{"fileData":{"mimeType":"image/png","fileUri":"https://h.invalid/i.png"}}'),
  "many ratings": (size) => json(`[${times('{"candidates":[{"safetyRatings":[{"category":"x"}]}]},', size)}{}]`),
  "a large image": image(png),
  "base64 in short lines": image(png, (data) => data.replace(/.{8}/g, "$&\\n")),
  "base64 of escaped letters": image(png, (data) => data.replace(/\//g, "\\/").replace(/A/g, "\\u0041")),
  "segments of a JPEG": image(filled(Buffer.from([0xff, 0xd8]), "\xff\xe2\0\x02")),
  "boxes of a HEIF": image(heif),
  "boxes without length": image(filled(HEIF_HEADER, "\0\0\0\x08free")),
  "events of a letter": event('{"text":"a"}'),
  "events with counts": stream('data: {"candidates":[],"usageMetadata":{"promptTokenCount":1,"totalTokenCount":2}}\n\n'),
  "events that say nothing": stream("data: [DONE]\n\n"),
  "comments": stream(": PING\n\n"),
  "carriage returns": stream(": x\r\r\r\r"),
  "fields without an event": stream("id: 1\nevent: x\n"),
  "a page of markup": (size) => ({ type: "text/html", body: `<html>${times("<title", size)}` }),
  "an error with a long message": (size) => ({ ...json(`{"error":{"message":"${times("retry in ", size / 4)}"}}`), status: 429 }),
  "an error with many details": (size) => ({ ...json(`{"error":{"message":"no","details":[${times('{"@type":"x","reason":"y"},', size / 4)}{}]}}`), status: 400 }),
};

/** Shapes with many pictures. Smaller than the others, because each picture costs a Blob. */
export const PICTURES = {
  "many images that are none": parts('{"inlineData":{"mimeType":"image/png","data":"AAAA"}}'),
  "many pictures": parts(inline(Buffer.from(GIF, "base64"), "image/gif")),
  "many pictures with a wrong label": parts(inline(Buffer.from(GIF, "base64"))),
  "many pictures in text": text(`data:image/gif;base64,${GIF} `),
  "many pictures in Markdown": text(`![x](data:image/gif;base64,${GIF}) `),
};

/** Lists of models, requested by `models()`. */
export const LISTS = {
  "a list of models": (size) => json(`{"models":[${times('{"name":"models/some-image-model","displayName":"x"},', size)}{"name":"models/x"}]}`),
  "a list of nothing": (size) => json(`{"models":[${times("{},", size)}{}]}`),
};
