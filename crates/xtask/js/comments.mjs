// Modules of our own are delivered as they are written, but for their comments.
const COMMENT = /^\s*(\/\/.*|\/\*\*[^]*?\*\/)\n/gm;

/** A script without the comments that have lines of their own. */
export const withoutComments = (script) => script.replaceAll(COMMENT, "");
