// A prompt in, a picture out.

import { connect } from "./connection.js";
import { onSubmit, picture } from "./page.js";

const result = document.getElementById("result");
let generation;

onSubmit(async (fields) => {
  const prompt = fields.get("prompt");
  const last = generation;
  generation = await connect().generate({ prompt, aspectRatio: fields.get("ratio") });
  result.replaceChildren(picture(generation.image, prompt));
  // The address of a picture lives until it is disposed of; the last one is not shown any more.
  last?.dispose();
});
