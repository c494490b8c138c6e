// The browser's session history and text insertion.

// The state of a dialog's history entry, by which the browser's Back closes the dialog.
const MARK = "tintype-dialog";

/** Whether the current entry belongs to an open dialog. */
export function isMarked() {
  return history.state === MARK;
}

/** Adds the entry of an open dialog. */
export function mark() {
  history.pushState(MARK, "");
}

/** Goes back to the entry before the dialog's; a `popstate` event follows. */
export function unmark() {
  history.back();
}

/** Inserts text at the cursor like a paste, so that the browser can undo it. */
export function insertText(text) {
  document.execCommand("insertText", false, text);
}
