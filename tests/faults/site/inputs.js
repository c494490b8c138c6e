// Input images in every form, and invalid ones, created in the page.

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"><rect width="30" height="20" fill="red"/></svg>';

function drawn(width = 30, height = 20) {
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const pen = canvas.getContext("2d");
  pen.fillStyle = "teal";
  pen.fillRect(0, 0, width, height);
  return canvas;
}

const file = (canvas, type = "image/png") => new Promise((resolve) => canvas.toBlob(resolve, type));

async function loaded(url) {
  const element = Object.assign(new Image(), { src: url });
  await element.decode();
  return element;
}

/** Returns a BMP of 2 by 2 pixels, which the service does not accept. */
function bmp() {
  const bytes = new Uint8Array(70);
  const view = new DataView(bytes.buffer);
  bytes.set([0x42, 0x4d]);
  const words = { 2: 70, 10: 54, 14: 40, 18: 2, 22: 2, 34: 16 };
  for (const [at, word] of Object.entries(words)) view.setUint32(Number(at), word, true);
  view.setUint16(26, 1, true);
  view.setUint16(28, 24, true);
  return bytes;
}

/** Returns a Windows icon that contains this PNG of 30 by 20 pixels. */
function icon(png) {
  const bytes = new Uint8Array(22 + png.length);
  const view = new DataView(bytes.buffer);
  bytes.set([0, 0, 1, 0, 1, 0, 30, 20, 0, 0, 1, 0, 32, 0]);
  view.setUint32(14, png.length, true);
  view.setUint32(18, 22, true);
  bytes.set(png, 22);
  return bytes;
}

/** Returns the picture with a second data chunk before its end, larger than one copied block. */
function large(bytes) {
  const whole = new Uint8Array(5_000_000);
  const [start, end] = [bytes.length - 12, whole.length - 12];
  whole.set(bytes.subarray(0, start));
  new DataView(whole.buffer).setUint32(start, end - start - 12);
  whole.set([0x49, 0x44, 0x41, 0x54], start + 4);
  for (let at = start + 8; at < end; at++) whole[at] = at % 251;
  whole.set(bytes.subarray(start), end);
  return whole;
}

/** Returns functions by name, each of which creates an input for one call. */
export async function inputs() {
  const png = await file(drawn());
  const bytes = new Uint8Array(await png.arrayBuffer());
  const dataUrl = drawn().toDataURL();
  return {
    "a Blob with a wrong label": () => new Blob([png], { type: "text/plain" }),
    "a File": () => new File([png], "photo.png"),
    "a File whose name is markup": () => new File([png], "<img src=x onerror=ran=1>.png"),
    "a File whose name is a path": () => new File([png], "../../etc/passwd\0\r\n\u202egnp.exe"),
    "an ArrayBuffer": () => bytes.slice().buffer,
    "a view into a buffer": () => new Uint8Array([7, 7, ...bytes, 7]).subarray(2, 2 + bytes.length),
    "a large view into a buffer": () => new Uint8Array([7, 7, ...large(bytes), 7]).subarray(2, 2 + large(bytes).length),
    "a DataView": () => new DataView(bytes.slice().buffer),
    "a blob: address": () => URL.createObjectURL(png),
    "a data: address": () => dataUrl,
    "a data: address in capitals, with white space": () => dataUrl.replace("data:", "DATA:").replace(/(.{60})/g, "$1\n"),
    "an address relative to the page": () => "./picture.png",
    "a URL": () => new URL("./picture.png", location.href),
    "a canvas": () => drawn(),
    "an OffscreenCanvas": () => {
      const canvas = new OffscreenCanvas(30, 20);
      canvas.getContext("2d").fillRect(0, 0, 9, 9);
      return canvas;
    },
    "an image element": () => loaded(dataUrl),
    "an ImageBitmap": () => createImageBitmap(png),
    "an ImageData": () => drawn().getContext("2d").getImageData(0, 0, 30, 20),
    "a record like a generated image": () => ({ url: "blob:gone", blob: png }),
    "an SVG file": () => new Blob([SVG], { type: "image/svg+xml" }),
    "an SVG data: address": () => `data:image/svg+xml,${encodeURIComponent(SVG)}`,
    "a BMP": () => bmp(),
    "an icon": () => icon(bytes),
    "an icon file": () => new Blob([icon(bytes)], { type: "image/x-icon" }),
    "a WebP or what the browser writes for it": () => file(drawn(), "image/webp"),
  };
}

/** Options that must be rejected. */
export const REFUSED = {
  "a number": () => ({ images: 7 }),
  "an empty object": () => ({ images: [{}] }),
  "an empty Blob": () => ({ images: new Blob([]) }),
  "words": () => ({ images: new Blob(["hello"], { type: "image/png" }) }),
  "broken base64": () => ({ images: "data:image/png;base64,iVBORw0KGgo!!" }),
  "an element that has not loaded": () => ({ images: new Image() }),
  "an address that answers 404": () => ({ images: "./missing.png" }),
  "an address that is none": () => ({ images: "http://" }),
  "a headers object that is none": () => ({ headers: 7 }),
  "a base URL that is none": () => ({ baseUrl: "http://" }),
  "a base URL of another kind": () => ({ baseUrl: 7 }),
  "a prompt of another kind": () => ({ prompt: 7 }),
  "contents of another kind": () => ({ contents: "hello" }),
  "contents without parts": () => ({ prompt: undefined, contents: [{ role: "user" }] }),
  "an aspect ratio that the model does not have": () => ({ aspectRatio: "7:5" }),
  "a function where JSON belongs": () => ({ extra: { nested: () => {} } }),
  "no prompt at all": () => ({ prompt: undefined }),
};
