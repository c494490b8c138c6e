// Our own modules are shipped as they are written, except for their comments.
const COMMENT = /^\s*(\/\/.*|\/\*\*[^]*?\*\/)\n/gm;

/** Removes the comments that have lines of their own. */
export const withoutComments = (script) => script.replaceAll(COMMENT, "");
