// A page without a bundler.

import { runConsumers } from "../run.js";

runConsumers([
  {
    name: "Plain page",
    page: "plain-page.md",
    package: "tintype",
    pages: { "where-it-runs/plain-page.md": ".", "where-it-runs.md": "." },
    variants: [{ name: "as it is", output: "." }],
  },
]);
