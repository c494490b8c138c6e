// Words by the rules of Unicode, which browsers have tables for.

/** Words as they are compared: in small letters, composed, and with the letters' other widths and forms made one. */
export const fold = (text) => text.normalize("NFKC").toLowerCase().normalize("NFKC").replaceAll("ς", "σ");

// Characters that join letters or keep them apart; names have none.
const JOINERS = /[\u200c\u200d]/gu;
const WORDS = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu;
// Enough of a text to fill any name.
const LOOKED_AT = 2_000;

/**
 * Letters, their marks, and digits of any script, the rest as single hyphens: at most so many letters and bytes, cut
 * between words where that is possible, and never between a letter and its marks.
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

/** The grapheme clusters of a word. */
function graphemesOf(word) {
  // Firefox before 125 has no segmenter.
  if (!Intl.Segmenter) return word.match(/\P{M}\p{M}*/gu) ?? [];
  return Array.from(new Intl.Segmenter().segment(word), ({ segment }) => segment);
}
