// Tintype on the page's main thread, and in its worker.

import { Client, init } from "tintype";

import { MODEL, PROMPT } from "./request.js";

function contestant(worker) {
  const client = new Client({ apiKey: "sk-bench", model: MODEL, worker });
  const send = async (baseUrl, more) => (await client.generate({ baseUrl, prompt: PROMPT, ...more })).image.url;
  return {
    // The worker loads its own module with its first call.
    ready: worker ? undefined : () => init(),
    unary: (base) => send(base),
    send: (base, images) => send(base, { images }),
    async sse(baseUrl) {
      let url;
      for await (const event of client.stream({ baseUrl, prompt: PROMPT })) {
        if (event.type === "image") url = event.image.url;
      }
      return url;
    },
    chat(baseUrl) {
      const chat = client.chat({ baseUrl });
      return async () => (await chat.send({ prompt: PROMPT })).image.url;
    },
  };
}

export default { tintype: contestant(false), "tintype-worker": contestant(true) };
