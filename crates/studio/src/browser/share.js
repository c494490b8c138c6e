// The share sheet of the system, and text on the clipboard. Both must be called in the click that asks for them.

const fileOf = (blob, name) => new File([blob], name, { type: blob.type });

/** Whether this browser can share pictures. */
export const canShare = () => Boolean(navigator.canShare?.({ files: [fileOf(new Blob([], { type: "image/png" }), "picture.png")] }));

/** Opens the share sheet with a picture. Resolves to whether it worked; a user who closes it has changed their mind. */
export async function share(blob, name) {
  try {
    await navigator.share({ files: [fileOf(blob, name)] });
    return true;
  } catch (error) {
    return error.name === "AbortError";
  }
}

/** Puts text on the clipboard. Resolves to whether the browser allowed it. */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
