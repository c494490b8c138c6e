// The user's steps on each example page.

import { plainPng } from "../e2e/harness/studio-page.js";
import { paint } from "./site.js";

/** The inputs that make a page show all of its states. */
export const STEPS = {
  "text-to-image": (app) => app.button("Draw").click(),
  async "edit-a-photo"({ page, button }) {
    const photo = { name: "photo.png", mimeType: "image/png", buffer: plainPng(640, 480) };
    await page.getByLabel("Photo", { exact: true }).setInputFiles(photo);
    await button("Change it").click();
  },
  stream: (app) => app.button("Draw").click(),
  chat: (app) => app.button("Send").click(),
  async "local-edit"({ page, button, status }) {
    await button("Draw a sample").click();
    await status.getByText("Paint over").waitFor();
    await paint(page);
    await button("Change it there").click();
  },
  several: (app) => app.button("Draw them").click(),
};
