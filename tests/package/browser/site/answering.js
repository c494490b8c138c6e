// A worker that runs cases for its page: the name of one comes in, what it gives goes out.

export function answerWith(cases) {
  globalThis.onmessage = async ({ data: { work, options } }) => {
    try {
      postMessage(await cases[work](options));
    } catch (error) {
      postMessage({ error: `${work}: ${error.code ?? error.name}: ${error.message}` });
    }
  };
}
