// The system's share sheet, and text on the clipboard. Both must be called in a click handler.

const fileOf = (blob, name) => new File([blob], name, { type: blob.type });

/** Whether this browser can share pictures. */
export const canShare = () => Boolean(navigator.canShare?.({ files: [fileOf(new Blob([], { type: "image/png" }), "picture.png")] }));

/** Opens the share sheet with a picture. Resolves to false on failure; closing the sheet is not a failure. */
export async function share(blob, name) {
  try {
    await navigator.share({ files: [fileOf(blob, name)] });
    return true;
  } catch (error) {
    return error.name === "AbortError";
  }
}

/** Copies text to the clipboard. Resolves to whether the browser allowed it. */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
