// What a visitor does on each example page.

import { plainPng } from "../e2e/harness/visitor.js";
import { paint } from "./site.js";

/** What makes a page show all that it can show. */
export const STORIES = {
  "text-to-image": (visitor) => visitor.button("Draw").click(),
  async "edit-a-photo"({ page, button }) {
    const photo = { name: "photo.png", mimeType: "image/png", buffer: plainPng(640, 480) };
    await page.getByLabel("Photo", { exact: true }).setInputFiles(photo);
    await button("Change it").click();
  },
  stream: (visitor) => visitor.button("Draw").click(),
  chat: (visitor) => visitor.button("Send").click(),
  async "local-edit"({ page, button, status }) {
    await button("Draw a sample").click();
    await status.getByText("Paint over").waitFor();
    await paint(page);
    await button("Change it there").click();
  },
  several: (visitor) => visitor.button("Draw them").click(),
};
