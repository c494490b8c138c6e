// The page's Content Security Policy as the cause of a failure. The errors of `fetch` and of workers do not name it; the
// event `securitypolicyviolation` does.

/** Calls `onViolation` for every address that the policy forbids from here on; returns a function that ends this. */
export function watchPolicy(onViolation) {
  const target = globalThis.document ?? globalThis;
  const listener = ({ effectiveDirective, blockedURI }) => onViolation(effectiveDirective, blockedURI);
  target.addEventListener?.("securitypolicyviolation", listener);
  return () => target.removeEventListener?.("securitypolicyviolation", listener);
}

/** Does the work, and makes an error of it that the policy brought about one that names the directive. */
export async function unlessForbidden(directive, address, work) {
  let isForbidden = false;
  const unwatch = watchPolicy((found, uri) => (isForbidden ||= found === directive && isSame(uri, address)));
  try {
    return await work();
  } catch (cause) {
    // The event comes in a task of its own.
    await new Promise((resolve) => setTimeout(resolve));
    throw isForbidden ? new Error(`${directive} does not allow ${address}`, { cause }) : cause;
  } finally {
    unwatch();
  }
}

/** After a redirect to another origin, the event has the origin alone. */
const isSame = (uri, address) => uri !== "" && address.startsWith(uri);
