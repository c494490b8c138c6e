// Photos from cameras are sent upright, small enough, in their colours, and without metadata about the photographer.
// The page and the package's worker have equal results in every engine.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { crc32 } from "node:zlib";

import { BROWSERS } from "../harness/browsers.js";
import { startSite } from "./harness.js";
import { DOT, startService } from "./service.js";

const PLACES = ["page", "worker"];

const read = (name) => readFile(fileURLToPath(new URL(`../fixtures/photos/${name}`, import.meta.url)));

let site, service;
/** The sent images by case. */
const received = new Map();

before(async () => {
  site = await startSite();
  service = await startService((name, body) => {
    const parts = JSON.parse(body).contents.flatMap((content) => content.parts);
    const images = parts.filter((part) => part.inlineData).map(({ inlineData }) => ({ type: inlineData.mimeType, bytes: Buffer.from(inlineData.data, "base64") }));
    received.set(name, { ...images[0], images });
  });
});
after(() => Promise.all([site, service].map((server) => server?.close())));

/** The colours of the quarters of the fixtures, from the top left. */
const [RED, GREEN, BLUE, YELLOW] = [[220, 40, 40], [40, 180, 60], [40, 60, 220], [230, 210, 50]];
/** Those colours in the order in which each orientation shows them. */
const SHOWN = {
  1: [RED, GREEN, BLUE, YELLOW],
  2: [GREEN, RED, YELLOW, BLUE],
  3: [YELLOW, BLUE, GREEN, RED],
  4: [BLUE, YELLOW, RED, GREEN],
  5: [RED, BLUE, GREEN, YELLOW],
  6: [BLUE, RED, YELLOW, GREEN],
  7: [YELLOW, GREEN, BLUE, RED],
  8: [GREEN, YELLOW, RED, BLUE],
};

const isNear = (one, other, by) => one.every((value, at) => Math.abs(value - other[at]) <= by);

/** Returns a photo with another EXIF orientation. */
function turned(photo, orientation) {
  const bytes = Buffer.from(photo);
  const [big, little] = [Buffer.from([1, 0x12, 0, 3, 0, 0, 0, 1, 0]), Buffer.from([0x12, 1, 3, 0, 1, 0, 0, 0])];
  const at = bytes.indexOf(big);
  if (at >= 0) bytes[at + 9] = orientation;
  else bytes[bytes.indexOf(little) + 8] = orientation;
  const chunk = bytes.indexOf("eXIf");
  if (chunk < 0) return bytes;
  const end = chunk + 4 + bytes.readUInt32BE(chunk - 4);
  bytes.writeUInt32BE(crc32(bytes.subarray(chunk, end)), end);
  return bytes;
}

/** Returns a PNG whose header claims this size. */
function claiming(width, height) {
  const png = Buffer.from(DOT, "base64");
  png.writeUInt32BE(width, 16);
  png.writeUInt32BE(height, 20);
  png.writeUInt32BE(crc32(png.subarray(12, 29)), 29);
  return png;
}

