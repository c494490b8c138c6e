// Syntax highlighting of code blocks with classes, because the policy of the site allows no style attributes.

import { createCssVariablesTheme, createHighlighter } from "shiki";

const LANGUAGES = ["css", "html", "js", "json", "jsx", "nginx", "rust", "sh", "svelte", "toml", "ts", "tsx", "vue", "yaml"];
const SAME = { mjs: "js", yml: "yaml", typescript: "ts", javascript: "js", console: "sh", jsonc: "json" };
const THEME = createCssVariablesTheme({ name: "tintype", variablePrefix: "--code-", fontStyle: false });

const highlighter = await createHighlighter({ themes: [THEME], langs: LANGUAGES });

/** Replaces the variable of a token by its class: `color:var(--code-token-keyword)` by `keyword`. */
const CLASSES = {
  name: "classes",
  pre(node) {
    node.properties = { tabindex: "0" };
  },
  span(node) {
    const [, kind] = /--code-token-([\w-]+)/.exec(node.properties.style ?? "") ?? [];
    node.properties = kind ? { class: `code-${kind}` } : {};
  },
  line(node) {
    node.properties = {};
  },
};

/** Returns a code block as HTML. `info` is the text behind the fence, such as `rust,no_run`; an unknown language has no colours. */
export function highlighted(code, info = "") {
  const [name] = info.split(/[\s,]/);
  const wanted = SAME[name] ?? name;
  const lang = LANGUAGES.includes(wanted) ? wanted : "text";
  return highlighter.codeToHtml(code.replace(/\n$/, ""), { lang, theme: THEME.name, transformers: [CLASSES] });
}
