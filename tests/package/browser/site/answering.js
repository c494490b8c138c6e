// A worker that runs cases for its page: the name of one comes in, what it gives goes out.

export function answerWith(cases) {
  globalThis.addEventListener("message", (event) => {
    // A page gives a service worker, which has many pages, a port to answer to.
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