for (const { name: browser, launch } of BROWSERS) {
  describe(browser, () => {
    let page;
    before(async () => {
      received.clear();
      page = await site.open(launch);
    });
    after(() => page?.close());

    const runCase = (which, call) => page.evaluate(`(call) => photos.${which}(call)`, call);
    const base64 = (bytes) => bytes.toString("base64");
    let count = 0;

    /** Sends an input from `place`, and returns the received request or the failure. */
    async function send(place, how, call) {
      const name = `case-${++count}`;
      const outcome = await runCase(how, { place, baseUrl: service.url, name, ...call });
      return outcome === "sent" ? received.get(name) : { ...outcome, isSent: received.has(name) };
    }
    const sendFile = (place, bytes, input) => send(place, "send", { photo: base64(bytes), input });
    const seen = ({ bytes, type }, more) => runCase("pixels", { photo: base64(bytes), type, ...more });

    test("nothing private leaves with a photo, and no pixel changes for it", async () => {
      for (const place of PLACES) {
        for (const name of ["phone.jpg", "little.jpg", "two.jpg", "print.jpg", "photo.png", "p3.png", "photo.webp", "plain.webp", "turned.webp", "photo.heic"]) {
          const photo = await read(name);
          const sent = await sendFile(place, photo);
          assert.ok(sent.bytes, `${name} from the ${place}: ${sent.message}`);
          const text = sent.bytes.toString("latin1");
          assert.doesNotMatch(text, /PRIVATE|Exif|EXIF|eXIf|XMP|xmp|Photoshop|MPF|[tiz]TXt|tEXt|tIME|ftypmp42/, `${name} from the ${place}`);
          if (/two|print|p3|photo.webp|plain/.test(name)) {
            assert.ok(sent.bytes.length <= photo.length, name);
            const [before, after] = [await seen({ bytes: photo, type: sent.type }, { isWhole: true }), await seen(sent, { isWhole: true })];
            assert.deepEqual(after, before, `${name} from the ${place}`);
          }
        }
      }
    });

    test("a photo is sent as it is shown, whichever way the camera was held, and inspect says that size", async () => {
      for (const name of ["little.jpg", "phone.jpg", "photo.png"]) {
        for (const orientation of Object.keys(SHOWN)) {
          const photo = turned(await read(name), Number(orientation));
          const [width, height] = orientation >= 5 ? [48, 64] : [64, 48];
          const inspected = await runCase("look", { photo: base64(photo) });
          assert.deepEqual([inspected.width, inspected.height], [width, height], `${name} ${orientation}`);
          const sent = await sendFile(PLACES[orientation % 2], photo);
          assert.ok(sent.bytes, `${name} ${orientation}: ${sent.message}`);
          assert.equal(sent.type, inspected.mimeType);
          const shown = await seen(sent);
          assert.deepEqual([shown.width, shown.height], [width, height], `${name} ${orientation}`);
          // The picture of phone.jpg has a wide colour space.
          const by = name === "phone.jpg" ? 60 : 14;
          const isUpright = SHOWN[orientation].every((color, at) => isNear(shown.quarters[at], color, by));
          assert.ok(isUpright, `${name} ${orientation}: ${JSON.stringify(shown.quarters)}`);
        }
      }
    });

    test("a caller who wants the metadata kept has the file sent byte for byte", async () => {
      for (const [at, name] of ["phone.jpg", "photo.png", "photo.webp", "photo.heic"].entries()) {
        const photo = await read(name);
        const sent = await sendFile(PLACES[at % 2], photo, { keepMetadata: true });
        assert.ok(sent.bytes?.equals(photo), `${name}: ${sent.message ?? sent.bytes.length}`);
      }
    });

    test("a large photo is scaled, and keeps its shape and its type", async () => {
      const sizes = [
        [{ width: 4000, height: 3000, type: "image/jpeg" }, undefined, [3072, 2304]],
        [{ width: 400, height: 7000, type: "image/png" }, undefined, [176, 3072]],
        [{ width: 4000, height: 300, type: "image/jpeg" }, { maxSidePx: 0 }, [4000, 300]],
        [{ width: 4000, height: 300, type: "image/jpeg" }, { convert: false }, [4000, 300]],
        [{ width: 4000, height: 300, type: "image/jpeg" }, { maxSidePx: 1000 }, [1000, 75]],
      ];
      for (const [at, [drawn, input, size]] of sizes.entries()) {
        const sent = await send(PLACES[at % 2], "sendDrawn", { ...drawn, input });
        assert.ok(sent.bytes, `${JSON.stringify(input)}: ${sent.message}`);
        const shown = await seen(sent);
        assert.deepEqual([sent.type, shown.width, shown.height], [drawn.type, ...size]);
        // The colours of the drawn gradient at the top left and the bottom right.
        const isSame = isNear(shown.quarters[0], [160, 40, 80], 12) && isNear(shown.quarters[3], [80, 40, 160], 12);
        if (drawn.type === "image/jpeg") assert.ok(isSame, JSON.stringify(shown.quarters));
      }
    });

    test("an image of more pixels than browsers decode is refused with its size before sending", async () => {
      for (const [at, [width, height]] of [[60_000, 60_000], [16_385, 16_385], [40_000, 10]].entries()) {
        const { code, message, isSent } = await sendFile(PLACES[at % 2], claiming(width, height));
        assert.equal(code, "unsupported-input");
        assert.match(message, new RegExp(`${width} × ${height}`));
        assert.equal(isSent, false);
      }
    });

    test("a file without pixels is refused, and an old bitmap is drawn", async () => {
      for (const [at, [width, height]] of [[0, 0], [64, 0], [0, 48]].entries()) {
        const { code, message, isSent } = await sendFile(PLACES[at % 2], claiming(width, height));
        assert.deepEqual([code, isSent], ["unsupported-input", false]);
        assert.match(message, /width or a height of 0/);
      }
      const heic = await read("photo.heic");
      heic.write("xspe", heic.indexOf("ispe"), "latin1");
      const silent = await sendFile("worker", heic);
      assert.ok(silent.bytes, `a HEIC that leaves its size to the decoder: ${silent.message}`);
      // An OS/2 bitmap of 16 by 16 pixels: red at the top and blue at the bottom, where the file begins.
      const row = (color) => Buffer.concat(Array(16).fill(Buffer.from(color)));
      const header = Buffer.from("424d1a030000000000001a0000000c0000001000100001001800", "hex");
      const rows = [...Array(8).fill(row([220, 60, 40])), ...Array(8).fill(row([40, 40, 220]))];
      const shown = await seen(await sendFile("page", Buffer.concat([header, ...rows])));
      assert.deepEqual([shown.width, shown.height], [16, 16]);
      assert.ok(isNear(shown.quarters[0], RED, 4) && isNear(shown.quarters[3], BLUE, 4), JSON.stringify(shown.quarters));
    });

    test("a file that is cut off is refused, and one whose structure is broken never goes with its metadata", async () => {
      for (const name of ["phone.jpg", "two.jpg", "photo.png", "photo.webp", "photo.heic"]) {
        const photo = await read(name);
        const { code, message, isSent } = await sendFile("page", photo.subarray(0, name === "two.jpg" ? 1500 : photo.length * 0.4));
        assert.deepEqual([code, isSent], ["unsupported-input", false], name);
        assert.match(message, /ends before/, name);
      }
      // Stray bytes between the segments, as damaged memory cards leave them. Browsers draw such files.
      const photo = await read("two.jpg");
      const at = photo.indexOf(Buffer.from([0xff, 0xdb]));
      const sent = await sendFile("worker", Buffer.concat([photo.subarray(0, at), Buffer.from("loose"), photo.subarray(at)]));
      if (sent.bytes) assert.doesNotMatch(sent.bytes.toString("latin1"), /PRIVATE|Exif/);
      else assert.deepEqual([sent.code, sent.isSent], ["unsupported-input", false]);
    });

    test("a conversation from JSON is sent without the metadata of its images, upright, and the service's own as they are", async () => {
      const photos = { phone: await read("phone.jpg"), two: await read("two.jpg"), png: await read("photo.png") };
      const part = (bytes, mimeType, more) => ({ inlineData: { mimeType, data: base64(bytes) }, ...more });
      const user = { role: "user", parts: [{ text: "a boat" }, part(photos.phone, "image/jpeg"), part(photos.two, "image/jpeg")] };
      const answer = { role: "model", parts: [part(photos.png, "image/png"), part(photos.png, "image/png", { thoughtSignature: "c2ln" })] };
      const saved = { format: "tintype-chat-1", turns: [{ user, answer, model: "gemini-2.5-flash-image" }] };
      for (const place of PLACES) {
        const { images, message } = await send(place, "goOn", { saved });
        assert.equal(images?.length, 4, `${place}: ${message}`);
        for (const [at, { bytes }] of images.entries()) {
          if (at < 3) assert.doesNotMatch(bytes.toString("latin1"), /PRIVATE|Exif|eXIf|xmp/, `${place} ${at}`);
        }
        assert.ok(images[3].bytes.equals(photos.png), "a signed image goes back as it came");
        const turned = await seen(images[0]);
        assert.deepEqual([turned.width, turned.height], [48, 64]);
        const kept = await send(place, "goOn", { saved, input: { keepMetadata: true } });
        assert.ok(kept.images[0].bytes.equals(photos.phone) && kept.images[2].bytes.equals(photos.png), place);
      }
    });

    test("a page's own pixels in Display P3 are sent in it, in every form, and those of sRGB as sRGB", async () => {
      const hasWideCanvas = await runCase("hasWideCanvas");
      const forms = await runCase("forms");
      assert.ok(forms.length >= 5, forms.join());
      const cases = [["srgb", "rgb(255 0 0)", false], ["srgb", "rgb(10 200 30 / 40%)", false]];
      if (hasWideCanvas) cases.push(["display-p3", "color(display-p3 1 0 0)", true], ["display-p3", "color(display-p3 0 1 0 / 60%)", true]);
      for (const form of forms) {
        for (const [at, [colorSpace, color, isWide]] of cases.entries()) {
          const name = `${form} ${color}`;
          const sent = await send(PLACES[at % 2], "sendForm", { form, colorSpace, color });
          assert.ok(sent.bytes, `${name}: ${sent.message}`);
          const { quarters: [seenColor] } = await seen(sent, { colorSpace });
          const expected = at === 0 || at === 2 ? [255, 0, 0] : at === 1 ? [10, 200, 30] : [0, 255, 0];
          assert.ok(isNear(seenColor, expected, 3), `${name}: ${seenColor}`);
          assert.equal(/iCCP|cICP/.test(sent.bytes.toString("latin1")), isWide, name);
        }
      }
    });

    test("a file that is cropped, mirrored and turned by its own structure has the size that is shown", async () => {
      const photo = await read("cropped.avif");
      const { width, height } = await runCase("look", { photo: base64(photo) });
      assert.deepEqual([width, height], [30, 40]);
    });

    test("a JPEG without its end marker is refused, and the message says so", async () => {
      const photo = await read("two.jpg");
      const end = photo.indexOf(Buffer.from([0xff, 0xd9]));
      const { code, message, isSent } = await sendFile("worker", photo.subarray(0, end));
      assert.deepEqual([code, isSent], ["unsupported-input", false]);
      assert.match(message, /ends before.*end marker \(FF D9\)/);
    });

    test("colours that sRGB has not are kept where there are canvases for them", async () => {
      const photo = await read("p3.png");
      const hasWideCanvas = await runCase("hasWideCanvas");
      const colorSpace = hasWideCanvas ? "display-p3" : "srgb";
      const before = await seen({ bytes: photo, type: "image/png" }, { colorSpace });
      const scaled = await sendFile("page", photo, { maxSidePx: 32 });
      const after = await seen(scaled, { colorSpace });
      assert.equal(after.width, 32);
      for (const quarter of [0, 1, 2, 3]) assert.ok(isNear(after.quarters[quarter], before.quarters[quarter], 3), JSON.stringify([before, after]));
      const { photo: composed, type } = await runCase("composed", { photo: base64(photo) });
      const { width, all } = await runCase("pixels", { photo: composed, type, colorSpace, isWhole: true });
      const { all: original } = await seen({ bytes: photo, type: "image/png" }, { colorSpace, isWhole: true });
      for (let pixel = 0; pixel < all.length / 4; pixel++) {
        const [is, was] = [all, original].map((values) => values.slice(pixel * 4, pixel * 4 + 4));
        if (pixel % width >= width / 2) assert.ok(isNear(is, was, hasWideCanvas ? 0 : 1), `${pixel}: ${is} was ${was}`);
        else assert.deepEqual(is, [0, 0, 0, 255]);
      }
    });
  });
}
