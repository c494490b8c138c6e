// The page of a service worker. It requests cases from the worker, and shows pictures that the worker responds with.

const { serviceWorker } = navigator;

async function controller() {
  const controlled = new Promise((resolve) => serviceWorker.addEventListener("controllerchange", resolve));
  const type = new URLSearchParams(location.search).get("type");
  await serviceWorker.register("./service-worker.js", { type });
  if (!serviceWorker.controller) await controlled;
  return serviceWorker.controller;
}

globalThis.cases = {
  async run({ work, ...options }) {
    const worker = await controller();
    const { port1, port2 } = new MessageChannel();
    const answer = new Promise((resolve) => (port1.onmessage = ({ data }) => resolve(data)));
    worker.postMessage({ work, options }, [port2]);
    return answer;
  },
  /** Loads the URL of a prompt's picture, which the worker generates meanwhile, and returns the picture's size. */
  async shown(options) {
    await controller();
    const picture = new Image();
    picture.src = `./picture?${new URLSearchParams(options)}`;
    await picture.decode();
    return [picture.naturalWidth, picture.naturalHeight];
  },
};
