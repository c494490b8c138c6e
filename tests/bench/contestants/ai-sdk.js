// The AI SDK with its Google provider.

import { createGoogleGenerativeAI } from "@ai-sdk/google";
import { generateText } from "ai";

import { MODEL, PROMPT } from "./request.js";

const PICTURES = { google: { responseModalities: ["TEXT", "IMAGE"] } };

const connect = (base) => createGoogleGenerativeAI({ apiKey: "sk-bench", baseURL: `${base}/v1beta` })(MODEL);

function send(base, messages) {
  return generateText({ model: connect(base), messages, providerOptions: PICTURES, maxRetries: 0 });
}

const urlOf = ({ files: [file] }) => `data:${file.mediaType};base64,${file.base64}`;
const userTurn = (...parts) => ({ role: "user", content: [{ type: "text", text: PROMPT }, ...parts] });

async function part(image) {
  return { type: "file", data: new Uint8Array(await image.arrayBuffer()), mediaType: image.type };
}

const contestant = {
  ready: async () => connect(location.origin),
  unary: async (base) => urlOf(await send(base, [userTurn()])),
  async send(base, images) {
    return urlOf(await send(base, [userTurn(...(await Promise.all(images.map(part))))]));
  },
  chat(base) {
    const messages = [];
    return async () => {
      messages.push(userTurn());
      const result = await send(base, messages);
      messages.push(...result.response.messages);
      return urlOf(result);
    };
  },
};

export default { "ai-sdk": contestant };
