// The guides of the site in order: the file in the repository, the path below `docs/`, and a label if the title of the
// page is too long for the navigation.

const guide = (source, address, label, children = []) => ({ source, address, label, children });
const place = (name, label) => guide(`docs/where-it-runs/${name}.md`, `where-it-runs/${name}.html`, label);

const PLACES = [
  place("plain-page", "Plain page and CDN"),
  place("csp", "Content Security Policy"),
  place("vite"),
  place("webpack"),
  place("rspack"),
  place("parcel"),
  place("rollup"),
  place("esbuild"),
  place("nextjs"),
  place("sveltekit"),
  place("nuxt"),
  place("astro"),
  place("angular"),
  place("node"),
  place("deno"),
  place("bun"),
  place("cloudflare-workers"),
  place("electron"),
  place("jest-and-vitest"),
];

/** Returns the sections of the navigation. `decisions` are the names of the files in docs/decisions. */
export const sections = (decisions) => [
  {
    title: "Start",
    guides: [
      guide("crates/core/npm/README.md", "javascript.html", "JavaScript"),
      guide("docs/rust.md", "rust.html", "Rust"),
      guide("docs/hide-the-key.md", "hide-the-key.html", "Hide the key"),
      guide("docs/recipes.md", "recipes.html"),
    ],
  },
  {
    title: "Reference",
    guides: [
      guide("docs/options.md", "options.html"),
      guide("docs/errors.md", "errors.html"),
      guide("docs/where-it-runs.md", "where-it-runs.html", "Where it runs", PLACES),
      guide("docs/browsers.md", "browsers.html"),
      guide("crates/emulator/README.md", "emulator.html", "Emulator"),
    ],
  },
  {
    title: "Studio",
    guides: [
      guide("docs/studio.md", "studio.html", "Pictures of Studio"),
      guide("docs/hosting.md", "hosting.html", "Host Studio"),
    ],
  },
  {
    title: "Project",
    guides: [
      guide("docs/comparison.md", "comparison.html"),
      guide("docs/benchmarks.md", "benchmarks.html"),
      guide("SECURITY.md", "security.html", "Security"),
      guide("ARCHITECTURE.md", "architecture.html"),
      guide("docs/decisions/README.md", "decisions/index.html", "Decisions", decisions.map(decision)),
      guide("CONTRIBUTING.md", "contributing.html"),
      guide("CHANGELOG.md", "changelog.html"),
    ],
  },
];

const decision = (file) => guide(`docs/decisions/${file}`, `decisions/${file.replace(/\.md$/, ".html")}`);

/** Returns all guides in reading order. */
export const inOrder = (all) => all.flatMap(({ title, guides }) => guides.flatMap((one) => [one, ...one.children]).map((one) => Object.assign(one, { section: title })));
