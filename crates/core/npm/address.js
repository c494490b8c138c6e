// Addresses as the page means them.

/** What a relative address is relative to, for the page's own requests; a worker's script lies elsewhere. */
export const base = () => globalThis.document?.baseURI ?? globalThis.location?.href;
