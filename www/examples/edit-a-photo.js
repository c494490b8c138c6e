// A photo and a prompt in, the changed photo out.

import { inspect } from "./tintype/index.js";

import { connect } from "./connection.js";
import { onSubmit, picture, say } from "./page.js";

const photo = document.getElementById("photo");
const before = document.getElementById("before");
const after = document.getElementById("after");

// Type and size come from the bytes, whatever the file's name says.
photo.addEventListener("change", async () => {
  const [file] = photo.files;
  if (!file) return before.replaceChildren();
  const url = URL.createObjectURL(file);
  before.replaceChildren(picture({ url, ...(await inspect(file)) }, "Your photo"));
});

onSubmit(async (fields) => {
  const prompt = fields.get("prompt");
  const { image, warnings } = await connect().generate({
    prompt,
    // A File is taken as it is: what is too large or of a strange type is converted first.
    images: fields.get("photo"),
    onProgress: ({ phase }) => say(`${phase} …`),
  });
  after.replaceChildren(picture(image, prompt), ...warnings.map(({ message }) => message));
});
