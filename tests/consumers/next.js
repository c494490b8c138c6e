// Next.js with either of its bundlers: client component, server component, route handler, edge runtime, and the proxy.

import { runConsumers } from "./run.js";

const NEXT = "next/dist/bin/next";
const SERVER = ["/picture", "/server", "/api/edge"];
/** Warnings that Next.js prints for builds with an edge route or without a cache. */
const ALLOWED = /No build cache found|edge runtime/i;

/**
 * Runs Next.js with one bundler. Each bundler has its own folder and test file because the builds take minutes on a
 * busy machine.
 */
export const runNext = (bundler, option) =>
  runConsumers([
    {
      name: `Next.js, ${bundler}`,
      page: "nextjs.md",
      package: "next",
      scaffold: "next",
      pages: { "where-it-runs/nextjs.md": ".", "where-it-runs.md": "app" },
      variants: [
        { name: "build", build: [NEXT, "build", option], allowed: ALLOWED, serve: [NEXT, "start", "--port", "{port}"], server: SERVER, proxy: "/api" },
        { name: "dev", serve: [NEXT, "dev", option, "--port", "{port}"], server: SERVER, proxy: "/api" },
      ],
    },
  ]);
