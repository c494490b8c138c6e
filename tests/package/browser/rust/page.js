// The page of the Rust front-end. It reports the pictures as the browser displays them.

import init, { Service } from "./built/tintype_consumer.js";

await init();

async function describe(picture) {
  const shown = new Image();
  shown.src = picture.url;
  await shown.decode();
  const { url, width, height } = picture;
  return { shown: [shown.naturalWidth, shown.naturalHeight], reported: [width, height], url };
}

globalThis.cases = {
  async pictures({ url, key }) {
    const service = new Service(url, key);
    const made = await service.generate("a lighthouse", "16:9");
    const edited = await service.edit(made, "at night");
    const described = [await describe(made), await describe(edited)];
    made.free();
    const dead = await fetch(described[0].url).then(() => "alive", () => "dead");
    return { made: described[0], edited: described[1], dead, streamed: await service.stream("a boat") };
  },
  failure: ({ url, key, ratio }) =>
    new Service(url, key).generate("a boat", ratio).then(() => "nothing failed", (code) => code),
};
