// A picture from elsewhere, without cookies and without telling where from.

// A picture that was asked for meanwhile waits for it: not for ever.
const PATIENCE_MS = 60_000;

/** The file behind an address, or the HTTP status that its host answers instead; `null` where nothing can be read. */
export async function loadFile(address) {
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const answer = await fetch(address, { credentials: "omit", referrerPolicy: "no-referrer", signal });
    return answer.ok ? await answer.blob() : answer.status;
  } catch {
    return null;
  }
}
