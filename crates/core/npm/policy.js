// Detection of failures caused by the page's Content Security Policy. The errors of `fetch` and workers do not name the
// policy, but the event `securitypolicyviolation` does.

/** Calls `onViolation` for every URL that the policy blocks. Returns a function that removes the listener. */
export function watchPolicy(onViolation) {
  const target = globalThis.document ?? globalThis;
  const listener = ({ effectiveDirective, blockedURI }) => onViolation(effectiveDirective, blockedURI);
  target.addEventListener?.("securitypolicyviolation", listener);
  return () => target.removeEventListener?.("securitypolicyviolation", listener);
}

/** Runs `work`. If the policy caused its failure, throws an error that names the directive. */
export async function unlessForbidden(directive, address, work) {
  let isForbidden = false;
  const unwatch = watchPolicy((found, uri) => (isForbidden ||= found === directive && isSame(uri, address)));
  try {
    return await work();
  } catch (cause) {
    // The violation event is dispatched in a separate task.
    await new Promise((resolve) => setTimeout(resolve));
    throw isForbidden ? new Error(`${directive} does not allow ${address}`, { cause }) : cause;
  } finally {
    unwatch();
  }
}

/** Compares by prefix, because the event contains only the origin after a redirect to another origin. */
const isSame = (uri, address) => uri !== "" && address.startsWith(uri);
