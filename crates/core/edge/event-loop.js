// Long work gives the event loop its turn, by a timer: no page is there that could be hidden, and Next.js' edge runtime has no
// MessageChannel.

/** The longest that work may go on within one task, in milliseconds. */
export const MAX_TASK_MS = 20;

/** Resolves in a later task. */
export function yieldToEventLoop() {
  return new Promise((resolve) => setTimeout(resolve));
}
