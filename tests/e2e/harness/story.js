// What a person does and sees: played on the screen of a desk and on that of a phone, where it has to come out the same.

import { after, before, test } from "node:test";

import { SCREENS, startStudio } from "./studio.js";

/** What the tests of this file stand on, once they run. */
export let studio;
before(async () => (studio = await startStudio()));
after(() => studio?.close());

/**
 * A test that is played once on each screen, at the same time. `play` gets what `studio.open(options)` gives, the name
 * of its `screen`, and `another()`, which opens the page for one more visitor.
 */
export function story(title, play, options) {
  const screens = Object.entries(SCREENS);
  test(title, { concurrency: screens.length }, (t) =>
    Promise.all(
      screens.map(([screen, { viewport }]) => t.test(`at ${viewport.width} px`, perform(play, screen, options))),
    ),
  );
}

/** A test of what no layout has a say in: it is played at a desk alone. */
export function scene(title, play, options) {
  test(title, perform(play, "desk", options));
}

const perform = (play, screen, options) => async (t) => {
  const open = () => studio.open({ ...SCREENS[screen], ...options });
  const visitors = [await open()];
  const another = async () => {
    visitors.push(await open());
    return visitors.at(-1);
  };
  try {
    await play({ ...visitors[0], another, screen, t });
  } finally {
    await Promise.all(visitors.map((visitor) => visitor.close()));
  }
};
