// Registers tests of Studio that run in a desktop viewport and in a phone's, with identical expectations.

import { after, before, test } from "node:test";

import { SCREENS, startStudio } from "./studio.js";

/** The servers and browsers of a test file; set before its tests run. */
export let studio;
before(async () => (studio = await startStudio()));
after(() => studio?.close());

/**
 * Registers a test that runs on both screens concurrently. `play` receives the result of `studio.open(options)`, the
 * name of its `screen`, and `another()`, which opens the page in another browser context.
 */
export function testOnBothScreens(title, play, options) {
  const screens = Object.entries(SCREENS);
  test(title, { concurrency: screens.length }, (t) =>
    Promise.all(
      screens.map(([screen, { viewport }]) => t.test(`at ${viewport.width} px`, perform(play, screen, options))),
    ),
  );
}

/** Registers a test that does not depend on the layout, so it runs on the desktop screen only. */
export function testOnDesktop(title, play, options) {
  test(title, perform(play, "desk", options));
}

const perform = (play, screen, options) => async (t) => {
  const open = () => studio.open({ ...SCREENS[screen], ...options });
  const pages = [await open()];
  const another = async () => {
    pages.push(await open());
    return pages.at(-1);
  };
  try {
    await play({ ...pages[0], another, screen, t });
  } finally {
    await Promise.all(pages.map((app) => app.close()));
  }
};
