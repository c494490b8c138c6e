// A worker that runs cases for its page: it receives the name of a case and posts the result.

export function answerWith(cases) {
  globalThis.addEventListener("message", (event) => {
    // A page passes a port to a service worker, which can have several pages.
    const asker = event.ports[0] ?? globalThis;
    const answered = run(cases, event.data).then((answer) => asker.postMessage(answer));
    event.waitUntil?.(answered);
  });
}

async function run(cases, { work, options }) {
  try {
    return await cases[work](options);
  } catch (error) {
    return { error: `${work}: ${error.code ?? error.name}: ${error.message}` };
  }
}
