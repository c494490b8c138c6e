// Google's own client, with the picture shown as in its samples (a data URL) and with a blob URL.

import { GoogleGenAI } from "@google/genai";

import { MODEL, PROMPT } from "./request.js";

const connect = (baseUrl) => new GoogleGenAI({ apiKey: "sk-bench", httpOptions: { baseUrl } });
const pictureIn = (response) => response.candidates?.[0]?.content?.parts?.find((part) => part.inlineData)?.inlineData;

const dataUrl = ({ mimeType, data }) => `data:${mimeType};base64,${data}`;

function blobUrl({ mimeType, data }) {
  const binary = atob(data);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at);
  return URL.createObjectURL(new Blob([bytes], { type: mimeType }));
}

function contestant(urlOf) {
  const send = async (base, contents) =>
    urlOf(pictureIn(await connect(base).models.generateContent({ model: MODEL, contents })));
  return {
    ready: async () => connect(location.origin),
    unary: (base) => send(base, PROMPT),
    async sse(base) {
      let url;
      for await (const chunk of await connect(base).models.generateContentStream({ model: MODEL, contents: PROMPT })) {
        const picture = pictureIn(chunk);
        if (picture) url = urlOf(picture);
      }
      return url;
    },
    async send(base, images) {
      return send(base, [{ role: "user", parts: [{ text: PROMPT }, ...(await Promise.all(images.map(inline)))] }]);
    },
    chat(base) {
      const chat = connect(base).chats.create({ model: MODEL });
      return async () => urlOf(pictureIn(await chat.sendMessage({ message: PROMPT })));
    },
  };
}

/** Encodes a file as base64 with a `FileReader`, because the client accepts only base64. */
function inline(image) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve({ inlineData: { mimeType: image.type, data: reader.result.split(",")[1] } });
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(image);
  });
}

export default { "genai-data": contestant(dataUrl), "genai-blob": contestant(blobUrl) };
