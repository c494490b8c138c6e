// The base of relative URLs.

/** Returns the base of the page's relative URLs. A worker would resolve them against its own script. */
export const base = () => globalThis.document?.baseURI ?? globalThis.location?.href;
