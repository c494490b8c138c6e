// Long work gives the event loop its turn.

/** The longest that work may go on within one task, in milliseconds: under the 50 that count as a long task. */
export const MAX_TASK_MS = 20;

/**
 * Resolves in a later task, behind all that wait for theirs. By a message: timers are throttled to one a second in a
 * hidden page, and what follows `scheduler.yield` goes before every timer and message of the page.
 * @returns {Promise<void>}
 */
export function yieldToEventLoop() {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      // An open port keeps Node from ending.
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
