// Splits texts and queries into words: names such as `rate-limited` and `aspectRatio` whole and in parts.

const WORD = /[\p{L}\p{N}$@][\p{L}\p{N}$@_./:-]*[\p{L}\p{N}$]|[\p{L}\p{N}]/gu;
const PART = /\p{Lu}?\p{Ll}+|\p{Lu}+(?!\p{Ll})|\p{N}+|[^\p{L}\p{N}]*\p{Lo}+/gu;

/** Returns each word of a text, and the parts of compound words. */
export function words(text) {
  return (text.match(WORD) ?? []).flatMap((word) => {
    const parts = word.match(PART) ?? [];
    return parts.length > 1 ? [word, ...parts] : [word];
  });
}

/** The settings of the index, which the page needs to load it. */
export const OPTIONS = {
  fields: ["title", "lead", "page", "words"],
  storeFields: ["title", "page", "text", "weight"],
  tokenize: words,
  searchOptions: {
    // A query is searched by its whole words, not by the parts of its compounds.
    tokenize: (text) => text.match(WORD) ?? [],
    boost: { title: 4, lead: 4, page: 2 },
    boostDocument: (id, term, { weight }) => weight,
    combineWith: "AND",
    prefix: true,
    fuzzy: (word) => (word.length > 5 ? 0.2 : false),
  },
};
