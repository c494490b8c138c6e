// Addresses as the page means them.

/** The base of relative addresses, for the page's own requests; a worker's script lies elsewhere. */
export const base = () => globalThis.document?.baseURI ?? globalThis.location?.href;
