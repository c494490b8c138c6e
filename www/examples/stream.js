// Words and pictures as they come, with progress, and a way to stop.

import { connect } from "./connection.js";
import { onSubmit, picture, say } from "./page.js";

const result = document.getElementById("result");
const cancel = document.getElementById("cancel");
let controller;

cancel.addEventListener("click", () => controller.abort());

onSubmit(async (fields) => {
  const prompt = fields.get("prompt");
  controller = new AbortController();
  cancel.disabled = false;
  result.replaceChildren();
  try {
    // In the sandbox: words before and after the picture, over a slow line.
    const client = connect({ scenario: "words-around+bandwidth" });
    for await (const event of client.stream({ prompt, signal: controller.signal })) {
      if (event.type === "progress") showProgress(event.progress);
      if (event.type === "text") result.append(event.text);
      if (event.type === "image") result.append(picture(event.image, prompt));
    }
  } finally {
    cancel.disabled = true;
  }
});

function showProgress({ phase, elapsedMs, receivedBytes }) {
  say(`${phase}: ${(elapsedMs / 1000).toFixed(1)} s, ${Math.round(receivedBytes / 1024)} kB`);
}
