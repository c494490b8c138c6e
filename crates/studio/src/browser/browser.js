// Calls of the browser on the session history and on text.

// The state of the history entry that stands for an open dialog, so that the browser's Back closes the dialog.
const MARK = "tintype-dialog";

/** Whether the current entry is that one. */
export function isMarked() {
  return history.state === MARK;
}

/** Adds the entry. */
export function mark() {
  history.pushState(MARK, "");
}

/** Goes back to the entry before it; a `popstate` event follows. */
export function unmark() {
  history.back();
}

/** Writes text where the cursor is, as a paste does: the browser can undo it. */
export function insertText(text) {
  document.execCommand("insertText", false, text);
}
