// The front page: the first picture in both languages, and links to everything else. Its code is that of README.md,
// which the tests run.

import { highlighted } from "./code.mjs";
import { codeBelow } from "./markdown.mjs";
import { escaped } from "./template.mjs";

const CARDS = [
  ["hide-the-key.html", "Hide the key", "A proxy of one file adds your key on the server, with limits for each visitor."],
  ["errors.html", "Every error and its cure", "Each code with its cause, the remedy, and when a request may have been billed."],
  ["recipes.html", "Recipes", "Edit, mask, stream, chat, cancel, show progress; React, Vue and Svelte."],
  ["options.html", "Options", "Every option with its default, input images, progress, warnings and limits."],
  ["where-it-runs.html", "Where it runs", "A whole small program for each bundler, framework and runtime."],
  ["comparison.html", "Comparison", "Beside other libraries and front-ends, row by row, each with its test."],
];

const SUMMARY =
  "Image generation and editing in the browser, in Rust and WebAssembly, with the Gemini image API: generate() in, blob: URLs out.";

/**
 * @param {{ readme: string, parts: object[], sizeOf: (address: string) => Promise<object> }} site
 */
export async function front({ readme, parts, sizeOf }) {
  const block = (heading, language) => highlighted(codeBelow(readme, heading, language), language);
  const cards = [...CARDS, ...parts.map(({ address, title, about }) => [address, title, about])];
  const pictures = await Promise.all(["result-dark", "empty-light"].map((name) => sizeOf(`pictures/studio/${name}.webp`)));
  const body = `
<div class="hero">
  <p class="lead">Pictures from words in the browser, with the Gemini image API. <code>generate()</code> in, <code>blob:</code> URLs out.</p>
  <p class="actions"><a class="action action--main" href="#first-picture-in-javascript">First picture</a><a class="action" href="../">Open Studio</a></p>
</div>
<div class="first">
  <section aria-labelledby="first-picture-in-javascript">
    <h2 id="first-picture-in-javascript">First picture in JavaScript</h2>
    ${block("JavaScript", "sh")}
    ${block("JavaScript", "js")}
    <p><a href="javascript.html">The package, its calls and its guarantees</a></p>
  </section>
  <section aria-labelledby="first-picture-in-rust">
    <h2 id="first-picture-in-rust">First picture in Rust</h2>
    ${block("Rust", "rust")}
    <p><a href="rust.html">Front-ends with Leptos, Yew and Dioxus</a></p>
  </section>
</div>
<h2 id="go-on">Go on</h2>
<ul class="cards">
  ${cards.map(([address, title, about]) => `<li><a href="${address}">${escaped(title)}</a><p>${escaped(about)}</p></li>`).join("\n  ")}
</ul>
<section class="studio" aria-labelledby="studio">
  <div>
    <h2 id="studio">Tintype Studio</h2>
    <p>A static page to make and edit pictures, with your own key or, in the sandbox, with none. It works offline, and everything stays in your browser.</p>
    <p><a href="../">Open Studio</a> · <a href="studio.html">Pictures</a> · <a href="hosting.html">Host it yourself</a></p>
  </div>
  <picture>
    <source srcset="pictures/studio/result-dark.webp" media="(prefers-color-scheme: dark)" width="${pictures[0].width}" height="${pictures[0].height}">
    <img src="pictures/studio/empty-light.webp" alt="The page of Tintype Studio" width="${pictures[1].width}" height="${pictures[1].height}" loading="lazy" decoding="async">
  </picture>
</section>`;
  return { address: "index.html", title: "Tintype: pictures from words in the browser", heading: "Tintype", summary: SUMMARY, body, kind: "front" };
}
