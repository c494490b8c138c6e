// Text functions that follow the rules of Unicode, for which browsers have tables.

/** Folds text for comparison: lower case, composed, and with the width and form variants of characters unified. */
export const fold = (text) => text.normalize("NFKC").toLowerCase().normalize("NFKC").replaceAll("ς", "σ");

// Characters that join or separate letters, which names do not need.
const JOINERS = /[\u200c\u200d]/gu;
const WORDS = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu;
// The length of a text that is enough to fill any name.
const LOOKED_AT = 2_000;

/**
 * Returns the letters, their marks and the digits of any script, and single hyphens instead of everything else. The
 * result has at most this many graphemes and bytes. It is cut between words if possible, and never between a letter and
 * its marks.
 */
export function slug(text, maxGraphemes, mostBytes) {
  const words = text.slice(0, LOOKED_AT).replace(JOINERS, "").normalize().toLowerCase().normalize().match(WORDS) ?? [];
  const fits = (graphemes, name) => graphemes <= maxGraphemes && new TextEncoder().encode(name).length <= mostBytes;
  let name = "";
  let count = 0;
  for (const word of words) {
    const graphemes = graphemesOf(word);
    const longer = name ? `${name}-${word}` : word;
    count += graphemes.length + (name ? 1 : 0);
    if (fits(count, longer)) {
      name = longer;
      continue;
    }
    if (name) break;
    while (graphemes.length > 0 && !fits(graphemes.length, graphemes.join(""))) graphemes.pop();
    return graphemes.join("");
  }
  return name;
}

/** Returns the grapheme clusters of a word. */
function graphemesOf(word) {
  // Firefox before 125 has no `Intl.Segmenter`.
  if (!Intl.Segmenter) return word.match(/\P{M}\p{M}*/gu) ?? [];
  return Array.from(new Intl.Segmenter().segment(word), ({ segment }) => segment);
}
