// An edit that stays where it was painted: outside the mask every pixel is the original's.

import { compose } from "./tintype/index.js";

import { Brush } from "./brush.js";
import { connect } from "./connection.js";
import { onSubmit, picture, run } from "./page.js";

const brush = new Brush(document.getElementById("mask"));
const result = document.getElementById("result");
const photo = document.getElementById("photo");
let base;

photo.addEventListener("change", () => photo.files.length > 0 && start(photo.files[0]));

document.getElementById("sample").addEventListener("click", () => {
  run(async () => {
    const { image } = await connect().generate({ prompt: "a red boat on a calm sea" });
    await start(image);
    return "Paint over what shall change.";
  });
});

async function start(picture) {
  base = picture;
  const shown = document.getElementById("base");
  shown.src = picture.url ?? URL.createObjectURL(picture);
  await shown.decode();
  document.getElementById("easel").hidden = false;
  brush.reset(shown.naturalWidth, shown.naturalHeight);
}

document.getElementById("clear").addEventListener("click", () => brush.clear());

onSubmit(async (fields) => {
  if (!base || brush.isClean) return "Choose a picture, and paint over what shall change.";
  const prompt = fields.get("prompt");
  // The service knows no mask: it draws the whole picture again …
  const { image: edit } = await connect().generate({ prompt, images: base });
  // … of which only what was painted over is taken. The mask may be a canvas.
  const local = await compose({ base, edit, mask: brush.canvas, featherPx: 16 });
  result.replaceChildren(picture(local, prompt));
});
