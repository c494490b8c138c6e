// Vite, the versions with another dev server each: the package's script is moved by 5 and 7, and its addresses are rewritten
// by 8.

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

/** The page of the docs with a policy, which forbids the inline scripts of dev servers. */
const policed = {
  ...consumers.at(-1),
  name: "Content Security Policy",
  page: "csp.md",
  pages: { "where-it-runs/csp.md": ".", "where-it-runs.md": "." },
  variants: consumers.at(-1).variants.slice(0, 1),
};

runConsumers([...consumers, policed]);
