// A program that uses the installed package, identical in Node, Deno and Bun. It receives the URLs as JSON, prints the
// outcome of each call as JSON, and must exit by itself.

import { Buffer } from "node:buffer";
import process from "node:process";

import { Client, inspect, isTintypeError } from "tintype";
import { sandboxFetch } from "tintype/sandbox";

const CALLS = {
  unary: (client) => client.generate({ prompt: "a boat" }),
  stream: (client) => client.stream({ prompt: "a boat" }).result(),
};

const clientOf = (baseUrl, options) => new Client({ baseUrl, apiKey: "sk-secret-key", retry: { baseDelayMs: 1 }, ...options });

const causeOf = ({ cause }) => cause && { isError: cause instanceof Error, code: cause.code, message: cause.message };

async function settled(promise) {
  try {
    const generation = await promise;
    const { mimeType, width, height, byteLength, blob } = generation.image;
    const size = await inspect(blob);
    generation.dispose();
    return { mimeType, width, height, byteLength, inspected: [size.width, size.height] };
  } catch (error) {
    if (!isTintypeError(error)) throw error;
    const { code, message, retryable, attempts } = error;
    return { code, message, retryable, attempts, cause: causeOf(error) };
  }
}

const { services, images } = JSON.parse(process.argv[2]);
const outcomes = {};
for (const [name, baseUrl] of Object.entries(services)) {
  for (const [call, run] of Object.entries(CALLS)) outcomes[`${name} ${call}`] = await settled(run(clientOf(baseUrl)));
}
const edit = (image, input) => settled(clientOf(services.emulator).generate({ prompt: "make it night", images: Buffer.from(image, "base64"), input }));
for (const [name, image] of Object.entries(images)) outcomes[name] = await edit(image);
outcomes["turned, kept"] = await edit(images.turned, { keepMetadata: true });
outcomes.sandbox = await settled(clientOf(undefined, { fetch: sandboxFetch({ latencyMs: 0 }) }).generate({ prompt: "a boat" }));
console.log(JSON.stringify(outcomes));
