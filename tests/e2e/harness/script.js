// The page object for browsers that Playwright does not drive. A script in the page finds the controls.

/** The helpers that `play` passes to its function. Sent to the page as text, so they cannot use this module's names. */
const TOOLS = `{
  /** Waits for a value that counts as true. */
  async until(found) {
    for (;;) {
      const value = await found();
      if (value) return value;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  },
  button: (name) => [...document.querySelectorAll("button")].find((one) => one.textContent.trim() === name),
  field: (name) => [...document.querySelectorAll("label")].find((one) => one.textContent.trim() === name)?.control,
  removal: (name) => [...document.querySelectorAll("button")].find((one) => one.ariaLabel === "Remove " + name),
  prompt: () => document.querySelector("textarea"),
  pictures: () => [...document.querySelectorAll('section[aria-labelledby=results] img:not([alt=""])')],
  type(element, words) {
    element.value = words;
    for (const name of ["input", "change"]) element.dispatchEvent(new Event(name, { bubbles: true }));
  },
  /** Types and presses Generate, and does not wait. */
  async submit(words) {
    this.type(await this.until(() => this.prompt()), words);
    this.button("Generate").click();
  },
  /** Asks, waits until there are so many pictures, and gives the newest. */
  async make(words, count) {
    await this.submit(words);
    await this.until(() => this.pictures().length === count && this.button("Generate"));
    return this.seen(this.pictures()[0]);
  },
  /** The decoded size and the bytes of a picture on the page. */
  async seen(picture) {
    // Not by decode(), which Firefox refuses for what is still being loaded.
    await this.until(() => picture.complete && picture.naturalWidth > 0);
    const bytes = await (await fetch(picture.src)).arrayBuffer();
    const digest = await crypto.subtle.digest("SHA-256", bytes);
    const sha256 = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
    return { alt: picture.alt, url: picture.src, size: [picture.naturalWidth, picture.naturalHeight], sha256 };
  },
  isDead: (url) => fetch(url).then(() => false, () => true),
}`;

/** Runs a function in the page with the user's tools and an argument; fails on uncaught errors. */
export async function play(browser, work, argument) {
  const { value, errors } = await browser.evaluate(
    `async (argument) => {
      if (!globalThis.pageErrors) {
        globalThis.pageErrors = [];
        addEventListener("error", ({ message }) => pageErrors.push(message));
        addEventListener("unhandledrejection", ({ reason }) => pageErrors.push(String(reason)));
      }
      const value = await (${work})(${TOOLS}, argument);
      return { value, errors: pageErrors };
    }`,
    argument,
  );
  if (errors.length > 0) throw new Error(`uncaught: ${errors.join("\n")}`);
  return value;
}
