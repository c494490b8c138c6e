// The browser without a library: the floor, and the fastest handwritten code.

import { MODEL, PROMPT, generateUrl } from "./request.js";

/** Fetches the raw picture without the service's JSON and base64, which is the lower bound of every contestant. */
const floor = {
  unary: async (base) => blobUrl(await fetch(`${base}/picture.png`)),
  sse: async (base) => blobUrl(await fetch(`${base}/picture.png`)),
  send: async (base, images) => blobUrl(await fetch(`${base}/upload`, { method: "POST", body: new Blob(images) })),
};

async function blobUrl(response) {
  return URL.createObjectURL(await response.blob());
}

const byHand = {
  unary: (base) => send(base, [userTurn()]).then(({ url }) => url),
  async send(base, images) {
    const parts = await Promise.all(images.map(inline));
    return (await send(base, [userTurn(...parts)])).url;
  },
  chat(base) {
    const contents = [];
    return async () => {
      contents.push(userTurn());
      const { url, content } = await send(base, contents);
      contents.push(content);
      return url;
    };
  },
};

const userTurn = (...parts) => ({ role: "user", parts: [{ text: PROMPT }, ...parts] });

async function send(base, contents) {
  const headers = { "content-type": "application/json", authorization: "Bearer sk-bench" };
  const body = JSON.stringify({ contents, generationConfig: { responseModalities: ["TEXT", "IMAGE"] } });
  const response = await fetch(generateUrl(base, MODEL), { method: "POST", headers, body });
  const { content } = (await response.json()).candidates[0];
  const { mimeType, data } = content.parts.find((part) => part.inlineData).inlineData;
  return { url: URL.createObjectURL(new Blob([decoded(data)], { type: mimeType })), content };
}

async function inline(image) {
  return { inlineData: { mimeType: image.type, data: encoded(new Uint8Array(await image.arrayBuffer())) } };
}

// Pages still need a fallback because few browsers have the native functions.
const decoded = (data) =>
  Uint8Array.fromBase64 ? Uint8Array.fromBase64(data) : Uint8Array.from(atob(data), (character) => character.charCodeAt(0));

function encoded(bytes) {
  if (bytes.toBase64) return bytes.toBase64();
  let binary = "";
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary);
}

export default { floor, "by-hand": byHand };
