// The Vite versions whose dev servers differ: 5 and 7 move the package's script, and 8 rewrites its URLs.

import { runConsumers } from "../run.js";

const VERSIONS = [["5", "vite-5"], ["7", "vite-7"], ["8", "vite"]];

const consumers = VERSIONS.map(([version, alias]) => {
  const vite = `${alias}/bin/vite.js`;
  return {
    name: `Vite ${version}`,
    page: "vite.md",
    package: alias,
    borrowed: [alias],
    pages: { "where-it-runs/vite.md": ".", "where-it-runs.md": "." },
    variants: [
      { name: "build", build: [vite, "build", "--base", "./"], output: "dist" },
      { name: "dev", serve: [vite, "--host", "127.0.0.1", "--port", "{port}", "--strictPort"] },
    ],
  };
});

/**
 * The docs page with a Content Security Policy. Build only, because the policy forbids the inline scripts of dev
 * servers.
 */
const policed = {
  ...consumers.at(-1),
  name: "Content Security Policy",
  page: "csp.md",
  pages: { "where-it-runs/csp.md": ".", "where-it-runs.md": "." },
  variants: consumers.at(-1).variants.slice(0, 1),
};

runConsumers([...consumers, policed]);
