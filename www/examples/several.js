// Several pictures of one prompt at once. Each request settles on its own: some may fail, the others are not lost.

import { connect } from "./connection.js";
import { failure, onSubmit, picture, say } from "./page.js";

const result = document.getElementById("result");

onSubmit(async (fields) => {
  const [prompt, n] = [fields.get("prompt"), Number(fields.get("n"))];
  // In the sandbox, which plays these behaviours one after the other, a request each.
  const client = connect({ scenario: fields.get("trouble") ? "ok,refused,ok,text-only,ok" : "ok" });
  const { images, failures, usage } = await client.generate({
    prompt,
    n,
    onProgress: ({ imagesDone }) => say(`${imagesDone} of ${n} …`),
  });
  result.replaceChildren(...images.map((image) => picture(image, prompt)), ...failures.map(failure));
  document.getElementById("cost").textContent = `${usage.totalTokens} tokens for ${images.length} of ${n} pictures.`;
});
